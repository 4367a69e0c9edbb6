using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>The rules of an organisation: who it is, its units and settings. Appointments and budgets beside
/// it.</summary>
public sealed partial record Organisation
{
    /// <summary>An organisation that was never created.</summary>
    public static readonly Organisation Absent = new();

    /// <summary>Its kind; null while absent.</summary>
    public OrganisationKind? Kind { get; init; }

    /// <summary>Who it is; null while absent.</summary>
    public OrganisationProfile? Profile { get; init; }

    /// <summary>How it buys.</summary>
    public OrganisationSettings Settings { get; init; } = new();

    /// <summary>Its units.</summary>
    public ImmutableDictionary<UnitId, UnitProfile> Units { get; init; } =
        ImmutableDictionary<UnitId, UnitProfile>.Empty;

    /// <summary>The letter number of every order that has one.</summary>
    public ImmutableDictionary<OrderId, LetterNumber> Letters { get; init; } =
        ImmutableDictionary<OrderId, LetterNumber>.Empty;

    /// <summary>The newest letter number of each year.</summary>
    public ImmutableDictionary<int, int> LastLetters { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>Creates it.</summary>
    public Decision<OrganisationEvent> Create(OrganisationId id, OrganisationKind kind, OrganisationProfile profile)
    {
        if (Kind is not null) return CommonRefusals.AlreadyExists;
        if (!Enum.IsDefined(kind)) return CommonRefusals.OutOfRange.With("min", 1).With("max", 6).On("kind");
        if (ShapeOf(profile) is { } malformed) return malformed;
        if ((kind == OrganisationKind.MarketplaceOperator) != (id == WellKnown.Operator))
            return OrganisationRefusals.KindNotForOrganisation.With("kind", kind).On("kind");
        return new OrganisationCreated(kind, profile);
    }

    /// <summary>Changes who it is.</summary>
    public Decision<OrganisationEvent> Change(OrganisationProfile profile)
    {
        if (Kind is null) return CommonRefusals.NotFound;
        if (ShapeOf(profile) is { } malformed) return malformed;
        return profile == Profile ? Decision<OrganisationEvent>.Nothing : new OrganisationChanged(profile);
    }

    /// <summary>Changes how it buys.</summary>
    public Decision<OrganisationEvent> Configure(OrganisationSettings settings)
    {
        if (Kind is null) return CommonRefusals.NotFound;
        if (settings.ApprovalLimit is { } limit)
        {
            if (Check.Money(limit, "approvalLimit", 1, Rupiah.MaxAmount) is { } malformed) return malformed;
            if (!RoleRules.IsCompany(Kind))
                return OrganisationRefusals.SettingNotForKind.With("kind", Kind).On("approvalLimit");
        }

        return settings == Settings ? Decision<OrganisationEvent>.Nothing : new OrganisationConfigured(settings);
    }

    /// <summary>Adds a unit or changes it.</summary>
    public Decision<OrganisationEvent> DefineUnit(UnitId unit, UnitProfile profile)
    {
        if (Kind is null) return CommonRefusals.NotFound;
        if (ShapeOf(profile) is { } malformed) return malformed;
        if (Units.TryGetValue(unit, out var known) && known == profile) return Decision<OrganisationEvent>.Nothing;
        if (known is null && Units.Count >= OrganisationLimits.MaxUnits)
            return CommonRefusals.InvalidCount.With("min", 0).With("max", OrganisationLimits.MaxUnits).On("units");
        return new UnitDefined(unit, profile);
    }

    /// <summary>Numbers an order's letter: the next of the year, or the one the order has already.</summary>
    public Decision<OrganisationEvent> NextLetterNumber(OrganisationId id, OrderId order, DateOnly today)
    {
        if (Profile is null) return CommonRefusals.NotFound;
        if (Letters.ContainsKey(order)) return Decision<OrganisationEvent>.Nothing;
        var number = LastLetters.GetValueOrDefault(today.Year) + 1;
        var body = Profile.BodyCode.Length > 0 ? Profile.BodyCode : id.Value;
        return new LetterNumbered(order, new LetterNumber(today.Year, number, $"{number:D6}/SP/{body}/{today.Year}"));
    }

    /// <summary>The state after one more event.</summary>
    public Organisation When(OrganisationEvent happened) => happened switch
    {
        OrganisationCreated created => this with { Kind = created.Kind, Profile = created.Profile },
        OrganisationChanged changed => this with { Profile = changed.Profile },
        OrganisationConfigured configured => this with { Settings = configured.Settings },
        UnitDefined defined => this with { Units = Units.SetItem(defined.Unit, defined.Profile) },
        UnitBudgetSet set => With(set.Unit, set.Year, budget => budget with { Amount = set.Amount }),
        UnitBudgetReserved reserved =>
            With(reserved.Unit, reserved.Year, budget => budget.With(reserved.Plan, reserved.Amount)),
        AppointmentMade made => With(made),
        AppointmentEnded ended => With(ended),
        LetterNumbered numbered => this with
        {
            Letters = Letters.Add(numbered.Order, numbered.Letter),
            LastLetters = LastLetters.SetItem(numbered.Letter.Year, numbered.Letter.Number),
        },
        _ => throw new InvalidOperationException($"Unknown organisation event {happened.GetType().Name}."),
    };

    private static Refusal? ShapeOf(OrganisationProfile profile) =>
        Check.Text(profile.Name, "name", OrganisationLimits.MaxName)
        ?? Check.Code(profile.BodyCode.Length == 0 || IsBodyCode(profile.BodyCode), "bodyCode", "letter and 1-4 digits")
        ?? Check.Code(profile.Npwp.Length == 0 || CodeForms.IsNpwp(profile.Npwp), "npwp", "16 digits")
        ?? Check.Text(profile.Address, "address", OrganisationLimits.MaxAddress, required: false)
        ?? Check.Code(
            string.IsNullOrEmpty(profile.Phone) || CodeForms.IsDigits(profile.Phone.TrimStart('+'), 6, 15), "phone",
            "6-15 digits");

    private static Refusal? ShapeOf(UnitProfile profile) =>
        Check.Text(profile.Name, "name", OrganisationLimits.MaxName)
        ?? Check.Code(
            profile.SatkerCode.Length == 0 || CodeForms.IsDigits(profile.SatkerCode, 1, 9), "satkerCode", "1-9 digits")
        ?? Check.Code(
            profile.SatkerStructure.Length == 0 || IsDotted(profile.SatkerStructure),
            "satkerStructure", "dotted digits")
        ?? Check.Text(profile.Address, "address", OrganisationLimits.MaxAddress, required: false);

    private static bool IsBodyCode(string text) =>
        text.Length is >= 2 and <= 5 && char.IsAsciiLetterUpper(text[0]) && CodeForms.IsDigits(text[1..], 1, 4);

    private static bool IsDotted(string text) =>
        text.Length <= 60 && text.Split('.').All(static part => CodeForms.IsDigits(part, 1, 4));
}
