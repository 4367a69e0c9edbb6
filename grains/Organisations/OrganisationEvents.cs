using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>What an organisation remembers.</summary>
public abstract record OrganisationEvent;

/// <summary>It was created.</summary>
/// <param name="Kind">Its kind, for good.</param>
/// <param name="Profile">Who it is.</param>
[StoredAs("organisation-created.v1")]
public sealed record OrganisationCreated(OrganisationKind Kind, OrganisationProfile Profile) : OrganisationEvent;

/// <summary>Its profile was changed.</summary>
/// <param name="Profile">The whole profile from now on.</param>
[StoredAs("organisation-changed.v1")]
public sealed record OrganisationChanged(OrganisationProfile Profile) : OrganisationEvent;

/// <summary>Its settings were changed.</summary>
/// <param name="Settings">All settings from now on.</param>
[StoredAs("organisation-configured.v1")]
public sealed record OrganisationConfigured(OrganisationSettings Settings) : OrganisationEvent;

/// <summary>A unit was added or changed.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Profile">The whole profile from now on.</param>
[StoredAs("unit-defined.v1")]
public sealed record UnitDefined(UnitId Unit, UnitProfile Profile) : OrganisationEvent;

/// <summary>A unit's budget of a year was set.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Amount">The whole budget from now on.</param>
[StoredAs("unit-budget-set.v1")]
public sealed record UnitBudgetSet(UnitId Unit, int Year, Rupiah Amount) : OrganisationEvent;

/// <summary>A plan takes so much of its unit's budget.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Amount">All it takes from now on; zero when nothing.</param>
[StoredAs("unit-budget-reserved.v1")]
public sealed record UnitBudgetReserved(UnitId Unit, int Year, RupCode Plan, Rupiah Amount) : OrganisationEvent;

/// <summary>Someone was given a role.</summary>
/// <param name="Number">Number within the organisation, from 1.</param>
/// <param name="Terms">Whom it gives what.</param>
/// <param name="Claim">The claim on the person's side of the market it rests on.</param>
[StoredAs("appointment-made.v1")]
public sealed record AppointmentMade(int Number, AppointmentTerms Terms, string Claim) : OrganisationEvent;

/// <summary>An appointment was ended.</summary>
/// <param name="Number">Number within the organisation.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
[StoredAs("appointment-ended.v1")]
public sealed record AppointmentEnded(int Number, string Reason, DateTimeOffset At) : OrganisationEvent;

/// <summary>An order's letter got its number.</summary>
/// <param name="Order">The order.</param>
/// <param name="Letter">The number.</param>
[StoredAs("letter-numbered.v1")]
public sealed record LetterNumbered(OrderId Order, LetterNumber Letter) : OrganisationEvent;
