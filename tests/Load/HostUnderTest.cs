using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Marketplace.Load;

/// <summary>The marketplace that is measured: a child process of its own, or one that runs already.</summary>
public sealed class HostUnderTest : IAsyncDisposable
{
    /// <summary>Bytes of the yardstick's answer: about those of an item.</summary>
    public const int ConstantBytes = 2_000;

    /// <summary>Settings without which a run measures the rate limiter.</summary>
    public static readonly string[] Settings =
    [
        $"--Load:ConstantBytes {ConstantBytes}",
        "--RateLimits:AnonymousReadsPerSecond 1000000",
        "--RateLimits:ReadsPerSecond 1000000",
        "--RateLimits:CommandsPerSecond 1000000",
        "--RateLimits:SignInsPerMinute 1000000",
    ];

    /// <summary>Bytes of the collector's first generation, as `dotnet run` and docs/cluster.md have it: only the
    /// environment can say so (docs/decisions/0012-where-the-time-goes.md).</summary>
    public static readonly (string Name, string Value) FirstGeneration = ("DOTNET_GCgen0size", "0x1800000");

    private const string FirstLine = "Marketplace is listening on ";

    private readonly Process? _child;
    private readonly string? _temporary;
    private readonly IReadOnlyList<int> _pids;
    private readonly int? _databasePid;

    private HostUnderTest(
        IReadOnlyList<Uri> addresses, IReadOnlyList<int> pids, int? databasePid, Process? child, string? temporary) =>
        (Addresses, _pids, _databasePid, _child, _temporary) = (addresses, pids, databasePid, child, temporary);

    /// <summary>Where it listens; several processes of one cluster are asked in turn.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Starts a host, or finds the one that was named, and waits until it is ready.</summary>
    public static async Task<HostUnderTest> Open(LoadOptions options)
    {
        var host = options.Urls is []
            ? await Start(options)
            : new HostUnderTest(options.Urls, options.ServerPids, options.DatabasePid, null, null);
        using var http = new HttpClient();
        foreach (var address in host.Addresses)
        {
            while (true)
            {
                using var ready = await http.GetAsync(new Uri(address, "health/ready"));
                if (ready.IsSuccessStatusCode) break;
                await Task.Delay(200);
            }
        }

        return host;
    }

    /// <summary>User and system CPU time used so far in milliseconds; null when the processes are not known.</summary>
    public double? CpuMs() => _pids.Count > 0 ? _pids.Sum(static pid => ProcessTimes.Of(pid)!.Value.OwnMs) : null;

    /// <summary>The same of its PostgreSQL with all sessions, also those that have ended; null when it is not
    /// known.</summary>
    public double? DatabaseCpuMs() => _databasePid is { } first ? ProcessTimes.OfFamily(first) : null;

    /// <summary>Highest resident memory so far in MB, of all its processes; null when they are not known.</summary>
    public double? PeakRssMb() => _pids.Count > 0 ? Math.Round(_pids.Sum(static pid => PeakRssMb(pid)), 1) : null;

    /// <summary>Ends a host that was started here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            _child.Kill();
            await _child.WaitForExitAsync();
            _child.Dispose();
        }

        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }

    private static double PeakRssMb(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status")
            .First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024d;
    }

    private static async Task<HostUnderTest> Start(LoadOptions options)
    {
        var temporary = options.Data is null ? Directory.CreateTempSubdirectory("marketplace-load-").FullName : null;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(SiloProgram());
        string[] arguments =
        [
            "--data", Path.GetFullPath(options.Data ?? temporary!), "--seed", options.Seed,
            "--scale", $"{options.Scale}",
            "--urls", "http://127.0.0.1:0", .. Settings.SelectMany(static setting => setting.Split(' ')),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment[FirstGeneration.Name] = FirstGeneration.Value;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = new Process { StartInfo = start };
        child.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(FirstLine, StringComparison.Ordinal))
                address.TrySetResult(new Uri(text[FirstLine.Length..]));
        };
        await Console.Error.WriteLineAsync(
            $"Starting a host with seed {options.Seed}; an empty folder is filled first.");
        child.Start();
        child.BeginOutputReadLine();
        if (await Task.WhenAny(address.Task, child.WaitForExitAsync()) != address.Task)
            throw new InvalidOperationException($"The host ended with {child.ExitCode} instead of starting.");
        return new HostUnderTest([await address.Task], [child.Id], null, child, temporary);
    }

    /// <summary>The silo as it was built, beside its static files.</summary>
    public static string SiloProgram() => Path.GetFullPath(Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "SiloProgram").Value!);
}
