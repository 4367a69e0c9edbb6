namespace Marketplace.Tests.Simulation;

/// <summary>The actors' clock: it goes with the virtual time, and is set forward and back by those in charge.</summary>
/// <param name="scheduler">Whose time it follows.</param>
internal sealed class SimulatedClock(SimulatedScheduler scheduler) : TimeProvider
{
    /// <summary>What it shows at first: a Wednesday, ten o'clock in the morning where the market is.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 10, 3, 0, 0, TimeSpan.Zero);

    private TimeSpan _set;
    private TimeSpan _latest;

    /// <summary>Sets it forward or, by less than nothing, back.</summary>
    public void Move(TimeSpan by) => (_latest, _set) = (Latest - Start, _set + by);

    /// <summary>Sets it to a while after the latest time it has ever shown.</summary>
    public void Pass(TimeSpan by) => Move(Latest - GetUtcNow() + by);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Start + scheduler.Now + _set;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("An actor that waits for real time cannot be simulated.");

    private DateTimeOffset Latest => Start + Later(_latest, scheduler.Now + _set);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
