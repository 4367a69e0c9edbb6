using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>
/// What a run of events changes of one order's row: folded in memory, so that an order submitted and placed within one
/// batch is written once. What is null stays as it is.
/// </summary>
public sealed class OrderListChange
{
    /// <summary>Stands for no limit in <c>due_at</c>, so that it sorts last; exact in JSON.</summary>
    public const long NoLimit = Rupiah.MaxAmount;

    /// <summary>Whose desk a shipping order lies on follows from what is on its way.</summary>
    public const string DeskByTransit = "byTransit";

    /// <summary>The submission, when it is among the events.</summary>
    public OrderSubmitted? Submitted { get; private set; }

    /// <summary>Log position of the submission, when it is among the events: the order of the list.</summary>
    public long Opened { get; private set; }

    /// <summary>Where it stands.</summary>
    public OrderStage? Stage { get; private set; }

    /// <summary>On whose desk it lies; <see cref="DeskByTransit"/> when the row knows better.</summary>
    public string? Desk { get; private set; }

    /// <summary>Shipments that left, less those that arrived.</summary>
    public int Transit { get; private set; }

    /// <summary>Until when to act, Unix milliseconds.</summary>
    public long? DueAt { get; private set; }

    /// <summary>Since when it lies where it lies, Unix milliseconds.</summary>
    public long? Since { get; private set; }

    /// <summary>Sums.</summary>
    public OrderTotals? Totals { get; private set; }

    /// <summary>Whether it concerns the supplier from now on.</summary>
    public bool ConcernsSupplier { get; private set; }

    /// <summary>The roles that may buy, each between bars: <c>|requester|</c>.</summary>
    public string? BuyerRoles { get; private set; }

    /// <summary>Number of the order letter.</summary>
    public string? LetterNumber { get; private set; }

    /// <summary>Who signed.</summary>
    public string? Signer { get; private set; }

    /// <summary>The side that has to answer an addendum; empty for none.</summary>
    public string? AddendumDesk { get; private set; }

    /// <summary>Whether the supplier is to be rated: 1 or 0.</summary>
    public long? ToRate { get; private set; }

    /// <summary>When the newest event happened, Unix milliseconds.</summary>
    public long UpdatedAt { get; private set; }

    /// <summary>Its log position.</summary>
    public long Position { get; private set; }

    /// <summary>Takes one more event in.</summary>
    public void Add(OrderEvent happened, long position)
    {
        (Position, UpdatedAt) = (position, happened.At.ToUnixTimeMilliseconds());
        if (happened is OrderMoved moved) Move(moved.Stage);
        switch (happened)
        {
            case OrderSubmitted submitted:
                (Submitted, Totals, Opened) = (submitted, submitted.Totals, position);
                break;
            case OrderPlaced placed:
                BuyerRoles = $"|{string.Join('|', placed.BuyingRoles.Select(NameOf))}|";
                Due(placed.RespondBy);
                ConcernsSupplier |= placed.Stage == OrderStage.Negotiating;
                break;
            case OfferMade offer:
                Lay(NameOf(offer.Side == OrderSide.Buyer ? Purchasing.Desk.Supplier : Purchasing.Desk.Buyer));
                Due(offer.RespondBy);
                ConcernsSupplier = true;
                break;
            case OfferAccepted accepted:
                Totals = accepted.Totals;
                Due(accepted.RespondBy);
                break;
            case OrderProceeded proceeded:
                Due(proceeded.RespondBy);
                break;
            case OrderReviewed reviewed:
                Due(reviewed.RespondBy);
                break;
            case OrderSigned signed:
                (LetterNumber, Signer, ConcernsSupplier) = (signed.LetterNumber, signed.By.Value, true);
                Due(signed.RespondBy);
                break;
            case GoodsDispatched:
                Transit++;
                break;
            case GoodsReceived received:
                Transit--;
                Due(received.AcceptedUnlessInspectedBy);
                break;
            case OrderInvoiced invoiced:
                Due(invoiced.PayBy);
                break;
            default:
                AddAfterwards(happened);
                break;
        }
    }

    /// <summary>The name a value is stored under, as JSON would write it.</summary>
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.Of[value];

    private void AddAfterwards(OrderEvent happened)
    {
        switch (happened)
        {
            case DiscrepancySettled settled:
                Totals = settled.Totals;
                break;
            case AddendumProposed proposed:
                AddendumDesk = NameOf(proposed.Side == OrderSide.Buyer
                    ? Purchasing.Desk.Supplier : Purchasing.Desk.CommitmentOfficer);
                break;
            case AddendumAccepted accepted:
                (AddendumDesk, Totals) = ("", accepted.Totals);
                break;
            case AddendumClosed or OrderEnded:
                AddendumDesk = "";
                break;
            case OrderPaid { Stage: OrderStage.Completed }:
                ToRate = 1;
                break;
            case SupplierRated:
                ToRate = 0;
                break;
        }
    }

    private void Move(OrderStage stage)
    {
        // A part payment leaves the invoice's date standing.
        if (stage != OrderStage.Paying) Due(null);
        Stage = stage;
        Lay(stage switch
        {
            OrderStage.Placing => NameOf(Purchasing.Desk.Engine),
            OrderStage.Negotiating or OrderStage.Negotiated => NameOf(Purchasing.Desk.Buyer),
            OrderStage.AwaitingReview => NameOf(Purchasing.Desk.Reviewer),
            OrderStage.AwaitingCommitmentOfficer or OrderStage.Discrepancy or OrderStage.Inspected =>
                NameOf(Purchasing.Desk.CommitmentOfficer),
            OrderStage.AwaitingSupplier or OrderStage.Processing or OrderStage.HandedOver =>
                NameOf(Purchasing.Desk.Supplier),
            OrderStage.Shipping => DeskByTransit,
            OrderStage.Delivered => NameOf(Purchasing.Desk.Receiver),
            OrderStage.Invoiced or OrderStage.Paying => NameOf(Purchasing.Desk.Treasurer),
            _ => NameOf(Purchasing.Desk.None),
        });
    }

    private void Lay(string desk) => (Desk, Since) = (desk, UpdatedAt);

    private void Due(DateTimeOffset? at) => DueAt = at?.ToUnixTimeMilliseconds() ?? NoLimit;

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Of = Enum.GetValues<TEnum>()
            .ToDictionary(static value => value, static value =>
                System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
