using System.Globalization;

namespace Marketplace.Load;

/// <summary>CPU time of processes on this machine, from <c>/proc/PID/stat</c>.</summary>
/// <param name="Parent">Who started it.</param>
/// <param name="OwnMs">User and system time of its own so far.</param>
/// <param name="EndedChildrenMs">The same of those of its children that have ended.</param>
public readonly record struct ProcessTimes(int Parent, double OwnMs, double EndedChildrenMs)
{
    private const double MsPerTick = 10;

    /// <summary>Of one process; null when there is none of that number.</summary>
    public static ProcessTimes? Of(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // The command name before it may hold spaces; it ends with the last closing bracket.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessTimes((int)At(1), (At(11) + At(12)) * MsPerTick, (At(13) + At(14)) * MsPerTick);

        long At(int number) => long.Parse(fields[number], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>Of a process and its children, also those that have ended.</summary>
    public static double OfFamily(int first)
    {
        var sum = Of(first) is { } own ? own.OwnMs + own.EndedChildrenMs : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && Of(pid) is { } child && child.Parent == first) sum += child.OwnMs;
        }

        return sum;
    }
}
