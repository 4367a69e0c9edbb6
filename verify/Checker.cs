using System.Security.Cryptography;
using Marketplace.Verify.Histories;
using Marketplace.Verify.Invariants;
using Marketplace.Verify.Tree;

namespace Marketplace.Verify;

/// <summary>What is wrong with a log.</summary>
/// <param name="Invariant">What does not hold.</param>
/// <param name="What">How.</param>
/// <param name="At">The event that shows it; null where only the whole log does.</param>
public sealed record Violation(Invariant Invariant, string What, LogEvent? At);

/// <summary>Goes through a log once and stops at the first thing that is wrong.</summary>
/// <param name="checkpoints">What was signed of it.</param>
/// <param name="key">What it was signed with; null leaves signatures unchecked.</param>
/// <param name="history">What clients were told of it, all of them at rest by now; null where nobody knows.</param>
public sealed class Checker(IReadOnlyList<Checkpoint> checkpoints, ECDsa? key = null, History? history = null)
{
    private readonly TreeInvariant _tree = new(checkpoints, key);

    /// <summary>What is checked.</summary>
    public IReadOnlyList<Invariant> Invariants => field ??=
    [
        new ChainInvariant(), new CommandInvariant(), new StockInvariant(), new BudgetInvariant(),
        new StageInvariant(), new MoneyInvariant(), new WholeInvariant(isAtRest: history is not null),
        new DutiesInvariant(), _tree, new CompleteInvariant(checkpoints), .. history?.Invariants() ?? [],
    ];

    /// <summary>How many events, from the first, are as they were signed.</summary>
    public long Covered => _tree.Covered;

    /// <summary>How many events there were.</summary>
    public long Events { get; private set; }

    /// <summary>The position of the last event there was.</summary>
    public long Position { get; private set; }

    /// <summary>Checks a log.</summary>
    /// <param name="log">Its events in the order of positions.</param>
    /// <returns>The first violation; null where all invariants hold.</returns>
    public async Task<Violation?> Check(IAsyncEnumerable<LogEvent> log)
    {
        await foreach (var happened in log)
        {
            Events++;
            Position = happened.Position;
            var details = happened.Details();
            foreach (var invariant in Invariants)
                if (invariant.See(happened, details) is { } wrong) return new Violation(invariant, wrong, happened);
        }

        foreach (var invariant in Invariants)
            if (invariant.End() is { } wrong) return new Violation(invariant, wrong, At: null);
        return null;
    }
}
