using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;
using Orleans.Utilities;

namespace Marketplace.Tasks;

/// <inheritdoc cref="IHintRelayGrain"/>
/// <remarks>
/// It hears from the stream by its type alone (an implicit subscription), so who listens to hints is stored nowhere
/// (docs/decisions/0009-hints.md).
/// </remarks>
/// <param name="logger">Told of listeners that are gone.</param>
[GrainType("hint-relay")]
[ImplicitStreamSubscription(FeedLimits.Moved)]
public sealed class HintRelayGrain(ILogger<HintRelayGrain> logger)
    : Grain, IHintRelayGrain, IStreamSubscriptionObserver
{
    private readonly ObserverManager<IHintListener> _listeners =
        new(TimeSpan.FromSeconds(FeedLimits.ForgetListenerSeconds), logger);

    /// <inheritdoc />
    public Task Listen(IHintListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<long>().ResumeAsync((through, _) =>
        {
            _listeners.Notify(listener => listener.Moved(through));
            return Task.CompletedTask;
        });
}
