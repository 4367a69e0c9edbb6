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

    private const string FirstLine = "Marketplace is listening on ";
    private const int ClockTicksPerSecond = 100;

    private readonly Process? _child;
    private readonly string? _temporary;

    private HostUnderTest(Uri address, int? pid, Process? child, string? temporary) =>
        (Address, Pid, _child, _temporary) = (address, pid, child, temporary);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its process id, when known.</summary>
    public int? Pid { get; }

    /// <summary>Starts a host, or finds the one that was named, and waits until it is ready.</summary>
    public static async Task<HostUnderTest> Open(LoadOptions options)
    {
        var host = options.Url is { } url
            ? new HostUnderTest(url, options.ServerPid, null, null)
            : await Start(options);
        using var http = new HttpClient { BaseAddress = host.Address };
        while (true)
        {
            using var ready = await http.GetAsync(new Uri("health/ready", UriKind.Relative));
            if (ready.IsSuccessStatusCode) return host;
            await Task.Delay(200);
        }
    }

    /// <summary>User and system CPU time used so far in milliseconds, from <c>/proc/PID/stat</c>; null when
    /// unknown.</summary>
    public double? CpuMs()
    {
        if (Pid is not { } pid) return null;
        // The command name before it may hold spaces; it ends with the last closing bracket.
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var inProgram = long.Parse(fields[11], CultureInfo.InvariantCulture);
        var inKernel = long.Parse(fields[12], CultureInfo.InvariantCulture);
        return (inProgram + inKernel)
            * (1000d / ClockTicksPerSecond);
    }

    /// <summary>Highest resident memory so far in MB, from <c>/proc/PID/status</c>; null when unknown.</summary>
    public double? PeakRssMb()
    {
        if (Pid is not { } pid) return null;
        var line = File.ReadLines($"/proc/{pid}/status")
            .First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return Math.Round(long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024d, 1);
    }

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
        return new HostUnderTest(await address.Task, child.Id, child, temporary);
    }

    /// <summary>The silo as it was built, beside its static files.</summary>
    public static string SiloProgram() => Path.GetFullPath(Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "SiloProgram").Value!);
}
