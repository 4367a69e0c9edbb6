using System.Collections.Immutable;
using System.Diagnostics;
using Marketplace.Load;
using Marketplace.Storage;
using Marketplace.Verify;
using Marketplace.Verify.Histories;
using Npgsql;

namespace Marketplace.Chaos;

/// <summary>A whole run: people order, things break, and in the end it is checked what is left.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="output">Told of each fault as it happens.</param>
public sealed class ChaosRun(ChaosOptions options, TextWriter output)
{
    private const int AtOnce = 16;

    /// <summary>A province is written to an empty database, and read into all lists, within this time.</summary>
    private static readonly TimeSpan FirstBound = TimeSpan.FromMinutes(15);

    /// <summary>After a fault each silo says within this time that it is ready.</summary>
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(60);

    /// <summary>What was cut off is finished or undone within this time.</summary>
    private static readonly TimeSpan SettleBound = TimeSpan.FromSeconds(60);

    /// <summary>A killed silo keeps people from ordering no longer than this.</summary>
    private static readonly TimeSpan GapBound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Whether an order is half placed.</summary>
    private const string Placing =
        """
        SELECT (SELECT count(*) FROM event_log WHERE type = 'order-submitted.v1')
             > (SELECT count(*) FROM event_log WHERE type IN ('order-placed.v1', 'order-refused.v1'))
        """;

    private readonly List<FaultSeen> _faults = [];
    private readonly List<string> _wrong = [];

    private string HistoryFile => Path.Combine(options.Folder, "history.jsonl");

    /// <summary>Runs it.</summary>
    /// <param name="stop">Ends load and faults early; what is left is checked all the same.</param>
    public async Task<Summary> Run(CancellationToken stop)
    {
        await using var cluster = await Cluster.Open(options);
        var hosts = cluster.Nodes.Select(static node => new Api(node.Address, Client.Patience)).ToArray();
        if (await cluster.WaitUntilReady(FirstBound) is { } never) throw new InvalidOperationException(never);
        await Listed(cluster, hosts[0]);
        var market = await Market.Open(hosts[0], SeedNames.Of(options.Catalogue), options.Clients);
        await output.WriteLineAsync(
            $"{cluster.Nodes.Count} silos and {market.Baskets.Length} baskets, seed {options.Seed}");

        using var record = new Record(HistoryFile);
        var (begin, took) = (Now(), await Break(cluster, market, hosts, record, stop));
        var through = Now();
        record.Dispose();
        var settling = await Settle(cluster);
        // Signed at least once, however short the run was.
        await hosts[0].Json("checkpoints/newest");
        var (checker, settled) = await Verify(cluster, settling);
        var readBack = await ReadBack(market, hosts, record);
        foreach (var host in hosts) host.Dispose();
        return Sum(record, took, record.LongestGap(begin, through)) with
        {
            SettledAfterSeconds = Math.Round(settled.TotalSeconds, 1),
            ReadBack = readBack,
            Verified = checker.Invariants.ToDictionary(static one => one.Name, static one => one.Checked),
            Wrong = [.. _wrong, .. record.Wrong.Take(AtOnce)],
        };
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Waits until the list of items shows all of them: which are bought must follow from the seed alone.
    /// </summary>
    private static async Task Listed(Cluster cluster, Api api)
    {
        var head = (long)(await cluster.Ask("SELECT max(position) FROM event_log"))!;
        await api.Json($"catalogue/items?limit=1&waitFor={head}");
    }

    /// <summary>Load and faults, until the time is over.</summary>
    private async Task<TimeSpan> Break(
        Cluster cluster, Market market, Api[] hosts, Record record, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Silos that are busy to the last with orders would never catch up with what a fault held up.
        var pause = TimeSpan.FromSeconds(1) * options.Clients / options.Rate;
        var buyers = Enumerable.Range(0, options.Clients).Select(number => Task.Run(() => new Shopping(
            number, options.Seed, market, new Client(number, hosts, record), record).Run(pause, over.Token))).ToArray();
        var since = Stopwatch.StartNew();
        var faults = new Faults(cluster);
        try
        {
            foreach (var fault in new FaultPlan(
                options.Seed, options.Faults, cluster.Nodes.Count, options.Calm).Draw()
                .Take(options.MostFaults))
            {
                await Task.Delay(fault.After, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (since.Elapsed > options.Time || stop.IsCancellationRequested) break;
                // One fault at a time: a silo that was given up because of the last one may have ended only after it
                // had said that it was ready.
                await cluster.WaitUntilReady(ReadyBound);
                await Do(fault, faults, cluster, since.Elapsed);
            }
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(buyers);
        }

        return since.Elapsed;
    }

    private async Task Do(Fault fault, Faults faults, Cluster cluster, TimeSpan at)
    {
        var (begin, since) = (Now(), Stopwatch.StartNew());
        string? seen;
        try
        {
            seen = await faults.Do(fault);
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or StorageException)
        {
            seen = null;
            await output.WriteLineAsync($"{fault.Kind} could not be tried: {failure.Message}");
        }

        var why = await cluster.WaitUntilReady(ReadyBound);
        if (why is not null)
            _wrong.Add($"not ready {ReadyBound.TotalSeconds} s after {fault.Kind} at {at.TotalSeconds:0} s: {why}");
        _faults.Add(new FaultSeen(fault, begin, Now(), seen, why is null ? since.Elapsed.TotalSeconds : null));
        var whose = fault.HitsOneSilo ? $" of silo {fault.Victim + 1}" : "";
        await output.WriteLineAsync($"{at.TotalSeconds,7:0.0} s {fault.Kind}{whose}: {seen ?? "did not happen"}; "
            + $"{why ?? "ready"} after {since.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Starts everything once more, and waits until nothing is under way.</summary>
    private async Task<Stopwatch> Settle(Cluster cluster)
    {
        await cluster.Database.Stop("fast");
        await cluster.Database.Start();
        foreach (var node in cluster.Nodes)
            if (node.Signal("-TERM") is { } process && !await node.IsGone(process, ReadyBound))
                _wrong.Add($"{node.Name} does not stop when told to");
        if (await cluster.WaitUntilReady(ReadyBound) is { } why)
            _wrong.Add($"not ready after everything was started once more: {why}");
        var since = Stopwatch.StartNew();
        while ((bool)(await cluster.Ask(Placing))! && since.Elapsed < SettleBound) await Task.Delay(LookAgain);
        return since;
    }

    private async Task<int> ReadBack(Market market, Api[] hosts, Record record)
    {
        var orders = record.Orders.ToArray();
        new Random(options.Seed).Shuffle(orders);
        var read = 0;
        foreach (var some in orders.Take(options.ReadBack).Chunk(AtOnce))
        {
            var seen = await Task.WhenAll(some.Select(told => Shopping.LookAgain(
                hosts[told.Client % hosts.Length], market.Desks[told.Client].Buyer.Token, told, record)));
            read += seen.Count(static isThere => isThere);
        }

        var asked = Math.Min(orders.Length, options.ReadBack);
        if (read < asked) _wrong.Add($"{asked - read} of {asked} acknowledged orders could not be read back");
        return read;
    }

    /// <summary>Checks log and history. What an ended order gives back is settled by a deadline of its own: where only
    /// that is missing, it is looked at again within the bound.</summary>
    private async Task<(Checker Checker, TimeSpan Settled)> Verify(Cluster cluster, Stopwatch settling)
    {
        var history = History.Read(HistoryFile);
        while (true)
        {
            var elapsed = settling.Elapsed;
            var log = LogSource.OfPostgres(cluster.Database.ConnectionString);
            var checker = new Checker(await log.ReadCheckpoints(), history: history);
            var violation = await checker.Check(log.ReadEvents());
            if (violation?.Invariant.Name == "whole" && violation.At is null && elapsed < SettleBound)
            {
                await Task.Delay(LookAgain);
                continue;
            }

            if (violation is not null)
                _wrong.Add($"{violation.Invariant.Name}: {violation.What} {violation.At}".TrimEnd());
            return (checker, elapsed);
        }
    }

    private Summary Sum(Record record, TimeSpan took, TimeSpan gap)
    {
        var happened = _faults.Where(static one => one.Seen is not null).ToList();
        if (happened.Count == 0) _wrong.Add("no fault happened: the run does not count");
        var afterKills = happened.Where(static one => one.Fault.Kind == FaultKind.SiloKill)
            .Select(one => record.LongestGap(one.At, one.Through)).DefaultIfEmpty().Max();
        if (afterKills > GapBound)
            _wrong.Add($"{afterKills.TotalSeconds:0.0} s without an acknowledged write after a silo was killed");
        var kills = happened.Where(static one => one.Fault.Kind is FaultKind.SiloKill or FaultKind.DatabaseKill);
        return new Summary
        {
            Seed = options.Seed,
            Minutes = Math.Round(took.TotalMinutes, 2),
            Faults = Count(happened),
            Missed = Count(_faults.Except(happened)),
            Impossible = Strace.IsHere ? [] : [FaultKind.DatabaseFsync],
            Orders = record.Orders.Length,
            Commands = record.Commands,
            Refused = record.Refused,
            Repeated = record.PutOff,
            Unclear = record.Unclear,
            LongestGapSeconds = Math.Round(gap.TotalSeconds, 1),
            LongestGapAfterSiloKillSeconds = Math.Round(afterKills.TotalSeconds, 1),
            ReadyAfterKillSeconds = kills.Max(static one => one.ReadyAfterSeconds) is { } ready
                ? Math.Round(ready, 1) : null,
            SettledAfterSeconds = 0,
            ReadBack = 0,
            Verified = ImmutableDictionary<string, long>.Empty,
            Wrong = [],
        };
    }

    private static SortedDictionary<FaultKind, int> Count(IEnumerable<FaultSeen> faults) =>
        new(faults.GroupBy(static one => one.Fault.Kind)
            .ToDictionary(static same => same.Key, static same => same.Count()));
}
