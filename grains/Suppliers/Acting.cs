using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>
/// Who asks a supplier for something, with the appointments at the market's operator that are in force.
/// </summary>
/// <param name="User">The account.</param>
/// <param name="IsSystem">The engine itself.</param>
/// <param name="Manages">A catalogue manager.</param>
/// <param name="Assists">A facilitator.</param>
/// <param name="Audits">An internal auditor.</param>
public sealed record Acting(UserId User, bool IsSystem, bool Manages, bool Assists, bool Audits)
{
    /// <summary>Whether any of the appointments lets them see every registration.</summary>
    public bool Operates => Manages || Assists || Audits;

    /// <summary>A caller with what the market's operator lets them do.</summary>
    public static Acting As(Caller caller, Authority atOperator) => new(
        caller.User,
        caller.IsSystem,
        atOperator.Has(unit: null, Role.CatalogManager),
        atOperator.Has(unit: null, Role.Facilitator),
        atOperator.Has(unit: null, Role.InternalAuditor));
}
