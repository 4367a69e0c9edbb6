using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>What changed from one state to the next, for those who audit.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>Every fact of this state that is another in the next, ordered as <see cref="OrderFact"/>.</summary>
    public ImmutableArray<FactChange> ChangesTo(PurchaseOrder next)
    {
        var before = Facts().ToDictionary(static fact => (fact.Fact, fact.Of), static fact => fact.Value);
        var after = next.Facts().ToDictionary(static fact => (fact.Fact, fact.Of), static fact => fact.Value);
        return
        [
            .. before.Keys.Union(after.Keys).Order()
                .Select(key => new FactChange(
                    key.Fact, key.Of, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Where(static change => change.Before != change.After),
        ];
    }

    /// <summary>The facts that are: nothing, zero and nobody are none.</summary>
    private IEnumerable<(OrderFact Fact, int? Of, string Value)> Facts()
    {
        var all = Once().Select(static fact => (fact.Fact, Of: (int?)null, fact.Value))
            .Concat(Lines.SelectMany(static line => OfLine(line)
                .Select(fact => (fact.Fact, Of: (int?)line.Line.Number, fact.Value))))
            .Concat(Budget.Select(static line => (OrderFact.Budget, (int?)line.Line, Amount(line.Amount))))
            .Concat((Terms?.Deliveries ?? []).SelectMany(static (to, at) => ((OrderFact, int?, string?)[])
            [
                (OrderFact.NeededBy, at, to.NeededBy.ToString("O", CultureInfo.InvariantCulture)),
                (OrderFact.Address, at, $"{to.Address}, {to.Recipient}, {to.Phone}"),
            ]));
        foreach (var (fact, of, value) in all)
        {
            if (value is not null) yield return (fact, of, value);
        }
    }

    private IEnumerable<(OrderFact Fact, string? Value)> Once()
    {
        if (Totals is not { } totals) return [];
        return
        [
            (OrderFact.Stage, Stage.ToString()),
            (OrderFact.Desk, DeskNow.ToString()),
            (OrderFact.RespondBy, RespondBy?.ToString("O", CultureInfo.InvariantCulture)),
            (OrderFact.Goods, Amount(totals.Goods)),
            (OrderFact.Freight, Amount(totals.Freight)),
            (OrderFact.Services, Amount(totals.Services)),
            (OrderFact.Ppn, Amount(totals.Ppn)),
            (OrderFact.Total, Amount(totals.Total)),
            (OrderFact.Withheld, Amount(totals.Total - totals.NetToSupplier)),
            (OrderFact.NetToSupplier, Amount(totals.NetToSupplier)),
            (OrderFact.PackageTotal, Amount(PackageTotal)),
            (OrderFact.Reviewer, Signatures.Reviewer?.Value),
            (OrderFact.Signer, Signatures.Signer?.Value),
            (OrderFact.LetterNumber, Signatures.LetterNumber),
            (OrderFact.AcceptedBy, Signatures.AcceptedBy?.Value),
            (OrderFact.Offers, Count(Offers.Length)),
            (OrderFact.Handover, Certificate?.Number),
            (OrderFact.LatePenalty, Amount(Certificate?.LatePenalty ?? Rupiah.Zero)),
            (OrderFact.Invoice, Invoiced?.Number),
            (OrderFact.Outstanding, Amount(Outstanding)),
            (OrderFact.OpenAddendum, Count(OpenAddendum?.Number ?? 0)),
            (OrderFact.Rating, Count(Rating?.Score ?? 0)),
            (OrderFact.Reply, Rating?.Reply),
            (OrderFact.EndReason, End?.Reason.ToString()),
            (OrderFact.OpenEffects, Count(Effects.Length)),
        ];
    }

    private static IEnumerable<(OrderFact Fact, string? Value)> OfLine(LineState line) =>
    [
        (OrderFact.Quantity, Amount(line.Line.Quantity)),
        (OrderFact.UnitPrice, Amount(line.Line.UnitPrice)),
        (OrderFact.LineFreight, Amount(line.Line.Freight)),
        (OrderFact.Dispatched, Amount(line.Dispatched)),
        (OrderFact.Received, Amount(line.Received)),
        (OrderFact.Accepted, Amount(line.Accepted)),
        (OrderFact.Rejected, Amount(line.Rejected)),
    ];

    private static string? Amount(Rupiah amount) =>
        amount == Rupiah.Zero ? null : amount.Amount.ToString(CultureInfo.InvariantCulture);

    private static string? Amount(Quantity quantity) => quantity == Quantity.Zero ? null : quantity.ToString();

    private static string? Count(int count) => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);
}
