using System.Diagnostics;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;

namespace Marketplace.Frontend.Http;

/// <summary>Marks reads that cost as much as a page: a crowd of them waits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExpensiveReadAttribute : Attribute;

/// <summary>
/// Lets few expensive reads of people who have not signed in run at once, and hardly any while commands wait for the
/// processor: a crowd of shoppers gets slower, and in the end <c>crowded</c> (503), before an order does. What is
/// answered from a cache does not pass here.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="pressure">How long work waits for the processor.</param>
/// <param name="clock">The clock.</param>
public sealed class CrowdGate(RequestDelegate next, Pressure pressure, TimeProvider clock) : IDisposable
{
    /// <summary>How many may wait; one more is refused at once.</summary>
    private const int MostWaiting = 256;

    /// <summary>Under pressure, how much longer than a read took no other may take its place: a fifth is left to
    /// readers.</summary>
    private const int Patience = 4;

    /// <summary>How long a reader waits to be let in.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>How long after a command the next one is expected.</summary>
    private static readonly TimeSpan CommandsPause = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _places = new(2 * Environment.ProcessorCount);
    private int _waiting;
    private int _commands;
    private long _lastCommand;

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
        Interlocked.Increment(ref _commands);
        try
        {
            await next(http);
        }
        finally
        {
            Volatile.Write(ref _lastCommand, clock.GetTimestamp());
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
            if (pressure.IsHigh && CommandsAreUnderWay) _ = LeaveLater(clock.GetElapsedTime(began) * Patience);
            else _places.Release();
        }
    }

    private bool CommandsAreUnderWay => Volatile.Read(ref _commands) > 0
        || clock.GetElapsedTime(Volatile.Read(ref _lastCommand)) < CommandsPause;

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

/// <summary>Measures how long work that is ready waits for the processor.</summary>
public sealed class Pressure : BackgroundService
{
    /// <summary>Waits above this are felt: a request is a dozen pieces of work one after the other.</summary>
    private static readonly TimeSpan Felt = TimeSpan.FromMilliseconds(3);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private volatile bool _isHigh;

    /// <summary>Whether it is felt at present.</summary>
    public bool IsHigh => _isHigh;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Of the last eight looks, two that waited: one alone may be a collection of garbage.
        var looks = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var asked = Stopwatch.GetTimestamp();
            await Task.Run(static () => { }, CancellationToken.None);
            looks = ((looks << 1) | (Stopwatch.GetElapsedTime(asked) > Felt ? 1 : 0)) & 0xFF;
            _isHigh = int.PopCount(looks) >= 2;
        }
    }
}
