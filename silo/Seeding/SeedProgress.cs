using System.Globalization;

namespace Marketplace.Silo.Seeding;

/// <summary>Says every five seconds how far a filling has come; in a terminal and in a log alike, so in whole
/// lines.</summary>
/// <param name="expected">About how many streams there will be: the items and suppliers, without the few plans.</param>
/// <param name="clock">Measures the time that went by.</param>
/// <param name="output">Where the lines go.</param>
public sealed class SeedProgress(int expected, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly long _began = clock.GetTimestamp();

    private TimeSpan _next = Interval;

    /// <summary>The time since the filling began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>Notes that so many streams are on their way.</summary>
    public async ValueTask Reached(int streams)
    {
        var elapsed = Elapsed;
        if (elapsed < _next) return;
        _next = elapsed + Interval;
        var percent = Math.Min(99, streams * 100L / expected);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {percent} %: {streams} suppliers, items and plans after {elapsed.TotalSeconds:0} s"));
    }
}
