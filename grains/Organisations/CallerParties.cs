using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>A duty in force, with the organisation it is held at.</summary>
/// <param name="Organisation">Where.</param>
/// <param name="Duty">What.</param>
public sealed record PartyDuty(OrganisationId Organisation, Duty Duty);

/// <summary>Everything a caller takes part in at this moment.</summary>
/// <param name="User">The account.</param>
/// <param name="Duties">Appointments in force, at every organisation.</param>
/// <param name="Suppliers">Suppliers they act for.</param>
public sealed record CallerParties(UserId User, ImmutableArray<PartyDuty> Duties, ImmutableArray<SupplierId> Suppliers)
{
    /// <summary>Whether they read everything: auditors, and the engine itself.</summary>
    public bool ReadsAll => Holds(Role.InternalAuditor);

    /// <summary>Whether they verify suppliers and review listings.</summary>
    public bool ManagesCatalogue => Holds(Role.CatalogManager);

    /// <summary>Organisations with a duty.</summary>
    public IEnumerable<OrganisationId> Organisations => Duties.Select(static duty => duty.Organisation).Distinct();

    private bool Holds(Role role) => Duties.Any(duty =>
        duty.Organisation == WellKnown.Operator && duty.Duty.Role == role && duty.Duty.Unit is null);
}

/// <summary>Finds out what a caller takes part in.</summary>
public static class CallerPartiesLookup
{
    private const string Organisation = "organisation/";
    private const string Supplier = "supplier/";

    /// <summary>
    /// The person's claims say where to ask; what is in force is then asked of each organisation and supplier itself,
    /// so that what was revoked stops at once.
    /// </summary>
    public static async Task<CallerParties> PartiesOf(this IGrainFactory grains, Caller caller)
    {
        if (caller.IsSystem || caller == Caller.Anonymous)
        {
            var own = caller.IsSystem ? await grains.AuthorityOf(caller, WellKnown.Operator) : null;
            return new CallerParties(caller.User, own is null ? [] : DutiesOf(own), []);
        }

        var claims = (await grains.Person(caller.User).View()).Claims;
        var organisations = claims.Where(static claim => claim.StartsWith(Organisation, StringComparison.Ordinal))
            .Select(static claim => OrganisationId.Wrap(claim.Split('/')[1])).Distinct();
        var suppliers = claims.Where(static claim => claim.StartsWith(Supplier, StringComparison.Ordinal))
            .Select(static claim => SupplierId.Wrap(claim.Split('/')[1])).Distinct();
        var authorities = await Task.WhenAll(organisations.Select(id => grains.AuthorityOf(caller, id)));
        var standings = await Task.WhenAll(suppliers.Select(id => grains.Supplier(id).Standing()));
        return new CallerParties(
            caller.User,
            [.. authorities.SelectMany(static authority => DutiesOf(authority))],
            [.. standings.Where(standing => standing.Members.Contains(caller.User)).Select(static s => s.Id)]);
    }

    private static ImmutableArray<PartyDuty> DutiesOf(Authority authority) =>
        [.. authority.Appointments.Select(duty => new PartyDuty(authority.Organisation, duty))];
}
