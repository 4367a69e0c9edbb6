using System.Diagnostics;

namespace Marketplace.Load;

/// <summary>What was measured of one scenario, over all its slices of the run.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="host">The host, for its CPU.</param>
/// <param name="concurrency">Callers at once.</param>
public sealed class Measurement(IScenario scenario, HostUnderTest host, int concurrency)
{
    /// <summary>What as many callers do meanwhile; null for nothing.</summary>
    public Measurement? Beside { get; init; }

    private readonly Histogram _latencies = new();
    private readonly SortedDictionary<string, long> _errors = [];
    private TimeSpan _elapsed;
    private double? _cpuMs = 0;
    private double? _databaseCpuMs = 0;

    /// <summary>What is measured.</summary>
    public string Name => scenario.Name;

    /// <summary>Operations done, errors not counted.</summary>
    public long Operations => _latencies.Count;

    /// <summary>Operations done per second.</summary>
    public double OpsPerSecond => _elapsed > TimeSpan.Zero ? Operations / _elapsed.TotalSeconds : 0;

    /// <summary>CPU time of the host per operation done; null when its process is not known.</summary>
    public double? ServerCpuMsPerOp => Operations > 0 ? _cpuMs / Operations : null;

    /// <summary>Runs for a time without measuring.</summary>
    public Task WarmUp(TimeSpan time) => Task.WhenAll(Loops(time), Beside?.WarmUp(time) ?? Task.CompletedTask);

    /// <summary>Runs for a time and adds what it measured.</summary>
    public async Task Run(TimeSpan time)
    {
        var (cpu, database, started) = (host.CpuMs(), host.DatabaseCpuMs(), Stopwatch.GetTimestamp());
        var meanwhile = Beside?.Run(time) ?? Task.CompletedTask;
        var callers = await Loops(time);
        await meanwhile;
        _elapsed += Stopwatch.GetElapsedTime(started);
        _cpuMs += host.CpuMs() - cpu;
        _databaseCpuMs += host.DatabaseCpuMs() - database;
        foreach (var (latencies, errors) in callers)
        {
            _latencies.Add(latencies);
            foreach (var (code, count) in errors) _errors[code] = _errors.GetValueOrDefault(code) + count;
        }
    }

    /// <summary>What to print.</summary>
    public Report Report() => new()
    {
        Scenario = Beside is null ? scenario.Name : $"{scenario.Name} beside {Beside.Name}",
        OpsPerSecond = Math.Round(OpsPerSecond, 1),
        P50Ms = _latencies.Percentile(50),
        P95Ms = _latencies.Percentile(95),
        P99Ms = _latencies.Percentile(99),
        Errors = _errors,
        ServerCpuMsPerOp = ServerCpuMsPerOp is { } cpu ? Math.Round(cpu, 4) : null,
        DatabaseCpuMsPerOp = Operations > 0 && _databaseCpuMs is { } ofDatabase
            ? Math.Round(ofDatabase / Operations, 4) : null,
        PeakRssMb = host.PeakRssMb(),
        Seconds = Math.Round(_elapsed.TotalSeconds, 2),
        Operations = Operations,
        Concurrency = concurrency,
    };

    private async Task<(Histogram, Dictionary<string, long>)[]> Loops(TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return await Task.WhenAll(
            Enumerable.Range(0, concurrency).Select(caller => Task.Run(() => Loop(caller, until))));
    }

    private async Task<(Histogram, Dictionary<string, long>)> Loop(int caller, long until)
    {
        var (latencies, errors) = (new Histogram(), new Dictionary<string, long>());
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            if (started >= until) return (latencies, errors);
            var error = await scenario.Once(caller);
            if (error is null) latencies.Record(Stopwatch.GetElapsedTime(started).Ticks / TimeSpan.TicksPerMicrosecond);
            else errors[error] = errors.GetValueOrDefault(error) + 1;
        }
    }
}

/// <summary>The printed result of one scenario.</summary>
public sealed record Report
{
    /// <summary>Its name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Operations done per second.</summary>
    public required double OpsPerSecond { get; init; }

    /// <summary>Median latency of one operation.</summary>
    public required double P50Ms { get; init; }

    /// <summary>95th percentile.</summary>
    public required double P95Ms { get; init; }

    /// <summary>99th percentile.</summary>
    public required double P99Ms { get; init; }

    /// <summary>Operations that were not done, by problem.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>CPU time of the host's process per operation done.</summary>
    public required double? ServerCpuMsPerOp { get; init; }

    /// <summary>CPU time of its PostgreSQL per operation done, where it was to be measured.</summary>
    public double? DatabaseCpuMsPerOp { get; init; }

    /// <summary>Highest resident memory of the host's process since its start.</summary>
    public required double? PeakRssMb { get; init; }

    /// <summary>Time measured.</summary>
    public required double Seconds { get; init; }

    /// <summary>Operations done.</summary>
    public required long Operations { get; init; }

    /// <summary>Callers at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>What was found wrong afterwards; empty when all is well or there was nothing to check.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];
}
