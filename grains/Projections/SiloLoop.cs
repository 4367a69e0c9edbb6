using Microsoft.Extensions.Logging;

namespace Marketplace.Projections;

/// <summary>Something every silo does again and again, from when it is active until it stops.</summary>
/// <param name="logger">Told of beats that failed; the loop goes on.</param>
public abstract partial class SiloLoop(ILogger logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <inheritdoc />
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(GetType().Name, ServiceLifecycleStage.Active, Start, Stop);

    /// <inheritdoc />
    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One round, including the wait for the next.</summary>
    protected abstract Task Beat(CancellationToken stopping);

    /// <summary>Called once, when the last round is over.</summary>
    protected virtual Task Ended() => Task.CompletedTask;

    private Task Start(CancellationToken cancellation)
    {
        _loop = Task.Run(Loop, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _loop;
        await Ended();
    }

    private async Task Loop()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Beat(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A loop that every list depends on must outlive whatever goes wrong in one round.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailed(failure, GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A round of {Loop} failed; the next follows.")]
    private partial void LogFailed(Exception failure, string loop);
}
