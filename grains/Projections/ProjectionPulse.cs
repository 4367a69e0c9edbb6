using Marketplace.EventLog;
using Microsoft.Extensions.Logging;

namespace Marketplace.Projections;

/// <summary>
/// Pokes every projection when this silo has appended, at most every <see cref="ShortestPause"/>, and at least every
/// <see cref="LongestPause"/>, because another silo may have appended.
/// </summary>
public sealed class ProjectionPulse(
    LogSignal signal, IGrainFactory grains, IEnumerable<IProjection> projections, ILogger<ProjectionPulse> logger)
    : SiloLoop(logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly (IProjectionGrain Runner, Task Poke)[] _pokes =
        [.. projections.Select(projection => (grains.Projection(projection.Name), Task.CompletedTask))];
    private long _told;

    /// <inheritdoc />
    protected override async Task Beat(CancellationToken stopping)
    {
        await signal.Wait(_told, LongestPause, stopping);
        // Nothing new here: the runner has to look at the log itself.
        var hint = signal.Position > _told ? signal.Position : 0;
        _told = signal.Position;
        for (var i = 0; i < _pokes.Length; i++)
        {
            // One still under way leaves the runner in a turn or the network in trouble: more calls would only queue.
            if (!_pokes[i].Poke.IsCompleted) continue;
            await _pokes[i].Poke.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pokes[i].Poke = _pokes[i].Runner.Advance(hint);
        }

        await Task.Delay(ShortestPause, stopping);
    }
}
