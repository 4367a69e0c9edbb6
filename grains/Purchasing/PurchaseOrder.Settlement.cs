using System.Collections.Immutable;
using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What an event of the order asks of another actor.</summary>
public enum EffectKind
{
    /// <summary>The plan: replace the order's amounts.</summary>
    AmendBudget = 1,

    /// <summary>The plan: held becomes committed.</summary>
    CommitBudget = 2,

    /// <summary>The plan: committed becomes realised.</summary>
    RealiseBudget = 3,

    /// <summary>The plan: free what is left.</summary>
    ReleaseBudget = 4,

    /// <summary>An item: held goods leave the stock.</summary>
    PostStock = 5,

    /// <summary>An item: held goods are free again.</summary>
    VoidStock = 6,

    /// <summary>An item: posted goods come back.</summary>
    ReturnStock = 7,
}

/// <summary>
/// Something another actor still has to do because of what was decided here. It is kept with the decision, so a crash
/// between the two loses nothing; each is idempotent at the other actor.
/// </summary>
/// <param name="Kind">What.</param>
public sealed record OpenEffect(EffectKind Kind)
{
    /// <summary>Unique within the order.</summary>
    public int Number { get; init; }

    /// <summary>The item, for stock.</summary>
    public ItemId? Item { get; init; }

    /// <summary>How much comes back.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Its id at the other actor: the change, payment or return.</summary>
    public string Id { get; init; } = "";

    /// <summary>New amounts per budget line.</summary>
    public ImmutableArray<BudgetAmount> Budget { get; init; } = [];

    /// <summary>What was paid.</summary>
    public Rupiah Amount { get; init; }
}

/// <content>What other actors still have to do.</content>
public sealed partial record PurchaseOrder
{
    /// <summary>Records that some effects are done.</summary>
    public Decision<OrderEvent> Settle(ImmutableArray<int> done, Today today)
    {
        var known = Effects.Where(effect => done.Contains(effect.Number)).Select(static effect => effect.Number)
            .ToImmutableArray();
        if (known.IsEmpty) return Decision<OrderEvent>.Nothing;
        return new EffectsSettled(known, known.Length == Effects.Length ? null : today.ResumeAt, today.Now);
    }

    private PurchaseOrder WithEffects(ReadOnlySpan<OpenEffect> effects)
    {
        var (all, count) = (Effects.ToBuilder(), EffectCount);
        foreach (var effect in effects) all.Add(effect with { Number = ++count });
        return this with { Effects = all.ToImmutable(), EffectCount = count };
    }

    private static OpenEffect AmendTo(string change, ImmutableArray<BudgetAmount> budget) =>
        new(EffectKind.AmendBudget) { Id = change, Budget = budget };

    /// <summary>What comes back of each item when the lines shrink from these to those.</summary>
    private static IEnumerable<OpenEffect> Returns(
        string id, ImmutableArray<LineState> before, ImmutableArray<LineState> after) =>
        before.Zip(after)
            .GroupBy(static pair => pair.First.Line.Item)
            .Select(group => new OpenEffect(EffectKind.ReturnStock)
            {
                Item = group.Key,
                Id = id,
                Quantity = group.Sum(static pair => pair.First.Line.Quantity - pair.Second.Line.Quantity),
            })
            .Where(static effect => effect.Quantity > Quantity.Zero);
}
