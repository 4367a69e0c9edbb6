using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The real program as a process of its own, as an operator starts it.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>Options of a demo whose people may go as fast as they can.</summary>
    public static readonly string[] Unlimited =
        ["--seed", "demo", .. HostUnderTest.Settings.SelectMany(static setting => setting.Split(' '))];

    private const string FirstLine = "Marketplace is listening on ";
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private TaskCompletionSource _more = NewSource();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(Process process) => _process = process;

    /// <summary>What it has written to standard output.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>How many lines it has written there.</summary>
    public int Lines => _output.Count;

    /// <summary>What it has written to standard error.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>Starts it on a free port and waits for its banner.</summary>
    public static Task<SiloProcess> Start(string folder, params string[] options) =>
        Listening(Launch(folder, options));

    /// <summary>Waits for the banner.</summary>
    public static async Task<SiloProcess> Listening(SiloProcess silo)
    {
        var first = Task.WhenAny(silo._address.Task, silo._process.WaitForExitAsync());
        await ((Task)first).WaitAsync(StartBound).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (silo._address.Task.IsCompleted) return silo;
        var end = silo._process.HasExited ? $"ended with {silo._process.ExitCode} instead of starting" : "is not ready";
        var report = $"The silo {end}.\n{silo.Output}\n{silo.Errors}";
        await silo.DisposeAsync();
        throw new InvalidOperationException(report);
    }

    /// <summary>Starts it without waiting for anything.</summary>
    public static SiloProcess Launch(string folder, params string[] options) => Launch(folder, options, []);

    /// <summary>Starts it with environment variables, without waiting for anything.</summary>
    public static SiloProcess Launch(string folder, string[] options, (string Name, string Value)[] environment) =>
        Run(folder, ["--data", folder, "--urls", "http://127.0.0.1:0", .. options], environment);

    /// <summary>Starts the program with exactly these arguments, without waiting for anything.</summary>
    public static SiloProcess Run(
        string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        // A file that may not grow is an error to the program, as a full disk is, and not its end (LimitFiles).
        var start = new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(HostUnderTest.SiloProgram());
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        // Measuring code to optimise it pays off in hours; these processes live for minutes.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var silo = new SiloProcess(new Process { StartInfo = start });
        silo._process.OutputDataReceived += (_, line) => silo.Read(line.Data);
        silo._process.ErrorDataReceived += (_, line) => silo._errors.Enqueue(line.Data ?? "");
        silo._process.Start();
        silo._process.BeginOutputReadLine();
        silo._process.BeginErrorReadLine();
        return silo;
    }

    /// <summary>Runs the program to its end, which must be a good one.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> Succeeds(
        string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        await using var command = Run(folder, arguments, environment);
        var code = await command.Exit();
        Assert.True(code == 0, command.Errors);
        return command.Output;
    }

    /// <summary>Waits until it has written a line that fits, which may have been before.</summary>
    /// <param name="line">What fits.</param>
    /// <param name="after">How many of its first lines do not count.</param>
    public async Task<Match> Said(Regex line, int after = 0)
    {
        using var bound = new CancellationTokenSource(StartBound);
        while (true)
        {
            var more = _more.Task;
            var fitting = _output.Skip(after).Select(text => line.Match(text)).Where(static match => match.Success);
            if (fitting.LastOrDefault() is { } found) return found;
            await more.WaitAsync(bound.Token);
        }
    }

    /// <summary>Lets no file of its grow beyond a size, as on a full disk; null lets them grow again.</summary>
    public void LimitFiles(long? bytes)
    {
        var most = bytes is { } some ? some.ToString(CultureInfo.InvariantCulture) : "unlimited";
        using var limit = Process.Start("prlimit", [$"--pid={_process.Id}", $"--fsize={most}:"]);
        limit.WaitForExit();
        Assert.Equal(0, limit.ExitCode);
    }

    /// <summary>Ends it at once, as a power cut would, by its own process id.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void AskToStop() => AskToStop(_process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Asks a process to stop.</summary>
    public static void AskToStop(string process) => Signal("-TERM", process);

    /// <summary>Sends a signal to a process.</summary>
    public static void Signal(string signal, string process)
    {
        using var kill = Process.Start("kill", [signal, process]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Exit()
    {
        await _process.WaitForExitAsync().WaitAsync(StartBound);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Read(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        Interlocked.Exchange(ref _more, NewSource()).SetResult();
        if (line.StartsWith(FirstLine, StringComparison.Ordinal))
            _address.TrySetResult(new Uri(line[FirstLine.Length..]));
    }
}
