using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>A buying organisation, or the one that operates the marketplace. Key: <see cref="OrganisationId"/>.</summary>
[Alias("organisation")]
public interface IOrganisationGrain : IGrainWithStringKey
{
    /// <summary>
    /// What a user may do here at this moment: the appointments in force, and the organisation's kind. Empty for
    /// someone without any, and for an organisation that does not exist. Every command in every actor asks this, so a
    /// revoked appointment stops at once.
    /// </summary>
    [Alias("authority-of")]
    Task<Authority> AuthorityOf(UserId user);
}

/// <summary>A user's appointments in force at one organisation at one moment.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Kind">Its kind; null when it does not exist.</param>
/// <param name="Appointments">Those in force.</param>
[GenerateSerializer, Immutable, Alias("authority")]
public sealed record Authority(
    [property: Id(0)] OrganisationId Organisation,
    [property: Id(1)] OrganisationKind? Kind,
    [property: Id(2)] ImmutableArray<Duty> Appointments)
{
    /// <summary>Whether one of the roles is held for the unit, or for the whole organisation.</summary>
    public bool Has(UnitId? unit, params ReadOnlySpan<Role> roles)
    {
        foreach (var duty in Appointments)
        {
            if (roles.Contains(duty.Role) && (duty.Unit is null || duty.Unit == unit)) return true;
        }

        return false;
    }

    /// <summary>Whether the user holds any appointment here that concerns the unit.</summary>
    public bool Concerns(UnitId? unit) => Appointments.Any(duty => duty.Unit is null || duty.Unit == unit);

    /// <summary>The highest amount an <see cref="Role.Approver"/> may sign here; zero without one, null without a limit.</summary>
    public Rupiah? ApprovalLimit(UnitId? unit)
    {
        var limits = Appointments.Where(duty => duty.Role == Role.Approver && (duty.Unit is null || duty.Unit == unit))
            .ToList();
        if (limits.Count == 0) return Rupiah.Zero;
        return limits.Exists(static duty => duty.Limit is null) ? null : limits.Max(static duty => duty.Limit);
    }
}

/// <summary>One role in force.</summary>
/// <param name="Role">The role.</param>
/// <param name="Unit">The unit it is for; null for the whole organisation.</param>
/// <param name="Limit">For an approver: the highest order total; null for no limit.</param>
[GenerateSerializer, Immutable, Alias("duty")]
public sealed record Duty(
    [property: Id(0)] Role Role, [property: Id(1)] UnitId? Unit, [property: Id(2)] Rupiah? Limit);

/// <summary>What sort of organisation it is; decides which roles, limits and tax collector apply.</summary>
public enum OrganisationKind
{
    /// <summary>OPD, an office of the province or a kabupaten/kota.</summary>
    RegionalAgency = 1,

    /// <summary>Instansi vertikal, a national office in the region.</summary>
    VerticalAgency = 2,

    /// <summary>BUMN, a state company.</summary>
    StateCompany = 3,

    /// <summary>BUMD, a regional company.</summary>
    RegionalCompany = 4,

    /// <summary>A private firm.</summary>
    PrivateCompany = 5,

    /// <summary>The office that operates the marketplace; it neither buys nor sells.</summary>
    MarketplaceOperator = 6,
}
