using System.Globalization;

namespace Marketplace.Chaos;

/// <summary>Lets faults happen, and says what was seen of each.</summary>
/// <param name="cluster">To whom.</param>
internal sealed class Faults(Cluster cluster)
{
    private const int MostLost = 20;

    /// <summary>Silos that hear nothing of each other take one another for gone after some seconds: so many times as
    /// long as other faults, for that to happen in most cases.</summary>
    private const int Noticed = 2;

    private static readonly TimeSpan GoneBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PanicBound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Lets a fault happen and takes it back.</summary>
    /// <returns>What was seen of it; null when it did not happen.</returns>
    public Task<string?> Do(Fault fault)
    {
        var node = cluster.Nodes[fault.Victim];
        return fault.Kind switch
        {
            FaultKind.SiloKill => Ended(node, "-KILL"),
            FaultKind.SiloStop => Ended(node, "-TERM"),
            FaultKind.SiloFreeze => Freeze(node, fault.For),
            FaultKind.DatabaseKill => KillDatabase(fault.For),
            FaultKind.DatabaseImmediate => Restart("immediate", fault.For),
            FaultKind.DatabaseFast => Restart("fast", TimeSpan.Zero),
            FaultKind.DatabaseTerminate => Terminate(),
            FaultKind.DatabaseReadOnly => ReadOnly(fault.For),
            FaultKind.DatabaseFsync => Fsync(),
            FaultKind.DatabaseDrop => Happened(node.Database.Drop(), "connections cut"),
            FaultKind.DatabaseStall => Happened(node.Database.Stall(fault.For), "messages kept back"),
            FaultKind.DatabaseLostAnswer => Happened(node.Database.LoseAnswers(MostLost, fault.For), "answers lost"),
            FaultKind.DatabaseHalfClose => Happened(node.Database.HalfClose(), "connections half closed"),
            FaultKind.DatabaseRefuse => Happened(node.Database.Refuse(fault.For), "connections cut and refused"),
            FaultKind.ClientDrop => Happened(node.Clients.Drop(), "connections cut"),
            FaultKind.ClientStall => Happened(node.Clients.Stall(fault.For), "messages kept back"),
            FaultKind.ClientLostAnswer => Happened(node.Clients.LoseAnswers(MostLost, fault.For), "answers lost"),
            FaultKind.ClientHalfClose => Happened(node.Clients.HalfClose(), "connections half closed"),
            FaultKind.ClientRefuse => Happened(node.Clients.Refuse(fault.For), "connections cut and refused"),
            FaultKind.PeerDrop => Happened(Between(static peers => peers.Drop()), "connections cut"),
            FaultKind.PeerStall => Happened(node.Peers.Stall(fault.For), "messages kept back"),
            FaultKind.PeerLostAnswer => Happened(
                Between(peers => peers.LoseAnswers(MostLost, fault.For)), "answers lost"),
            FaultKind.PeerHalfClose => Happened(Between(static peers => peers.HalfClose()), "connections half closed"),
            FaultKind.PeersStall => Happened(Between(peers => peers.Stall(Noticed * fault.For)), "messages kept back"),
            FaultKind.PeersRefuse => Happened(
                Between(peers => peers.Refuse(Noticed * fault.For)), "connections cut and refused"),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, message: null),
        };
    }

    private static Task<string?> Happened(int times, string what) =>
        Task.FromResult(times > 0 ? string.Create(CultureInfo.InvariantCulture, $"{times} {what}") : null);

    private static async Task<string?> Happened(Task<int> times, string what) => await Happened(await times, what);

    /// <summary>Does something to the network between all silos.</summary>
    private async Task<int> Between(Func<FaultyProxy, Task<int>> fault) =>
        (await Task.WhenAll(cluster.Nodes.Select(node => fault(node.Peers)))).Sum();

    /// <summary>The same for what takes no time. Two silos may have one connection for both ways, and either has opened
    /// it.</summary>
    private int Between(Func<FaultyProxy, int> fault) => cluster.Nodes.Sum(node => fault(node.Peers));

    private static async Task<string?> Ended(Node node, string signal) =>
        node.Signal(signal) is { } process && await node.IsGone(process, GoneBound)
            ? $"process {process} is gone"
            : null;

    private static async Task<string?> Freeze(Node node, TimeSpan time)
    {
        if (node.Signal("-STOP") is not { } process) return null;
        await Task.Delay(time);
        var wasStopped = Processes.StateOf(process) == 'T';
        node.Signal("-CONT");
        return wasStopped ? $"process {process} stood still for {time.TotalSeconds:0.0} s" : null;
    }

    private async Task<string?> KillDatabase(TimeSpan time)
    {
        if (cluster.Database.ProcessId is not { } first) return null;
        // Its children are known before it goes; whoever is left alone with the shared memory would keep it.
        var all = Processes.Family(first);
        var gone = await Processes.Kill(all, GoneBound);
        await Task.Delay(time / 2);
        await cluster.Database.Start();
        return gone == all.Length ? $"{gone} processes are gone" : null;
    }

    private async Task<string?> Restart(string mode, TimeSpan time)
    {
        var before = cluster.Database.ProcessId;
        await cluster.Database.Stop(mode);
        await Task.Delay(time / 2);
        await cluster.Database.Start();
        // It may still have been ending when it had taken leave; another in its place says that it has ended.
        return before is { } first && cluster.Database.ProcessId != first ? $"process {first} is gone" : null;
    }

    private async Task<string?> Terminate()
    {
        var ended = await cluster.Ask(
            """
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            """);
        return await Happened((int)(long)ended!, "sessions ended");
    }

    private async Task<string?> ReadOnly(TimeSpan time)
    {
        var before = Logged("read-only transaction");
        // Sessions that are there already follow at their next statement.
        await cluster.Ask("ALTER SYSTEM SET default_transaction_read_only = on");
        await cluster.Ask("SELECT pg_reload_conf()");
        await Task.Delay(time);
        await cluster.Ask("ALTER SYSTEM RESET default_transaction_read_only");
        await cluster.Ask("SELECT pg_reload_conf()");
        return await Happened(Logged("read-only transaction") - before, "statements refused as read-only");
    }

    private async Task<string?> Fsync()
    {
        var before = Logged("PANIC");
        var answer = await cluster.Ask(
            """
            SELECT array_agg(pid) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            """);
        if (answer is not int[] sessions) return null;
        using var tracer = Strace.FailFsync(sessions);
        using var bound = new CancellationTokenSource(PanicBound);
        while (Logged("PANIC") == before && !tracer.HasExited && !bound.IsCancellationRequested)
            await Task.Delay(LookAgain);
        if (!tracer.HasExited) tracer.Kill();
        await tracer.WaitForExitAsync();
        return await Happened(Logged("PANIC") - before, "PANIC in PostgreSQL's log");
    }

    private int Logged(string word)
    {
        using var log = new StreamReader(
            new FileStream(cluster.Database.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var times = 0;
        while (log.ReadLine() is { } line)
            if (line.Contains(word, StringComparison.Ordinal)) times++;
        return times;
    }
}
