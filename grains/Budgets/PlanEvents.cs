using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>What a plan remembers.</summary>
public abstract record PlanEvent;

/// <summary>The package was entered.</summary>
/// <param name="Organisation">Whose plan it is.</param>
/// <param name="Unit">The unit that spends it.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Package">Its content.</param>
[StoredAs("plan-drafted.v1")]
public sealed record PlanDrafted(OrganisationId Organisation, UnitId Unit, int Year, PlanPackage Package) : PlanEvent;

/// <summary>It was announced.</summary>
[StoredAs("plan-announced.v1")]
public sealed record PlanAnnounced : PlanEvent;

/// <summary>Its content was replaced.</summary>
/// <param name="Package">Its whole content from now on.</param>
/// <param name="Reason">Why.</param>
[StoredAs("plan-revised.v1")]
public sealed record PlanRevised(PlanPackage Package, string Reason) : PlanEvent;

/// <summary>It was closed.</summary>
/// <param name="Reason">Why.</param>
[StoredAs("plan-closed.v1")]
public sealed record PlanClosed(string Reason) : PlanEvent;

/// <summary>What moved on one budget line: signed differences.</summary>
/// <param name="Line">The line.</param>
/// <param name="Held">Change of what is held.</param>
/// <param name="Committed">Change of what is committed.</param>
/// <param name="Realised">Change of what is realised.</param>
public sealed record BudgetMovement(int Line, Rupiah Held, Rupiah Committed, Rupiah Realised);

/// <summary>An order moved budget. The ledger is these events and nothing else.</summary>
/// <param name="Order">The order.</param>
/// <param name="Movements">What moved, by line number; lines on which nothing moved are left out.</param>
public abstract record LedgerEvent(OrderId Order, ImmutableArray<BudgetMovement> Movements) : PlanEvent;

/// <summary>An order reserved budget.</summary>
/// <param name="Order">The order.</param>
/// <param name="Category">Its level-1 category.</param>
/// <param name="Movements">What moved.</param>
[StoredAs("budget-held.v1")]
public sealed record BudgetHeld(OrderId Order, CategoryCode Category, ImmutableArray<BudgetMovement> Movements)
    : LedgerEvent(Order, Movements);

/// <summary>An order's amounts changed.</summary>
/// <param name="Order">The order.</param>
/// <param name="ChangeId">Unique within the order.</param>
/// <param name="Amounts">The order's amounts from now on, by line number.</param>
/// <param name="Movements">What moved.</param>
[StoredAs("budget-amended.v1")]
public sealed record BudgetAmended(
    OrderId Order, string ChangeId, ImmutableArray<BudgetAmount> Amounts, ImmutableArray<BudgetMovement> Movements)
    : LedgerEvent(Order, Movements);

/// <summary>An order became binding.</summary>
/// <param name="Order">The order.</param>
/// <param name="Movements">What moved.</param>
[StoredAs("budget-committed.v1")]
public sealed record BudgetCommitted(OrderId Order, ImmutableArray<BudgetMovement> Movements)
    : LedgerEvent(Order, Movements);

/// <summary>Money was paid for an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="PaymentId">Unique within the order.</param>
/// <param name="Amount">What was paid.</param>
/// <param name="Movements">What moved.</param>
[StoredAs("budget-realised.v1")]
public sealed record BudgetRealised(
    OrderId Order, string PaymentId, Rupiah Amount, ImmutableArray<BudgetMovement> Movements)
    : LedgerEvent(Order, Movements);

/// <summary>An order ended; what it had not spent is free. Without movements: it never held and never will.</summary>
/// <param name="Order">The order.</param>
/// <param name="Movements">What moved.</param>
[StoredAs("budget-released.v1")]
public sealed record BudgetReleased(OrderId Order, ImmutableArray<BudgetMovement> Movements)
    : LedgerEvent(Order, Movements);
