using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What a caller is to one order.</summary>
/// <param name="User">The account.</param>
/// <param name="Buyer">Their appointments at the buying organisation, when one concerns the order's unit.</param>
/// <param name="IsSupplier">Whether they act for the supplier.</param>
/// <param name="IsAuditor">Whether they may read everything.</param>
/// <param name="IsEngine">Whether it is the engine itself.</param>
public sealed record OrderParty(
    UserId User, Authority? Buyer = null, bool IsSupplier = false, bool IsAuditor = false, bool IsEngine = false)
{
    /// <summary>The side they are on; null for auditors and outsiders.</summary>
    public OrderSide? Side => Buyer is not null ? OrderSide.Buyer : IsSupplier ? OrderSide.Supplier : null;

    /// <summary>Whether one of the roles is theirs for the unit.</summary>
    public bool Has(UnitId unit, params ReadOnlySpan<Role> roles) => Buyer is not null && Buyer.Has(unit, roles);
}
