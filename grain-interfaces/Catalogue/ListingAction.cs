namespace Marketplace.Catalogue;

/// <summary>What a supplier's own people can do with a product.</summary>
public enum ListingAction
{
    /// <summary>Replace what is said of it.</summary>
    Edit = 1,

    /// <summary>Hand it in for review, once nothing is wrong with it.</summary>
    Submit = 2,

    /// <summary>Set prices.</summary>
    SetPrices = 3,

    /// <summary>Receive, correct and confirm stock.</summary>
    ChangeStock = 4,

    /// <summary>Take it out of the catalogue.</summary>
    Delist = 5,

    /// <summary>Put it away for good.</summary>
    Archive = 6,
}
