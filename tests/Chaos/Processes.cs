using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Chaos;

/// <summary>Processes of this machine, as <c>/proc</c> shows them.</summary>
internal static class Processes
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>The letter for what a process is doing, such as T for stopped; null when it is gone. One that has ended
    /// and whose parent has not looked yet is not gone: PostgreSQL would not start in its place.</summary>
    public static char? StateOf(int process) => Stat(process) is [[var state], ..] ? state : null;

    /// <summary>A process and its children.</summary>
    public static int[] Family(int parent) =>
    [
        parent,
        .. Directory.GetDirectories("/proc").Select(static path => Path.GetFileName(path))
            .Where(static name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(static name => int.Parse(name, CultureInfo.InvariantCulture))
            .Where(process => Stat(process) is [_, var of, ..]
                && int.Parse(of, CultureInfo.InvariantCulture) == parent),
    ];

    /// <summary>Ends processes at once.</summary>
    /// <returns>How many are gone, within the bound.</returns>
    public static async Task<int> Kill(IReadOnlyList<int> processes, TimeSpan bound)
    {
        using var kill = Process.Start(
            "kill", ["-KILL", .. processes.Select(static id => id.ToString(CultureInfo.InvariantCulture))]);
        await kill.WaitForExitAsync();
        var since = Stopwatch.StartNew();
        while (processes.Any(static id => StateOf(id) is not null) && since.Elapsed < bound)
            await Task.Delay(LookAgain);
        return processes.Count(static id => StateOf(id) is null);
    }

    /// <summary>State, parent and so on; null when the process is gone.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            // The command name before it may hold spaces; it ends with the last closing bracket.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
