using Marketplace.Deadlines;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// Tells actors what is due, from the log as the projection of deadlines does: at least once, perhaps more often, and
/// again when an actor fails.
/// </summary>
/// <param name="cluster">Whose actors.</param>
internal sealed class SimulatedSweeper(SimulatedCluster cluster)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly Dictionary<(string Stream, string Kind), DateTimeOffset> _open = [];
    private int _read;

    /// <summary>Whether it goes on.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Sweeps again and again.</summary>
    public async Task SweepOn()
    {
        while (!IsStopped)
        {
            await cluster.Scheduler.Delay(cluster.Scheduler.Chance.UpTo(LongestPause));
            await Sweep();
        }
    }

    /// <summary>Tells everyone who has something due.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> Sweep()
    {
        var due = Due();
        await Task.WhenAll(due.Select(Tell));
        return due.Count;
    }

    private List<(string Stream, string Kind, DateTimeOffset At)> Due()
    {
        var log = cluster.Storage.Log;
        for (; _read < log.Count; _read++)
        {
            var stored = log[_read];
            if (stored.Event is not IDeadlineEvent happened || !IsSimulated(stored.Stream)) continue;
            foreach (var change in happened.DeadlineChanges())
            {
                if (change.DueAt is { } at) _open[(stored.Stream, change.Kind)] = at;
                else _open.Remove((stored.Stream, change.Kind));
            }
        }

        var now = cluster.Clock.GetUtcNow();
        return
        [
            .. _open.Where(open => open.Value <= now)
                .Select(static open => (open.Key.Stream, open.Key.Kind, open.Value))
                .OrderBy(static due => due.Value).ThenBy(static due => due.Stream, StringComparer.Ordinal)
                .ThenBy(static due => due.Kind, StringComparer.Ordinal),
        ];
    }

    private async Task Tell((string Stream, string Kind, DateTimeOffset At) due)
    {
        try
        {
            await cluster.Grains.WithDeadlines(due.Stream).Due(due.Kind, due.At);
        }
        catch (Exception failure) when (SimulatedBuyer.IsUnclear(failure) || failure is InvalidOperationException)
        {
            // To be told again.
        }
    }

    // A supplier asks lists, which are not simulated, about its items.
    private static bool IsSimulated(string stream) => !stream.StartsWith("supplier/", StringComparison.Ordinal);
}
