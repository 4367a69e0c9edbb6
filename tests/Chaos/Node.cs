using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Marketplace.Checkpoints;
using Marketplace.Load;
using Marketplace.Silo.Cluster;

namespace Marketplace.Chaos;

/// <summary>A silo as a process of its own, behind one proxy to its database, one to its clients and one to the other
/// silos.</summary>
public sealed class Node : IDisposable
{
    private const int FirstPort = 20_000;
    private const int MostSilos = 10;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(60);

    /// <summary>The same for every silo of the run.</summary>
    private static readonly string SigningKey = CheckpointSigner.NewKey();

    private readonly Member _member;
    private readonly HttpClient _health = new() { Timeout = TimeSpan.FromSeconds(3) };

    /// <summary>Puts it together; starts nothing but the proxies.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="database">The server.</param>
    /// <param name="options">What the run was asked for.</param>
    /// <param name="log">Where its lines go.</param>
    public Node(int number, DatabaseServer database, ChaosOptions options, TextWriter log)
    {
        Name = $"silo {number}";
        Database = new FaultyProxy(() => database.Socket);
        Clients = new FaultyProxy(() => Direct is { } at ? new IPEndPoint(IPAddress.Loopback, at.Port) : null);
        var port = Port(number);
        Peers = new FaultyProxy(() => new IPEndPoint(IPAddress.Loopback, port));
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            [HostUnderTest.FirstGeneration.Name] = HostUnderTest.FirstGeneration.Value,
            ["Marketplace__PostgreSql"] =
                $"Host=127.0.0.1;Port={Database.Port};Username=marketplace;Database=postgres;Maximum Pool Size=20",
            ["Marketplace__PersonalDataKey"] = Convert.ToBase64String(new byte[32]),
            ["Marketplace__CheckpointKey"] = SigningKey,
            ["Marketplace__Address"] = $"127.0.0.1:{Peers.Port}",
            ["Marketplace__ListenPort"] = port.ToString(CultureInfo.InvariantCulture),
            ["Marketplace__SearchIndex"] = Path.Combine(options.Folder, $"search-{number}.index"),
            // Longer than any run: nobody signs in again.
            ["Accounts__AccessMinutes"] = "1440",
        };
        _member = new Member(
            Name,
            [
                "dotnet", HostUnderTest.SiloProgram(), "--urls", "http://127.0.0.1:0", "--seed", options.Catalogue,
                .. HostUnderTest.Settings.SelectMany(static setting => setting.Split(' ')),
            ],
            isQuiet: true, environment, log, log);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Between it and the database.</summary>
    public FaultyProxy Database { get; }

    /// <summary>Between it and its clients.</summary>
    public FaultyProxy Clients { get; }

    /// <summary>Between the other silos and it, on connections that they have opened.</summary>
    public FaultyProxy Peers { get; }

    /// <summary>Where clients reach it.</summary>
    public Uri Address => new($"http://127.0.0.1:{Clients.Port}");

    /// <summary>Its process id; null while there is none.</summary>
    public int? ProcessId => _member.ProcessId;

    private Uri? Direct => _member.Address is { } address ? new Uri(address) : null;

    /// <summary>Starts it, and ends when it listens for the first time.</summary>
    public Task Start() => _member.Start();

    /// <summary>Stops it for good, however long it would like to take.</summary>
    public async Task Stop()
    {
        var stopping = _member.Stop();
        await stopping.WaitAsync(StopBound).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCompleted && ProcessId is { } left) Signal("-KILL", left);
        await stopping;
    }

    /// <summary>Sends it a signal.</summary>
    /// <returns>The process that got it; null where there was none.</returns>
    public int? Signal(string signal)
    {
        if (ProcessId is not { } process) return null;
        Signal(signal, process);
        return process;
    }

    /// <summary>Waits until a process of its is gone.</summary>
    /// <returns>Whether it is, within the bound.</returns>
    public async Task<bool> IsGone(int process, TimeSpan bound)
    {
        var since = Stopwatch.StartNew();
        while (ProcessId == process && since.Elapsed < bound) await Task.Delay(LookAgain);
        return ProcessId != process;
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <returns>Null when it does; what it says instead, when it does not within the bound.</returns>
    public async Task<string?> WaitUntilReady(TimeSpan bound)
    {
        var since = Stopwatch.StartNew();
        while (await WhyNotReady() is { } why)
        {
            if (since.Elapsed > bound) return $"{Name}: {why}";
            await Task.Delay(LookAgain);
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Clients.Dispose();
        Peers.Dispose();
        Database.Dispose();
        _health.Dispose();
    }

    /// <summary>A port nobody listens on, below those the system gives away: it is still free when the silo is started
    /// again.</summary>
    private static int Port(int number)
    {
        for (var port = FirstPort + number; ; port += MostSilos)
        {
            using var free = new TcpListener(IPAddress.Any, port);
            try
            {
                free.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private async Task<string?> WhyNotReady()
    {
        if (Direct is not { } at) return "does not listen";
        try
        {
            using var answer = await _health.GetAsync(new Uri(at, "health/ready"));
            return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync();
        }
        catch (Exception lost) when (lost is HttpRequestException or SocketException or OperationCanceledException)
        {
            return lost.Message;
        }
    }
}
