using System.Globalization;

namespace Marketplace.Tests.Simulation;

/// <summary>What happened in a run: a number that two equal runs have in common, and on demand the steps in words.
/// </summary>
/// <param name="isTold">Whether the steps are kept in words.</param>
internal sealed class Trace(bool isTold)
{
    private const ulong Prime = 1099511628211;

    private readonly List<string> _steps = [];

    /// <summary>Follows from every step so far.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>The steps in words.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>A lane had its turn.</summary>
    public void Turn(int lane) => Mix((ulong)lane);

    /// <summary>Something other than an actor's own turn happened.</summary>
    public void Happened(TimeSpan at, string what, object subject)
    {
        foreach (var letter in what) Mix(letter);
        Mix((ulong)at.Ticks);
        if (isTold) Tell(at, what, subject);
    }

    /// <summary>Something was stored.</summary>
    public void Stored(TimeSpan at, string what, object subject, ReadOnlySpan<byte> content)
    {
        foreach (var part in content) Mix(part);
        if (isTold) Tell(at, what, subject);
    }

    private void Tell(TimeSpan at, string what, object subject) =>
        _steps.Add(string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds,10:F3} {what} {subject}"));

    private void Mix(ulong next) => Hash = (Hash ^ next) * Prime;
}
