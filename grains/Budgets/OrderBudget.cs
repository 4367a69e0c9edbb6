using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>What stands on a budget line, for one order or for all of them.</summary>
/// <param name="Held">Reserved, not yet binding.</param>
/// <param name="Committed">Binding, not yet paid.</param>
/// <param name="Realised">Paid.</param>
public sealed record Balance(Rupiah Held, Rupiah Committed, Rupiah Realised)
{
    /// <summary>Nothing.</summary>
    public static readonly Balance Zero = new(Rupiah.Zero, Rupiah.Zero, Rupiah.Zero);

    /// <summary>All three together: what is not free.</summary>
    public Rupiah Used => Held + Committed + Realised;

    /// <summary>The balance after a movement.</summary>
    public Balance After(BudgetMovement moved) =>
        new(Held + moved.Held, Committed + moved.Committed, Realised + moved.Realised);
}

/// <summary>A budget line with what all orders have moved on it.</summary>
/// <param name="Terms">Its number, account and ceiling.</param>
/// <param name="Balance">What stands on it.</param>
public sealed record LedgerLine(BudgetLine Terms, Balance Balance)
{
    /// <summary>What orders may still take.</summary>
    public Rupiah Free => Terms.Ceiling - Balance.Used;
}

/// <summary>The budget of an order that is under way.</summary>
/// <param name="Category">Level-1 category.</param>
/// <param name="IsCommitted">Whether the order is binding.</param>
/// <param name="Asked">What it held at first, by line number: tells a repeated hold from another.</param>
/// <param name="Lines">What stands on each of its lines.</param>
/// <param name="Changes">The amounts of every change, by change id.</param>
/// <param name="Payments">Every payment, by payment id.</param>
public sealed record OrderBudget(
    CategoryCode Category,
    bool IsCommitted,
    ImmutableArray<BudgetAmount> Asked,
    ImmutableSortedDictionary<int, Balance> Lines,
    ImmutableDictionary<string, ImmutableArray<BudgetAmount>> Changes,
    ImmutableDictionary<string, Rupiah> Payments)
{
    /// <summary>An order that has just held budget.</summary>
    public static OrderBudget Of(BudgetHeld held) => new(
        held.Category,
        IsCommitted: false,
        [.. held.Movements.Select(static moved => new BudgetAmount(moved.Line, moved.Held))],
        held.Movements.ToImmutableSortedDictionary(
            static moved => moved.Line, static moved => Balance.Zero.After(moved)),
        ImmutableDictionary<string, ImmutableArray<BudgetAmount>>.Empty,
        ImmutableDictionary<string, Rupiah>.Empty);

    /// <summary>What stands for the whole order.</summary>
    public Balance Total() => Lines.Values.Aggregate(
        Balance.Zero,
        static (sum, line) =>
            new Balance(sum.Held + line.Held, sum.Committed + line.Committed, sum.Realised + line.Realised));

    /// <summary>The order after something moved.</summary>
    public OrderBudget After(ImmutableArray<BudgetMovement> movements)
    {
        var lines = Lines.ToBuilder();
        foreach (var moved in movements)
            lines[moved.Line] = (lines.TryGetValue(moved.Line, out var line) ? line : Balance.Zero).After(moved);
        return this with { Lines = lines.ToImmutable() };
    }
}

/// <summary>What is kept of an order that is over here: enough to recognise a late repeat.</summary>
/// <param name="IsReleased">Released, rather than paid in full.</param>
/// <param name="Category">Level-1 category; null for one that never held.</param>
/// <param name="Realised">What it was paid in the end.</param>
/// <param name="Payments">Every payment, by payment id.</param>
public sealed record FinishedOrder(
    bool IsReleased, CategoryCode? Category, Rupiah Realised, ImmutableDictionary<string, Rupiah> Payments);
