using Marketplace.Accounts;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Frontend.Accounts;

/// <summary>The account signed in, and what it may do at this moment.</summary>
/// <param name="UserId">Its id, as appointments name it.</param>
/// <param name="Email">Its address.</param>
/// <param name="FullName">What its owner is called; null until they say it.</param>
/// <param name="TotpOn">Whether the second factor is on.</param>
/// <param name="Side">The side of the market it stands on; null without any role.</param>
/// <param name="Appointments">Its appointments in force.</param>
/// <param name="Suppliers">The suppliers it is a member of.</param>
public sealed record Me(
    UserId UserId,
    string Email,
    string? FullName,
    bool TotpOn,
    Side? Side,
    IReadOnlyList<MyAppointment> Appointments,
    IReadOnlyList<SupplierId> Suppliers);

/// <summary>One appointment in force.</summary>
/// <param name="Organisation">Where.</param>
/// <param name="Role">As what.</param>
/// <param name="Unit">For which unit; null for the whole organisation.</param>
/// <param name="Limit">For an approver, the highest order total in rupiah; null for no limit.</param>
public sealed record MyAppointment(OrganisationId Organisation, Role Role, UnitId? Unit, Rupiah? Limit);

/// <summary>The same with names, for people to read.</summary>
/// <param name="Duty">The appointment.</param>
/// <param name="Organisation">The organisation's name.</param>
/// <param name="Unit">The unit's name; null for the whole organisation.</param>
public sealed record NamedAppointment(MyAppointment Duty, string Organisation, string? Unit);

/// <summary>Asks the actors what an account may do.</summary>
internal static class MyRoles
{
    public static async Task<Me> Describe(this IGrainFactory grains, Account account)
    {
        var user = UserId.Wrap(account.Id);
        var person = await grains.Person(user).View();
        return new Me(
            user,
            account.Email ?? "",
            account.FullName,
            account.TwoFactorEnabled,
            person.Side,
            await grains.AppointmentsOf(user, person),
            [.. Named(person.Claims, "supplier/").Select(SupplierId.Wrap)]);
    }

    /// <summary>Whether someone sees the curators' pages: catalogue managers, facilitators, auditors.</summary>
    public static async Task<bool> MaySeeCuration(this IGrainFactory grains, UserId user) =>
        (await grains.Organisation(WellKnown.Operator).AuthorityOf(user)).Has(
            unit: null, Role.CatalogManager, Role.Facilitator, Role.InternalAuditor);

    /// <summary>Someone's appointments in force.</summary>
    public static async Task<IReadOnlyList<MyAppointment>> AppointmentsOf(this IGrainFactory grains, UserId user) =>
        await grains.AppointmentsOf(user, await grains.Person(user).View());

    /// <summary>The names behind appointments; organisations and their units are public.</summary>
    public static async Task<IReadOnlyList<NamedAppointment>> Named(
        this IGrainFactory grains, IReadOnlyList<MyAppointment> appointments)
    {
        var ids = appointments.Select(static one => one.Organisation).Distinct().ToList();
        var views = await Task.WhenAll(ids.Select(id => grains.Organisation(id).View(Caller.Anonymous)));
        return
        [
            .. appointments.Select(one => views[ids.IndexOf(one.Organisation)] is { } view
                ? new NamedAppointment(
                    one, view.Name, view.Units.FirstOrDefault(unit => unit.Id == one.Unit)?.Profile.Name)
                : new NamedAppointment(one, one.Organisation.Value, one.Unit?.Value)),
        ];
    }

    private static async Task<IReadOnlyList<MyAppointment>> AppointmentsOf(
        this IGrainFactory grains, UserId user, PersonView person)
    {
        var authorities = await Task.WhenAll(Named(person.Claims, "organisation/")
            .Select(id => grains.Organisation(OrganisationId.Wrap(id)).AuthorityOf(user)));
        return [.. authorities.SelectMany(static authority => authority.Appointments.Select(duty =>
            new MyAppointment(authority.Organisation, duty.Role, duty.Unit, duty.Limit)))];
    }

    /// <summary>The second part of the claims of one kind: <c>organisation/opd-1/…</c> → <c>opd-1</c>.</summary>
    private static IEnumerable<string> Named(IEnumerable<string> claims, string kind) => claims
        .Where(claim => claim.StartsWith(kind, StringComparison.Ordinal))
        .Select(claim => claim[kind.Length..].Split('/')[0])
        .Distinct(StringComparer.Ordinal);
}
