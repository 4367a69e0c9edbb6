using System.Diagnostics;

namespace Marketplace.Silo.Operations;

/// <summary>
/// One line per request an operator may have to look into: refused, failed or slow; the others at level Debug. It names
/// the route, not the path, and no caller, so that it holds no personal data; who did what is in the event log. The
/// trace id is the one in the problem the caller was answered with.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="logger">The log.</param>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    /// <summary>From here on a request counts as slow.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>Runs for every request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            var level = LevelOf(http, elapsed);
            if (logger.IsEnabled(level)) Write(http, elapsed, level);
        }
    }

    private void Write(HttpContext http, TimeSpan elapsed, LogLevel level) => logger.Log(
        level,
        "{Method} {Route} {Status} in {ElapsedMs} ms, trace {Trace}",
        http.Request.Method,
        (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route",
        http.Response.StatusCode,
        (long)elapsed.TotalMilliseconds,
        Activity.Current?.Id ?? http.TraceIdentifier);

    private static LogLevel LevelOf(HttpContext http, TimeSpan elapsed) => http.Response.StatusCode switch
    {
        // Asked every second; what fails is in the answer.
        _ when http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) => LogLevel.Debug,
        >= 500 => LogLevel.Warning,
        >= 400 => LogLevel.Information,
        // A server-sent feed is long by nature.
        _ when elapsed > Slow && !http.WantsFeed() => LogLevel.Information,
        _ => LogLevel.Debug,
    };
}
