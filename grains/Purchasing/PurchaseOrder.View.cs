using Marketplace.Commands;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <content>What callers see.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>The order without what depends on the caller and the day; null while absent.</summary>
    public OrderView ViewAt(Revision revision, PolicyTable law) => ViewAt(revision, law.At(Terms!.Date));

    private OrderView ViewAt(Revision revision, PolicyDay law) => new()
    {
        Id = Id!.Value,
        Stage = Stage,
        Desk = DeskNow,
        Terms = Terms!,
        Lines = [.. Lines.Select(line => ViewOf(line, law))],
        Services = Services,
        Budget = Budget,
        Totals = Totals!,
        PackageTotal = PackageTotal,
        Offers = Offers,
        Turn = Turn,
        RespondBy = RespondBy,
        Signatures = Signatures,
        Shipments = Shipments,
        Inspections = Inspections,
        Handover = Certificate is { } signed
            ? new HandoverView(signed.Number, signed.By, signed.At, signed.Accepted, signed.LatePenalty, signed.Payable)
            : null,
        Invoice = Invoiced is { } invoice
            ? new InvoiceView(
                invoice.Number, invoice.Date, invoice.TaxInvoice, invoice.LogisticsInvoice, invoice.At, invoice.PayBy,
                Outstanding)
            : null,
        Payments = Payments,
        LatePenalty = new LatePenaltyView(Rupiah.Zero, 0, false, ""),
        Addenda = Addenda,
        OnAddendum = OpenAddendum is not null,
        Rating = Rating,
        End = End,
        Refusals = Refusals,
        Timeline = Timeline,
        Actions = [],
        Revision = revision,
    };

    /// <summary>The same for one caller on one day: what they may do, and the penalty so far.</summary>
    public OrderView For(OrderView view, OrderParty party, Today today)
    {
        var (penalty, days) = LatePenaltyAt(today);
        return view with
        {
            Actions = ActionsOf(party),
            LatePenalty = new LatePenaltyView(
                penalty, days, Certificate is not null, Law(today)[PolicyKeys.LatePenalty].Name),
        };
    }

    private OrderLineView ViewOf(LineState line, PolicyDay law) => new(
        line.Line, line.Line.Net,
        Taxes.PpnOn(new Taxable(line.Line.TaxClass, line.Line.Net), Terms!.SupplierIsTaxable, law),
        line.Dispatched, line.Received, line.Accepted, line.Rejected, line.RejectedReason);
}
