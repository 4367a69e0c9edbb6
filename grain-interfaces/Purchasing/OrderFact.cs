namespace Marketplace.Purchasing;

/// <summary>What a dossier compares before and after each event. Values as they are stored: whole rupiah, quantities,
/// ids, names of enumerations, ISO 8601.</summary>
public enum OrderFact
{
    /// <summary>Where it stands: <see cref="OrderStage"/>.</summary>
    Stage = 1,

    /// <summary>On whose desk it lies: <see cref="Purchasing.Desk"/>.</summary>
    Desk = 2,

    /// <summary>Until when an answer is due, UTC.</summary>
    RespondBy = 3,

    /// <summary>Goods, rupiah.</summary>
    Goods = 4,

    /// <summary>Freight, rupiah.</summary>
    Freight = 5,

    /// <summary>Extra services, rupiah.</summary>
    Services = 6,

    /// <summary>Value-added tax, rupiah.</summary>
    Ppn = 7,

    /// <summary>What the buyer pays, rupiah.</summary>
    Total = 8,

    /// <summary>Taxes withheld, rupiah.</summary>
    Withheld = 9,

    /// <summary>What reaches the supplier, rupiah.</summary>
    NetToSupplier = 10,

    /// <summary>What the value limits were tested against, rupiah.</summary>
    PackageTotal = 11,

    /// <summary>What a budget line bears, rupiah.</summary>
    Budget = 12,

    /// <summary>Who reviewed it.</summary>
    Reviewer = 13,

    /// <summary>Who signed it.</summary>
    Signer = 14,

    /// <summary>Number of its letter.</summary>
    LetterNumber = 15,

    /// <summary>Who accepted it for the supplier.</summary>
    AcceptedBy = 16,

    /// <summary>Quantity of a line.</summary>
    Quantity = 17,

    /// <summary>Unit price of a line, rupiah.</summary>
    UnitPrice = 18,

    /// <summary>Freight of a line, rupiah.</summary>
    LineFreight = 19,

    /// <summary>Dispatched of a line.</summary>
    Dispatched = 20,

    /// <summary>Received of a line.</summary>
    Received = 21,

    /// <summary>Accepted of a line.</summary>
    Accepted = 22,

    /// <summary>Rejected of a line.</summary>
    Rejected = 23,

    /// <summary>When a delivery is needed, WIB date.</summary>
    NeededBy = 24,

    /// <summary>Where a delivery goes.</summary>
    Address = 25,

    /// <summary>How many offers were made.</summary>
    Offers = 26,

    /// <summary>Number of the handover certificate.</summary>
    Handover = 27,

    /// <summary>Late penalty as fixed at handover, rupiah.</summary>
    LatePenalty = 28,

    /// <summary>Number of the invoice.</summary>
    Invoice = 29,

    /// <summary>What is not paid yet, rupiah.</summary>
    Outstanding = 30,

    /// <summary>Number of the open addendum.</summary>
    OpenAddendum = 31,

    /// <summary>Score of the rating, in hundredths.</summary>
    Rating = 32,

    /// <summary>The supplier's answer to it.</summary>
    Reply = 33,

    /// <summary>Why it ended early: <see cref="EndReason"/>.</summary>
    EndReason = 34,

    /// <summary>What other actors have still to do.</summary>
    OpenEffects = 35,
}
