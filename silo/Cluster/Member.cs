using System.Diagnostics;
using System.Globalization;
using Marketplace.Silo.Hosting;

namespace Marketplace.Silo.Cluster;

/// <summary>One process of a cluster on this machine. It is started again whenever it ends, as a service manager
/// would.</summary>
/// <param name="name">What people call it.</param>
/// <param name="command">The program with its arguments; see <see cref="ThisProgram"/>.</param>
/// <param name="isQuiet">Whether people read only where it listens, because another says the rest.</param>
/// <param name="environment">What is not to be seen on its command line.</param>
/// <param name="output">Where people read.</param>
/// <param name="error">Where its logs go.</param>
public sealed class Member(
    string name, IReadOnlyList<string> command, bool isQuiet, IReadOnlyDictionary<string, string> environment,
    TextWriter output, TextWriter error)
{
    private const string Listening = "Marketplace is listening on ";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Process? _process;
    private Task _running = Task.CompletedTask;

    /// <summary>The command that started this very process.</summary>
    public static IReadOnlyList<string> ThisProgram
    {
        get
        {
            var program = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [program, typeof(Member).Assembly.Location]
                : [program];
        }
    }

    /// <summary>Its process id; null while there is none.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate) return _process?.Id;
        }
    }

    /// <summary>Where it listens; null while it does not.</summary>
    public string? Address { get; private set; }

    /// <summary>Told when its address has changed.</summary>
    public event Action? Moved;

    /// <summary>Starts it, and ends when it listens for the first time.</summary>
    /// <exception cref="LaunchException">It cannot.</exception>
    public Task Start()
    {
        _running = Run();
        return _listening.Task;
    }

    /// <summary>Asks it to stop, and ends when it has.</summary>
    public async Task Stop()
    {
        string? running;
        lock (_gate)
        {
            _stopping.TrySetResult();
            running = _process?.Id.ToString(CultureInfo.InvariantCulture);
        }

        if (running is not null)
        {
            using var kill = Process.Start("kill", ["-TERM", running]);
            await kill.WaitForExitAsync();
        }

        await _running;
    }

    private async Task Run()
    {
        while (StartOne() is { } process)
        {
            await process.WaitForExitAsync();
            lock (_gate) _process = null;
            Move(null);
            if (process.ExitCode == MarketplaceHost.CannotStart
                && _listening.TrySetException(new LaunchException($"{name} cannot start; above it says why.")))
            {
                _stopping.TrySetResult();
            }

            if (!_stopping.Task.IsCompleted)
                await output.WriteLineAsync($"{name} ended with {process.ExitCode}; it is started again.");
            process.Dispose();
            await _stopping.Task.WaitAsync(Pause).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Null once it is to stop.</returns>
    private Process? StartOne()
    {
        lock (_gate) return _process = _stopping.Task.IsCompleted ? null : Launch();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data, process);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) error.WriteLine($"{name}: {text}");
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Read(string? line, Process process)
    {
        if (line is null) return;
        if (line.StartsWith(Listening, StringComparison.Ordinal))
        {
            output.WriteLine($"{name} is process {process.Id} at {line[Listening.Length..]}");
            Move(line[Listening.Length..]);
            _listening.TrySetResult();
        }
        else if (!isQuiet)
        {
            output.WriteLine(line);
        }
    }

    private void Move(string? address)
    {
        Address = address;
        Moved?.Invoke();
    }
}
