using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Who asks an item for something, as the actors' appointments say at this moment.</summary>
/// <param name="User">The account.</param>
/// <param name="IsSystem">The engine itself; it may do all.</param>
/// <param name="IsMember">Acts for the item's supplier.</param>
/// <param name="IsFacilitator">Assists suppliers.</param>
/// <param name="IsManager">Manages the catalogue.</param>
/// <param name="IsAuditor">Reads everything.</param>
public sealed record ItemParty(
    UserId User,
    bool IsSystem = false,
    bool IsMember = false,
    bool IsFacilitator = false,
    bool IsManager = false,
    bool IsAuditor = false)
{
    /// <summary>Whether an item that is not public may be known to them.</summary>
    public bool MaySeeHidden => IsSystem || IsMember || IsFacilitator || IsManager || IsAuditor;

    /// <summary>Whether they may write the listing.</summary>
    public bool MayWrite => IsSystem || IsMember || IsFacilitator;

    /// <summary>Whether they may set prices and stock: the supplier answers for those itself.</summary>
    public bool MayTrade => IsSystem || IsMember;

    /// <summary>Whether they may rule on listings.</summary>
    public bool MayManage => IsSystem || IsManager;

    /// <summary>The account to record as facilitator of what it writes; null for the supplier's own.</summary>
    public UserId? AsFacilitator => IsFacilitator && !IsMember && !IsSystem ? User : null;
}

/// <summary>What a listing is measured against.</summary>
/// <param name="Category">The template of its category; null when the category does not exist.</param>
/// <param name="Supplier">The supplier's standing.</param>
/// <param name="Policy">The legal numbers in force.</param>
/// <param name="Now">The moment.</param>
public sealed record ListingFacts(
    CategoryTemplate? Category, SupplierStanding Supplier, PolicyDay Policy, DateTimeOffset Now)
{
    /// <summary>Today in WIB: certificates run out at its midnight.</summary>
    public DateOnly Today => Wib.DateOf(Now);
}
