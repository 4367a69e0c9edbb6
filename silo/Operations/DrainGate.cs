using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Marketplace.Frontend.Problems;
using Microsoft.Extensions.Options;

namespace Marketplace.Silo.Operations;

/// <summary>
/// Lets no request in once the process is stopping: newcomers are answered 503, those in flight are finished, within
/// a bound. Only then do the web server, the actors and the storage stop, in that order.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="drain">What is in flight.</param>
public sealed class DrainGate(RequestDelegate next, Drain drain)
{
    /// <summary>How long requests in flight may take after the process was told to stop.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long nobody may have come before the process stops: whoever is between two requests on a kept connection is
    /// told that it is stopping, instead of finding the connection cut. While some still come, others may too.
    /// </summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <summary>Runs for every request.</summary>
    public Task InvokeAsync(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? next(http)
        : http.WantsFeed() ? Feed(http)
        : Enter(http);

    private async Task Feed(HttpContext http)
    {
        // A feed has no end to wait for: it is ended, and its reader comes back.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, drain.Closing);
        http.RequestAborted = either.Token;
        await Enter(http);
    }

    private async Task Enter(HttpContext http)
    {
        if (!drain.Enter())
        {
            drain.Leave();
            await Refuse(http);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            drain.Leave();
        }
    }

    private static Task Refuse(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return http.WriteProblem(HttpRefusals.Stopping);
    }
}

/// <summary>How a process stops: configuration section <c>Drain</c>.</summary>
public sealed class DrainOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Drain";

    /// <summary>The environment variable that sets <see cref="NoticeSeconds"/>.</summary>
    public const string NoticeVariable = $"{Section}__{nameof(NoticeSeconds)}";

    /// <summary>
    /// Seconds, 0–10, in which a process that was told to stop says at <c>/health/ready</c> that it is not ready, but
    /// still takes requests: longer than what hands them out takes to notice, so that nobody is refused.
    /// </summary>
    [Range(0, 10)]
    public int NoticeSeconds { get; set; }
}

/// <summary>Counts the requests in flight and waits for them when the process stops.</summary>
/// <param name="logger">The log.</param>
/// <param name="options">How long it says so before.</param>
public sealed class Drain(ILogger<Drain> logger, IOptions<DrainOptions> options) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private long _lastCame;

    /// <summary>Whether the process was told to stop.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Cancelled when no more requests are taken.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Counts a request in; false when it must be refused. Either way it leaves again.</summary>
    public bool Enter()
    {
        // Counted before looking: a request is either seen by the wait below or sees that the gate is closed.
        Interlocked.Increment(ref _inFlight);
        if (!_closing.IsCancellationRequested) return true;
        Volatile.Write(ref _lastCame, Stopwatch.GetTimestamp());
        return false;
    }

    /// <summary>Counts a request out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && _closing.IsCancellationRequested) _empty.TrySetResult();
    }

    /// <summary>Closes the gate and waits, before anything else of the process stops.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;
        await Task.Delay(TimeSpan.FromSeconds(options.Value.NoticeSeconds), cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var began = Stopwatch.GetTimestamp();
        Volatile.Write(ref _lastCame, began);
        await _closing.CancelAsync();
        try
        {
            if (Volatile.Read(ref _inFlight) > 0) await _empty.Task.WaitAsync(DrainGate.Bound, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            logger.LogWarning("{InFlight} requests were cut off: not finished within the bound.", _inFlight);
        }

        while (Stopwatch.GetElapsedTime(began) < DrainGate.Bound && !cancellationToken.IsCancellationRequested)
        {
            var quiet = Stopwatch.GetElapsedTime(Volatile.Read(ref _lastCame));
            if (quiet >= DrainGate.Linger) break;
            await Task.Delay(DrainGate.Linger - quiet, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _closing.Dispose();
}

/// <summary>Registration, and what a feed is.</summary>
public static class DrainRegistration
{
    /// <summary>Registers the drain.</summary>
    public static IServiceCollection AddDrain(this IServiceCollection services)
    {
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<Drain>()
            .AddHostedService(static provider => provider.GetRequiredService<Drain>());
    }

    /// <summary>Whether the request asks for a server-sent feed, which lasts until one side ends it.</summary>
    public static bool WantsFeed(this HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
}
