using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <content>The cart with the prices of the moment.</content>
public sealed partial class CartGrain
{
    /// <inheritdoc />
    public async Task<Result<CartView>> View(Caller caller, RupCode? plan)
    {
        if (!IsOwner(caller)) return CommonRefusals.NotFound;
        await Settle();
        var cart = Now;
        var lines = await Quote(cart.Lines);
        var bySupplier = lines.Where(static line => line.Line.Supplier is not null)
            .GroupBy(static line => line.Line.Supplier!.Value).ToList();
        var standings = await Task.WhenAll(bySupplier.Select(group => near.StandingOf(group.Key)));
        var law = policy.At(Wib.DateOf(clock.GetUtcNow()));
        var suppliers = bySupplier.Zip(standings, (group, standing) => Part(standing, [.. group], law))
            .ToImmutableArray();
        var totals = suppliers.Aggregate(CartTotals.Zero, static (sum, supplier) => sum + supplier.Totals);
        return new CartView
        {
            Region = cart.Region,
            Suppliers = suppliers,
            WithoutSupplier = [.. lines.Where(static line => line.Line.Supplier is null)],
            Pending = cart.Checkouts,
            Totals = totals,
            Budget = plan is { } code ? await Compare(code, caller, totals.Total) : null,
            Revision = new Revision(cart.Version, 0),
        };
    }

    private async Task<CartBudget> Compare(RupCode plan, Caller caller, Rupiah total)
    {
        var lines = (await GrainFactory.Plan(plan).View(caller))?.Inside?.Lines ?? [];
        var free = lines.Sum(static line => line.Free);
        return new CartBudget(plan, free, total <= free);
    }

    private async Task LearnSuppliers() => await Quote([.. Now.Lines.Where(static line => line.Supplier is null)]);

    private async Task<CartLineView[]> Quote(ImmutableArray<CartLine> lines)
    {
        var quoted = await Task.WhenAll(lines.Select(Quote));
        // Who sells an item is found out again whenever it is needed, so it is written with the next change only.
        stored.State.Cart = quoted.Where(static line => line.Quote is not null)
            .Aggregate(Now, static (known, line) => known.Learn(line.Line.Item, line.Quote!.Supplier));
        return quoted;
    }

    private async Task<CartLineView> Quote(CartLine line)
    {
        if ((line.Region ?? Now.Region) is not { } region)
            return new CartLineView(line, null, Rupiah.Zero, CartRefusals.RegionMissing);
        var quote = await near.QuoteOf(line.Item, region, line.Quantity);
        if (!quote.IsOk) return new CartLineView(line, null, Rupiah.Zero, quote.Refusal);
        var known = line with { Supplier = quote.Value.Supplier };
        return Cart.AmountOf(line.Quantity, quote.Value) is { } amount
            ? new CartLineView(known, quote.Value, amount, null)
            : new CartLineView(known, null, Rupiah.Zero, CartRefusals.AmountTooLarge
                .With("item", line.Item).With("max", CartLimits.MaxLineAmount));
    }

    private static CartSupplierView Part(
        SupplierStanding supplier, ImmutableArray<CartLineView> lines, PolicyDay law)
    {
        var bought = lines.Where(static line => line.Quote is not null).ToList();
        var (goods, freight) = (bought.Sum(static line => line.Amount), bought.Sum(static line => line.Quote!.Freight));
        var tax = bought.Sum(line => Taxes.PpnOn(
            new Taxable(line.Quote!.TaxClass, line.Amount + line.Quote.Freight), supplier.IsTaxable, law));
        return new CartSupplierView(
            supplier.Id, supplier.Name, supplier.MaySell, lines,
            new CartTotals(goods, freight, tax, goods + freight + tax));
    }
}
