using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Chaos;

/// <summary>Makes system calls of a running process fail, as a failing disk does.</summary>
internal static class Strace
{
    private const string Program = "strace";

    /// <summary>Whether this machine has it.</summary>
    public static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(static folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Lets nothing that some processes write become durable, until they are let go.</summary>
    /// <returns>The tracer: when it ends, all is as before.</returns>
    public static Process FailFsync(IEnumerable<int> processes)
    {
        var start = new ProcessStartInfo(Program)
        {
            ArgumentList =
            {
                "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO",
            },
            RedirectStandardError = true,
        };
        foreach (var process in processes)
        {
            start.ArgumentList.Add("-p");
            start.ArgumentList.Add(process.ToString(CultureInfo.InvariantCulture));
        }

        return Process.Start(start)!;
    }
}
