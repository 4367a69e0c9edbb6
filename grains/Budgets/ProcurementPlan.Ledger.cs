using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>
/// The ledger of a plan. Every event carries what it moves, line by line; balances are the sum of the movements, for
/// the line, for the order and for the category alike, so they cannot drift apart.
/// </summary>
public sealed partial record ProcurementPlan
{
    /// <summary>Longest change or payment id.</summary>
    public const int MaxEntryId = 100;

    /// <summary>Budget lines by number.</summary>
    public ImmutableSortedDictionary<int, LedgerLine> Lines { get; init; } =
        ImmutableSortedDictionary<int, LedgerLine>.Empty;

    /// <summary>Orders that hold or have committed budget.</summary>
    public ImmutableDictionary<OrderId, OrderBudget> Active { get; init; } =
        ImmutableDictionary<OrderId, OrderBudget>.Empty;

    /// <summary>Orders that are over here.</summary>
    public ImmutableDictionary<OrderId, FinishedOrder> Finished { get; init; } =
        ImmutableDictionary<OrderId, FinishedOrder>.Empty;

    /// <summary>Held, committed and realised of all orders per level-1 category.</summary>
    public ImmutableDictionary<CategoryCode, Rupiah> Packages { get; init; } =
        ImmutableDictionary<CategoryCode, Rupiah>.Empty;

    /// <summary>Reserves budget for an order, all lines or none.</summary>
    /// <param name="order">The order.</param>
    /// <param name="category">Its category; the first level counts.</param>
    /// <param name="amounts">Amount per line.</param>
    /// <param name="today">WIB date.</param>
    public Decision<PlanEvent> Hold(
        OrderId order, CategoryCode category, ImmutableArray<BudgetAmount> amounts, DateOnly today)
    {
        if (Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        if (ShapeOf(amounts) is { } malformed) return malformed;
        var asked = Ordered(amounts);
        if (Finished.TryGetValue(order, out var finished)) return OverCode(finished);
        if (Active.TryGetValue(order, out var known))
        {
            return known.Asked.SequenceEqual(asked) && known.Category == FirstLevel(category)
                ? Decision<PlanEvent>.Nothing
                : BudgetRefusals.HoldDiffers;
        }

        if (Stage != PlanStage.Announced) return BudgetRefusals.NotAnnounced.With("stage", Stage);
        if (Package!.Method != ProcurementMethod.EPurchasing)
            return BudgetRefusals.NotEPurchasing.With("method", Package.Method);
        if (today < Package.From || today > Package.Until)
        {
            return BudgetRefusals.OutsideWindow.With("from", Package.From).With("until", Package.Until)
                .With("today", today);
        }

        var movements = asked.Select(static amount =>
            new BudgetMovement(amount.Line, amount.Amount, Rupiah.Zero, Rupiah.Zero));
        return Grown([.. movements]) is { } refusal
            ? refusal
            : new BudgetHeld(order, FirstLevel(category), [.. movements]);
    }

    /// <summary>Replaces an order's amounts.</summary>
    public Decision<PlanEvent> Amend(OrderId order, string changeId, ImmutableArray<BudgetAmount> amounts)
    {
        if (Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        if ((Check.Text(changeId, "changeId", MaxEntryId) ?? ShapeOf(amounts)) is { } malformed) return malformed;
        if (Finished.TryGetValue(order, out var finished)) return OverCode(finished);
        if (!Active.TryGetValue(order, out var known)) return BudgetRefusals.HoldMissing;
        var asked = Ordered(amounts);
        if (known.Changes.TryGetValue(changeId, out var before))
        {
            return before.SequenceEqual(asked)
                ? Decision<PlanEvent>.Nothing
                : BudgetRefusals.ChangeDiffers.With("changeId", changeId);
        }

        var movements = ImmutableArray.CreateBuilder<BudgetMovement>();
        var wanted = asked.ToDictionary(static amount => amount.Line, static amount => amount.Amount);
        foreach (var line in known.Lines.Keys.Union(wanted.Keys).Order())
        {
            var balance = known.Lines.GetValueOrDefault(line, Balance.Zero);
            var target = wanted.GetValueOrDefault(line);
            if (target < balance.Realised)
            {
                return BudgetRefusals.BelowRealised.With("line", line).With("realised", balance.Realised.Amount)
                    .With("asked", target.Amount);
            }

            var more = target - balance.Used;
            if (more == Rupiah.Zero) continue;
            movements.Add(known.IsCommitted
                ? new BudgetMovement(line, Rupiah.Zero, more, Rupiah.Zero)
                : new BudgetMovement(line, more, Rupiah.Zero, Rupiah.Zero));
        }

        return Grown(movements.ToImmutable()) is { } refusal
            ? refusal
            : new BudgetAmended(order, changeId, asked, movements.ToImmutable());
    }

    /// <summary>Held turns into committed.</summary>
    public Decision<PlanEvent> Commit(OrderId order)
    {
        if (Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        if (Finished.TryGetValue(order, out var finished))
            return finished.IsReleased ? BudgetRefusals.HoldReleased : Decision<PlanEvent>.Nothing;
        if (!Active.TryGetValue(order, out var known)) return BudgetRefusals.HoldMissing;
        if (known.IsCommitted) return Decision<PlanEvent>.Nothing;
        return new BudgetCommitted(
            order,
            [
                .. known.Lines.Where(static line => line.Value.Held > Rupiah.Zero).Select(static line =>
                    new BudgetMovement(line.Key, Rupiah.Zero - line.Value.Held, line.Value.Held, Rupiah.Zero)),
            ]);
    }

    /// <summary>Committed turns into realised, over the order's lines in their order.</summary>
    public Decision<PlanEvent> Realise(OrderId order, string paymentId, Rupiah amount)
    {
        if (Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        if ((Check.Text(paymentId, "paymentId", MaxEntryId) ?? Check.Money(amount, "amount", 1, Rupiah.MaxAmount))
            is { } malformed) return malformed;
        var finished = Finished.GetValueOrDefault(order);
        var known = Active.GetValueOrDefault(order);
        if ((finished?.Payments ?? known?.Payments)?.TryGetValue(paymentId, out var paid) ?? false)
        {
            return paid == amount
                ? Decision<PlanEvent>.Nothing
                : BudgetRefusals.PaymentDiffers.With("paymentId", paymentId);
        }

        if (finished is not null) return OverCode(finished);
        if (known is null) return BudgetRefusals.HoldMissing;
        if (!known.IsCommitted) return BudgetRefusals.NotCommitted;
        var committed = known.Total().Committed;
        if (amount > committed)
            return BudgetRefusals.OverCommitted.With("committed", committed.Amount).With("asked", amount.Amount);
        var movements = ImmutableArray.CreateBuilder<BudgetMovement>();
        var left = amount;
        foreach (var (line, balance) in known.Lines)
        {
            var part = Rupiah.Min(left, balance.Committed);
            if (part == Rupiah.Zero) continue;
            movements.Add(new BudgetMovement(line, Rupiah.Zero, Rupiah.Zero - part, part));
            left -= part;
        }

        return new BudgetRealised(order, paymentId, amount, movements.ToImmutable());
    }

    /// <summary>What is still held or committed is free again; an order that never held is marked.</summary>
    public Decision<PlanEvent> Release(OrderId order)
    {
        // A plan that is not there cannot be held from either, and needs no mark.
        if (Stage == PlanStage.Absent || Finished.ContainsKey(order)) return Decision<PlanEvent>.Nothing;
        if (!Active.TryGetValue(order, out var known)) return new BudgetReleased(order, []);
        return new BudgetReleased(
            order,
            [
                .. known.Lines.Where(static line => line.Value.Held + line.Value.Committed > Rupiah.Zero)
                    .Select(static line => new BudgetMovement(
                        line.Key, Rupiah.Zero - line.Value.Held, Rupiah.Zero - line.Value.Committed, Rupiah.Zero)),
            ]);
    }

    /// <summary>An order's part of the plan.</summary>
    public BudgetHoldView HoldOf(RupCode code, OrderId order)
    {
        var balance = Balance.Zero;
        CategoryCode? category = null;
        if (Active.TryGetValue(order, out var known)) (balance, category) = (known.Total(), known.Category);
        else if (Finished.TryGetValue(order, out var finished))
            (balance, category) = (balance with { Realised = finished.Realised }, finished.Category);
        var total = category is { } level ? Packages.GetValueOrDefault(level) : Rupiah.Zero;
        return new BudgetHoldView(code, order, balance.Held, balance.Committed, balance.Realised, total);
    }

    private ProcurementPlan Moved(LedgerEvent moved)
    {
        var order = moved is BudgetHeld held
            ? OrderBudget.Of(held)
            : Active.GetValueOrDefault(moved.Order)?.After(moved.Movements);
        if (order is null)
        {
            var mark = new FinishedOrder(
                IsReleased: true, null, Rupiah.Zero, ImmutableDictionary<string, Rupiah>.Empty);
            return this with { Finished = Finished.Add(moved.Order, mark) };
        }

        order = moved switch
        {
            BudgetAmended amended => order with { Changes = order.Changes.Add(amended.ChangeId, amended.Amounts) },
            BudgetCommitted => order with { IsCommitted = true },
            BudgetRealised realised =>
                order with { Payments = order.Payments.Add(realised.PaymentId, realised.Amount) },
            _ => order,
        };

        var lines = Lines.ToBuilder();
        var sum = Rupiah.Zero;
        foreach (var step in moved.Movements)
        {
            var line = lines[step.Line];
            lines[step.Line] = line with { Balance = line.Balance.After(step) };
            sum += step.Held + step.Committed + step.Realised;
        }

        var total = order.Total();
        var isOver = moved is BudgetReleased || (order.IsCommitted && total.Committed == Rupiah.Zero);
        return this with
        {
            Lines = lines.ToImmutable(),
            Packages = Packages.SetItem(order.Category, Packages.GetValueOrDefault(order.Category) + sum),
            Active = isOver ? Active.Remove(moved.Order) : Active.SetItem(moved.Order, order),
            Finished = isOver
                ? Finished.SetItem(
                    moved.Order,
                    new FinishedOrder(moved is BudgetReleased, order.Category, total.Realised, order.Payments))
                : Finished,
        };
    }

    /// <summary>The lines that are missing or have too little free, together; null when all is well.</summary>
    private Refusal? Grown(ImmutableArray<BudgetMovement> movements)
    {
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        foreach (var moved in movements)
        {
            var more = moved.Held + moved.Committed;
            if (!Lines.TryGetValue(moved.Line, out var line))
                refusals.Add(BudgetRefusals.LineMissing.With("line", moved.Line));
            else if (more > line.Free)
            {
                refusals.Add(BudgetRefusals.Exceeded.With("line", moved.Line)
                    .With("ceiling", line.Terms.Ceiling.Amount).With("free", line.Free.Amount)
                    .With("asked", more.Amount));
            }
        }

        return refusals.Count switch
        {
            0 => null,
            1 => refusals[0],
            _ => refusals[0] with { Parts = refusals.ToImmutable() },
        };
    }

    private static RefusalCode OverCode(FinishedOrder finished) =>
        finished.IsReleased ? BudgetRefusals.HoldReleased : BudgetRefusals.HoldPaid;

    private static CategoryCode FirstLevel(CategoryCode category) => CategoryCode.Wrap(category.Value.Split('.')[0]);

    private static ImmutableArray<BudgetAmount> Ordered(ImmutableArray<BudgetAmount> amounts) =>
        [.. amounts.OrderBy(static amount => amount.Line)];

    private static Refusal? ShapeOf(ImmutableArray<BudgetAmount> amounts)
    {
        if (amounts.IsDefaultOrEmpty || amounts.Length > PlanLimits.MaxLines
            || amounts.Select(static amount => amount.Line).Distinct().Count() != amounts.Length)
            return CommonRefusals.InvalidCount.With("min", 1).With("max", PlanLimits.MaxLines).On("amounts");
        return amounts.Select(static (amount, index) =>
            Check.Money(amount.Amount, $"amounts[{index}].amount", 1, Rupiah.MaxAmount))
            .FirstOrDefault(static refusal => refusal is not null);
    }
}
