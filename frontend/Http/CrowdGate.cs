using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;

namespace Marketplace.Frontend.Http;

/// <summary>Marks reads that cost as much as a page: a crowd of them waits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExpensiveReadAttribute : Attribute;

/// <summary>
/// Lets one expensive read per core of people who have not signed in run at once, and while a command per core is under
/// way leaves twelve thirteenths of that time to them: a crowd of shoppers gets slower, and in the end <c>crowded</c>
/// (503), before an order does. What is answered from a cache does not pass here. Of commands as many are under
/// way as end well before their callers give up; one more is told <c>overloaded</c> (503) before it has done anything.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="clock">The clock.</param>
public sealed class CrowdGate(RequestDelegate next, TimeProvider clock) : IDisposable
{
    /// <summary>How many may wait; one more is refused at once.</summary>
    private const int MostWaiting = 256;

    /// <summary>
    /// Commands under way per core, where a thousand a second are carried out. A storage that stands still lets them
    /// pile up to here and no further.
    /// </summary>
    private const int MostCommandsPerCore = 256;

    /// <summary>While commands wait for each other, how much longer than a read took no other may take its
    /// place.</summary>
    private const int Patience = 12;

    /// <summary>Longest time a place stays empty: a single slow read must not shut out everybody.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a reader waits to be let in.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);
    private int _waiting;
    private int _commands;

    /// <summary>Runs for every request that no cache has answered.</summary>
    public Task InvokeAsync(HttpContext http) =>
        IsExpensive(http) ? Read(http) : HttpMethods.IsGet(http.Request.Method) ? next(http) : Command(http);

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    private static bool IsExpensive(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.User.UserId() is null
        && http.GetEndpoint()?.Metadata is { } metadata
        && (metadata.IsPage() || metadata.GetMetadata<ExpensiveReadAttribute>() is not null);

    private async Task Command(HttpContext http)
    {
        try
        {
            await (Interlocked.Increment(ref _commands) <= MostCommandsPerCore * Environment.ProcessorCount
                ? next(http)
                : http.WriteProblem(HttpRefusals.Overloaded));
        }
        finally
        {
            Interlocked.Decrement(ref _commands);
        }
    }

    private async Task Read(HttpContext http)
    {
        if (!await TryEnter(http.RequestAborted))
        {
            await http.WriteProblem(HttpRefusals.Crowded);
            return;
        }

        var began = clock.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var pause = clock.GetElapsedTime(began) * Patience;
            // As many as there are cores: fewer do not wait for what readers use.
            if (Volatile.Read(ref _commands) < Environment.ProcessorCount) _places.Release();
            else _ = LeaveLater(pause < LongestPause ? pause : LongestPause);
        }
    }

    private async Task<bool> TryEnter(CancellationToken aborted)
    {
        if (_places.Wait(0, CancellationToken.None)) return true;
        try
        {
            return Interlocked.Increment(ref _waiting) <= MostWaiting && await _places.WaitAsync(LongestWait, aborted);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task LeaveLater(TimeSpan pause)
    {
        await Task.Delay(pause, clock);
        _places.Release();
    }
}
