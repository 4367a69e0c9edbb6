namespace Marketplace.Tasks;

/// <summary>
/// Passes hints on from the stream of <see cref="FeedLimits.Moved"/> to the processes that show live pages. Key: the
/// projection's name. It keeps nothing: a process says again and again that it listens, and one that has died is
/// forgotten.
/// </summary>
[Alias("hint-relay")]
public interface IHintRelayGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells the listener of every move from now on; to be said again before
    /// <see cref="FeedLimits.ForgetListenerSeconds"/> are over.
    /// </summary>
    /// <param name="listener">A process.</param>
    [Alias("listen")]
    Task Listen(IHintListener listener);
}

/// <summary>A process that wants to know when a projection has moved.</summary>
[Alias("hint-listener")]
public interface IHintListener : IGrainObserver
{
    /// <summary>There are new rows. Only a hint: it may be lost, and nobody waits for it to arrive.</summary>
    /// <param name="through">The log position they reflect.</param>
    [Alias("moved")]
    void Moved(long through);
}
