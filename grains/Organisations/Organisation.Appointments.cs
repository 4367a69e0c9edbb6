using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>An appointment as the organisation remembers it.</summary>
/// <param name="Number">Number within the organisation.</param>
/// <param name="Terms">Whom it gives what.</param>
/// <param name="Claim">The claim on the person's side of the market it rests on.</param>
/// <param name="EndedAt">When it was ended; null while it was not.</param>
/// <param name="EndReason">Why it was ended.</param>
public sealed record Appointment(
    int Number, AppointmentTerms Terms, string Claim, DateTimeOffset? EndedAt = null, string? EndReason = null)
{
    /// <summary>Whether it gives its role on a day.</summary>
    public bool IsInForce(DateOnly day) =>
        EndedAt is null && Terms.From <= day && (Terms.Until is not { } until || day <= until);

    /// <summary>Whether it shares a unit and a day with other terms.</summary>
    public bool Overlaps(AppointmentTerms other) =>
        EndedAt is null
        && (Terms.Unit is null || other.Unit is null || Terms.Unit == other.Unit)
        && (other.Until is not { } otherUntil || Terms.From <= otherUntil)
        && (Terms.Until is not { } until || other.From <= until);
}

/// <summary>Who makes or ends an appointment.</summary>
/// <param name="User">The caller.</param>
/// <param name="IsSystem">The engine itself.</param>
/// <param name="IsOperatorAdministrator">Whether the caller administers the operating organisation.</param>
public sealed record Appointer(UserId User, bool IsSystem, bool IsOperatorAdministrator);

public sealed partial record Organisation
{
    /// <summary>Every appointment ever made, by number.</summary>
    public ImmutableSortedDictionary<int, Appointment> Appointments { get; init; } =
        ImmutableSortedDictionary<int, Appointment>.Empty;

    /// <summary>The numbers of each user's appointments that were not ended: what every command looks up.</summary>
    public ImmutableDictionary<UserId, ImmutableArray<int>> ByUser { get; init; } =
        ImmutableDictionary<UserId, ImmutableArray<int>>.Empty;

    /// <summary>Who became the first administrator; null while there never was one.</summary>
    public UserId? FirstAdministrator { get; init; }

    /// <summary>What a user may do here on a day.</summary>
    public Authority AuthorityOf(OrganisationId id, UserId user, DateOnly today)
    {
        if (!ByUser.TryGetValue(user, out var numbers)) return new Authority(id, Kind, []);
        var duties = ImmutableArray.CreateBuilder<Duty>(numbers.Length);
        foreach (var number in numbers)
        {
            var appointment = Appointments[number];
            if (!appointment.IsInForce(today)) continue;
            var terms = appointment.Terms;
            duties.Add(new Duty(terms.Role, terms.Unit, terms.Role == Role.Approver ? Lower(terms.Limit) : null));
        }

        return new Authority(id, Kind, duties.DrainToImmutable());
    }

    /// <summary>Gives someone a role.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="terms">Whom it gives what.</param>
    /// <param name="claim">The claim on the person's side it rests on.</param>
    /// <param name="today">WIB date.</param>
    public Decision<OrganisationEvent> Appoint(Appointer by, AppointmentTerms terms, string claim, DateOnly today)
    {
        if (Kind is not { } kind) return CommonRefusals.NotFound;
        if (!MayAppoint(by, terms.Role, terms.Unit, today)) return CommonRefusals.NotAllowed;
        if (ShapeOf(terms) is { } malformed) return malformed;
        if (!RoleRules.Fits(terms.Role, kind))
            return OrganisationRefusals.RoleNotForKind.With("role", terms.Role).With("kind", kind).On("role");
        if (terms.Unit is { } unit && !Units.ContainsKey(unit))
            return OrganisationRefusals.UnitMissing.With("unit", unit).On("unit");
        if (terms.Limit is not null && terms.Role != Role.Approver)
            return OrganisationRefusals.LimitNotForRole.With("role", terms.Role).On("limit");
        if (!by.IsSystem && by.User == terms.User) return OrganisationRefusals.AppointmentOfSelf.On("user");
        if (ConflictOf(terms) is { } conflict) return conflict;
        if (ByUser.Values.Sum(static numbers => numbers.Length) >= OrganisationLimits.MaxAppointments)
        {
            return CommonRefusals.InvalidCount.With("min", 0).With("max", OrganisationLimits.MaxAppointments)
                .On("appointments");
        }

        return new AppointmentMade(Appointments.Count + 1, terms, claim);
    }

    /// <summary>Ends an appointment at once.</summary>
    public Decision<OrganisationEvent> End(Appointer by, int number, string reason, DateTimeOffset now)
    {
        if (Kind is null) return CommonRefusals.NotFound;
        var today = Wib.DateOf(now);
        if (!Appointments.TryGetValue(number, out var appointment))
        {
            return AppointsSomeone(by, today)
                ? OrganisationRefusals.AppointmentMissing.With("number", number)
                : CommonRefusals.NotAllowed;
        }

        if (!MayAppoint(by, appointment.Terms.Role, appointment.Terms.Unit, today)) return CommonRefusals.NotAllowed;
        if (appointment.EndedAt is not null) return OrganisationRefusals.AppointmentEnded.With("number", number);
        if (Check.Text(reason, "reason", OrganisationLimits.MaxReason) is { } malformed) return malformed;
        if (Kind == OrganisationKind.MarketplaceOperator && appointment.Terms.Role == Role.Administrator
            && !Appointments.Values.Any(other =>
                other.Number != number && other.Terms.Role == Role.Administrator && other.IsInForce(today)))
            return OrganisationRefusals.LastAdministrator;
        return new AppointmentEnded(number, reason, now);
    }

    /// <summary>Makes the first administrator of the operating organisation, and the organisation when it is
    /// absent.</summary>
    public Decision<OrganisationEvent> Bootstrap(OrganisationId id, UserId user, string claim, DateOnly today)
    {
        if (id != WellKnown.Operator) return OrganisationRefusals.KindNotForOrganisation.With("kind", Kind);
        if (FirstAdministrator is { } first)
        {
            return first == user ? Decision<OrganisationEvent>.Nothing : OrganisationRefusals.AdministratorExists;
        }

        var made = new AppointmentMade(
            Appointments.Count + 1,
            new AppointmentTerms { User = user, Role = Role.Administrator, Decree = "bootstrap", From = today },
            claim);
        return Kind is null
            ? Decision<OrganisationEvent>.Of(
                new OrganisationCreated(
                    OrganisationKind.MarketplaceOperator,
                    new OrganisationProfile { Name = "Marketplace", Region = RegionCode.Wrap("18") }),
                made)
            : made;
    }

    /// <summary>The roles someone may give here, for one unit at least.</summary>
    public ImmutableArray<Role> RolesToGive(Appointer by, DateOnly today) =>
    [
        .. Enum.GetValues<Role>().Where(role => Kind is { } kind && RoleRules.Fits(role, kind)
            && (MayAppoint(by, role, unit: null, today)
                || Units.Keys.Any(unit => MayAppoint(by, role, unit, today)))),
    ];

    /// <summary>The appointments someone may end now.</summary>
    public ImmutableArray<int> AppointmentsToEnd(Appointer by, DateTimeOffset now) =>
        [.. Appointments.Keys.Where(number => End(by, number, "-", now).Refusal is null)];

    private bool MayAppoint(Appointer by, Role role, UnitId? unit, DateOnly today) =>
        by.IsSystem
        || HoldsAppointing(by.User, unit, today)
        || (by.IsOperatorAdministrator && RoleRules.Appoints(role)
            && !Appointments.Values.Any(held => RoleRules.Appoints(held.Terms.Role) && held.IsInForce(today)));

    private bool AppointsSomeone(Appointer by, DateOnly today) =>
        by.IsSystem || by.IsOperatorAdministrator
        || Held(by.User).Any(held => RoleRules.Appoints(held.Terms.Role) && held.IsInForce(today));

    private bool HoldsAppointing(UserId user, UnitId? unit, DateOnly today) =>
        Held(user).Any(held => RoleRules.Appoints(held.Terms.Role) && held.IsInForce(today)
            && (held.Terms.Unit is null || held.Terms.Unit == unit));

    private Refusal? ConflictOf(AppointmentTerms terms)
    {
        foreach (var held in Held(terms.User).Where(held => held.Overlaps(terms)))
        {
            if (RoleRules.AreKeptApart(held.Terms.Role, terms.Role))
            {
                return OrganisationRefusals.DutiesNotApart.With("role", terms.Role).With("held", held.Terms.Role)
                    .On("role");
            }

            if (held.Terms.Role == terms.Role && held.Terms.Unit == terms.Unit)
                return OrganisationRefusals.AppointedAlready.With("role", terms.Role).With("number", held.Number);
        }

        return null;
    }

    private IEnumerable<Appointment> Held(UserId user) =>
        ByUser.TryGetValue(user, out var numbers) ? numbers.Select(number => Appointments[number]) : [];

    private Rupiah? Lower(Rupiah? own) => (own, Settings.ApprovalLimit) switch
    {
        ({ } limit, { } most) => Rupiah.Min(limit, most),
        (var limit, var most) => limit ?? most,
    };

    private Organisation With(AppointmentMade made) => this with
    {
        Appointments = Appointments.Add(made.Number, new Appointment(made.Number, made.Terms, made.Claim)),
        ByUser = ByUser.SetItem(made.Terms.User, ByUser.GetValueOrDefault(made.Terms.User, []).Add(made.Number)),
        FirstAdministrator = FirstAdministrator ?? (made.Terms.Role == Role.Administrator ? made.Terms.User : null),
    };

    private Organisation With(AppointmentEnded ended)
    {
        var appointment = Appointments[ended.Number];
        var left = ByUser[appointment.Terms.User].Remove(ended.Number);
        return this with
        {
            Appointments = Appointments.SetItem(
                ended.Number, appointment with { EndedAt = ended.At, EndReason = ended.Reason }),
            ByUser = left.IsEmpty
                ? ByUser.Remove(appointment.Terms.User)
                : ByUser.SetItem(appointment.Terms.User, left),
        };
    }

    private static Refusal? ShapeOf(AppointmentTerms terms) =>
        Check.Text(terms.Decree, "decree", OrganisationLimits.MaxDecree)
        ?? (terms.Until is { } until && until < terms.From ? CommonRefusals.InvalidPeriod.On("until") : null)
        ?? (terms.Limit is { } limit ? Check.Money(limit, "limit", 1, Rupiah.MaxAmount) : null);
}
