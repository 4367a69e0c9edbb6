namespace Marketplace.Tests.Storage;

/// <summary>
/// The moment at which a process dies: whoever comes to it never goes on. The test waits for it and then ends the
/// silos.
/// </summary>
/// <typeparam name="T">What is being done.</typeparam>
/// <param name="isIt">Whether this is the moment.</param>
public sealed class Cut<T>(Func<T, bool> isIt)
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when something has been cut off.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Goes on at once, or never.</summary>
    public Task Pass(T what)
    {
        if (!isIt(what)) return Task.CompletedTask;
        _reached.TrySetResult();
        return Never;
    }
}
