namespace Marketplace.Tests.Simulation;

/// <summary>
/// One run: buyers shop at once in a market too small for them, while everything goes wrong that a seed holds; then
/// all is quiet, and what is there is compared with what has to be.
/// </summary>
internal sealed class History
{
    private const int MostSteps = 200_000;
    private const int MostSweeps = 40;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestJump = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongestJumpBack = TimeSpan.FromHours(2);

    private readonly SimulatedScheduler _scheduler;
    private readonly SimulatedStorage _storage;
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedSweeper _sweeper;
    private readonly PlantedFault _planted;
    private readonly IReadOnlyList<SimulatedBuyer> _buyers;

    private History(int seed, PlantedFault planted, bool isTold)
    {
        _planted = planted;
        _scheduler = new SimulatedScheduler(seed, isTold);
        _storage = new SimulatedStorage(_scheduler, planted, SimulatedMarket.Opened);
        _cluster = new SimulatedCluster(_scheduler, _storage, planted);
        _sweeper = new SimulatedSweeper(_cluster);
        _buyers = [.. SimulatedMarket.Buyers.Select(who => new SimulatedBuyer(_cluster, who))];
    }

    /// <summary>Runs the history of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="planted">What is broken in it on purpose.</param>
    /// <param name="isTold">Whether its steps are kept in words.</param>
    public static Outcome Run(int seed, PlantedFault planted = PlantedFault.None, bool isTold = false)
    {
        // Whatever a test runner has put around this thread would take continuations away from the lanes.
        var around = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var history = new History(seed, planted, isTold);
            var violation = history.Run();
            var scheduler = history._scheduler;
            return new Outcome(
                seed, scheduler.Trace.Hash, scheduler.Steps, history._storage.Log.Count, violation,
                scheduler.Trace.Steps);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(around);
        }
    }

    private string? Run()
    {
        var faults = Faults.Draw(_scheduler.Chance);
        (_cluster.Faults, _storage.Faults) = (faults, faults);
        _scheduler.BetweenSteps = () => Trouble(faults);
        var shopping = _buyers.Select(buyer => _cluster.NewLane($"{buyer.Who.User}").Begin(buyer.Shop)).ToList();
        if (_planted != PlantedFault.DeadlinesAreNotTold) _cluster.NewLane("sweeper").Begin(_sweeper.SweepOn).Ignore();
        return Await("shopping", Task.WhenAll(shopping)) ?? ComeToRest()
            ?? new Aftermath(_storage, _buyers).Violation();
    }

    private void Trouble(Faults faults)
    {
        var chance = _scheduler.Chance;
        if (chance.OneIn(faults.Crash)) Happen("crash", _cluster.CrashSilo);
        if (chance.OneIn(faults.CutOff)) Happen("cut off", _cluster.CutOffSilo);
        if (chance.OneIn(faults.Deactivation)) Happen("put away", _cluster.DeactivateOne);
        if (chance.OneIn(faults.ClockForward))
            Happen("clock forward", () => _cluster.Clock.Move(chance.UpTo(LongestJump)));
        if (chance.OneIn(faults.ClockBack))
            Happen("clock back", () => _cluster.Clock.Move(-chance.UpTo(LongestJumpBack)));
    }

    private void Happen(string what, Action act)
    {
        _scheduler.Trace.Happened(_scheduler.Now, what, "");
        act();
    }

    /// <summary>Nothing goes wrong any more: all silos begin anew, and whatever is due is told until nothing is.
    /// </summary>
    private string? ComeToRest()
    {
        _scheduler.BetweenSteps = null;
        (_cluster.Faults, _storage.Faults) = (Faults.None, Faults.None);
        _sweeper.IsStopped = true;
        _cluster.CrashAll();
        return Await("rest", _cluster.NewLane("rest").Begin(Settle));
    }

    private async Task Settle()
    {
        // Whoever looks at once must not be shown for ever what was so then.
        foreach (var buyer in _buyers) await buyer.Look();
        await _scheduler.Delay(Quiet);
        _cluster.Clock.Pass(Quiet);
        if (_planted != PlantedFault.DeadlinesAreNotTold)
        {
            var sweeps = 0;
            while (await _sweeper.Sweep() > 0)
            {
                if (++sweeps == MostSweeps) throw new InvalidOperationException("There are always deadlines due.");
                await _scheduler.Delay(TimeSpan.FromSeconds(1));
            }
        }

        foreach (var buyer in _buyers) await buyer.Look();
    }

    private string? Await(string what, Task task)
    {
        if (!_scheduler.Run(() => task.IsCompleted, MostSteps)) return $"The {what} does not come to an end.";
        return task.IsFaulted ? $"The {what} failed: {task.Exception.InnerException}" : null;
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Hash">What only an equal run has in common with it.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Events">How many events the log has in the end.</param>
/// <param name="Violation">What is wrong; null if nothing is.</param>
/// <param name="Told">The steps in words, where they were asked for.</param>
internal sealed record Outcome(
    int Seed, ulong Hash, int Steps, int Events, string? Violation, IReadOnlyList<string> Told);
