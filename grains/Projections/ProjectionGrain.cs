using Marketplace.EventLog;
using Marketplace.Tasks;
using Microsoft.Extensions.Logging;

namespace Marketplace.Projections;

/// <inheritdoc cref="IProjectionGrain"/>
[GrainType("projection")]
public sealed partial class ProjectionGrain(
    IEventLog log, IReadModels models, IEnumerable<IProjection> projections, ILogger<ProjectionGrain> logger)
    : Grain, IProjectionGrain
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly List<(long Position, TaskCompletionSource Reached)> _waiting = [];
    private IProjection _projection = null!;
    private ProjectionRunner _runner = null!;
    private Task _run = Task.CompletedTask;
    private Task _hinting = Task.CompletedTask;
    private long _hinted;
    private bool _again;
    private bool _stopping;
    private int _failures;
    private long _pauseUntil;
    private string? _failure;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        _projection = projections.FirstOrDefault(projection => projection.Name == name)
            ?? throw new InvalidOperationException($"There is no projection named {name}.");
        _runner = new ProjectionRunner(_projection, log, models);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _stopping = true;
        await _run;
    }

    /// <inheritdoc />
    public Task Advance(long headHint)
    {
        if (headHint > 0 && headHint <= _runner.Position) return Task.CompletedTask;
        if (headHint > 0) EngineMeter.Lags(_projection.Name, headHint - _runner.Position);
        _again = true;
        if (_run.IsCompleted && Environment.TickCount64 >= _pauseUntil) _run = Run();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<long> WaitFor(long position, TimeSpan atMost)
    {
        if (_runner.Position >= position) return _runner.Position;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((position, reached));
        await Advance(0);
        try
        {
            await reached.Task.WaitAsync(atMost < ProjectionLimits.LongestWait ? atMost : ProjectionLimits.LongestWait);
        }
        catch (TimeoutException)
        {
            _waiting.RemoveAll(waiting => waiting.Reached == reached);
        }

        return _runner.Position;
    }

    /// <inheritdoc />
    public async Task Rebuild()
    {
        while (!_run.IsCompleted) await _run;
        await _runner.Reset();
        _pauseUntil = 0;
        await Advance(0);
    }

    /// <inheritdoc />
    public async Task<ProjectionStatus> Status() =>
        new(_projection.Name, _runner.Position, await log.Head(), _failure);

    private async Task Run()
    {
        try
        {
            while (_again && !_stopping)
            {
                _again = false;
                while (await Step() && !_stopping)
                {
                }

                if (_projection is IHintingProjection && _hinting.IsCompleted) _hinting = Hint();
            }

            EngineMeter.Lags(_projection.Name, 0);
        }
#pragma warning disable CA1031 // Whatever fails, the projection stands still, says so, and tries the same events again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var pause = TimeSpan.FromSeconds(Math.Min(1 << Math.Min(_failures++, 6), LongestPause.TotalSeconds));
            _pauseUntil = Environment.TickCount64 + (long)pause.TotalMilliseconds;
            _failure = failure.Message;
            LogFailed(failure, _projection.Name, _runner.Position, pause);
        }
    }

    /// <summary>One step. Whoever makes one no longer fails, however far there is to go: under load that may be long.
    /// </summary>
    private async Task<bool> Step()
    {
        var mayBeMore = await _runner.Step();
        (_failures, _failure) = (0, null);
        Release();
        return mayBeMore;
    }

    /// <summary>Says that there are new rows; what comes while it is being said is said next.</summary>
    private async Task Hint()
    {
        try
        {
            var moved = this.GetStreamProvider(FeedLimits.Provider)
                .GetStream<long>(StreamId.Create(FeedLimits.Moved, _projection.Name));
            while (_hinted < _runner.WrittenThrough && !_stopping)
            {
                _hinted = _runner.WrittenThrough;
                await moved.OnNextAsync(_hinted);
            }
        }
#pragma warning disable CA1031 // A hint is only a hint: whoever waits for it looks by themselves before long.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotHinted(failure, _projection.Name);
        }
    }

    private void Release()
    {
        if (_waiting.Count == 0) return;
        var position = _runner.Position;
        foreach (var (wanted, reached) in _waiting)
            if (wanted <= position) reached.SetResult();
        _waiting.RemoveAll(waiting => waiting.Position <= position);
    }

    [LoggerMessage(LogLevel.Debug, "Nobody could be told that {Name} has moved on.")]
    private partial void LogNotHinted(Exception failure, string name);

    [LoggerMessage(LogLevel.Error, "Projection {Name} stands at {Position} and is tried again in {Pause}.")]
    private partial void LogFailed(Exception failure, string name, long position, TimeSpan pause);
}
