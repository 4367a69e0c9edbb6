using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>A buying organisation, or the one that operates the marketplace. Key:
/// <see cref="OrganisationId"/>.</summary>
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

    /// <summary>Creates the organisation. Administrators of the operating organisation only.</summary>
    [Alias("create")]
    Task<Result<OrganisationView>> Create(CreateOrganisation command);

    /// <summary>
    /// Changes name, codes, region and address; the kind stays. Administrators of this organisation or of the operating
    /// one.
    /// </summary>
    [Alias("change")]
    Task<Result<OrganisationView>> Change(ChangeOrganisation command);

    /// <summary>Sets the purchasing settings. The organisation's own administrator or budget owner.</summary>
    [Alias("configure")]
    Task<Result<OrganisationView>> Configure(ConfigureOrganisation command);

    /// <summary>Adds a work unit or changes it. Administrators of this organisation or of the operating one.</summary>
    [Alias("define-unit")]
    Task<Result<OrganisationView>> DefineUnit(DefineUnit command);

    /// <summary>
    /// Sets a unit's budget for a year; never below what its announced plans reserve. The unit's budget owner; in a
    /// company its administrator.
    /// </summary>
    [Alias("set-budget")]
    Task<Result<OrganisationView>> SetBudget(SetUnitBudget command);

    /// <summary>
    /// Gives someone a role under a decree. By the organisation's own administrator or budget owner, or one of the
    /// operating organisation while it has neither; never for oneself. Refused while the person stands on another side
    /// of the market, holds the same role already, or would hold two duties that are kept apart (DOMAIN §1).
    /// </summary>
    [Alias("appoint")]
    Task<Result<OrganisationView>> Appoint(MakeAppointment command);

    /// <summary>Ends an appointment at once, with the reason. Who may appoint may end.</summary>
    [Alias("end")]
    Task<Result<OrganisationView>> End(EndAppointment command);

    /// <summary>
    /// Makes someone the first administrator of the operating organisation and creates it when it is not there yet.
    /// Only while it never had an administrator; for the one-time link of the first start. Idempotent per user.
    /// </summary>
    [Alias("bootstrap")]
    Task<Result<OrganisationView>> Bootstrap(UserId user);

    /// <summary>
    /// The number of an order's letter (Surat Pesanan): the next of this year, without gaps, the same again for the
    /// same order. Whoever may sign orders here: commitment officers and approvers.
    /// </summary>
    [Alias("next-letter-number")]
    Task<Result<LetterNumber>> NextLetterNumber(CommandContext context, OrderId order);

    /// <summary>
    /// Sets what an announced plan takes of its unit's budget, checked against it; zero gives it back. Idempotent: the
    /// newest amount of a plan counts, a repeat changes nothing. For plans, not for people.
    /// </summary>
    [Alias("reserve-budget")]
    Task<Result<UnitBudgetView>> ReserveBudget(ReserveUnitBudget command);

    /// <summary>What an order or a plan of a unit needs to know; null when organisation or unit do not exist.</summary>
    [Alias("terms")]
    Task<OrganisationTerms?> Terms(UnitId unit);

    /// <summary>
    /// The organisation; null when it does not exist. Its name, kind, region and units are public; its numbers,
    /// settings, budgets and appointments are for its appointees, auditors and administrators of the operating
    /// organisation.
    /// </summary>
    [Alias("view")]
    Task<OrganisationView?> View(Caller caller);

    /// <summary>What the caller may change here at this moment, so that pages offer only that. Nothing of an
    /// organisation that does not exist.</summary>
    [Alias("choices-of")]
    Task<OrganisationChoices> ChoicesOf(Caller caller);
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

    /// <summary>The highest amount an <see cref="Role.Approver"/> may sign here; zero without one, null without a
    /// limit.</summary>
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

/// <summary>An order letter's number.</summary>
/// <param name="Year">Year of the number, by the date in Lampung (WIB).</param>
/// <param name="Number">From 1, without gaps within the year.</param>
/// <param name="Text">As it stands on the letter, such as <c>000123/SP/D264/2026</c>.</param>
[GenerateSerializer, Immutable, Alias("letter-number")]
public sealed record LetterNumber(
    [property: Id(0)] int Year, [property: Id(1)] int Number, [property: Id(2)] string Text);

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
