using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>
/// The outermost part of the pipeline: whatever goes wrong inside, the caller gets a problem with a code, and neither
/// a stack trace nor the name of a type.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="logger">Where defects are told to operators.</param>
public sealed class ProblemsMiddleware(RequestDelegate next, ILogger<ProblemsMiddleware> logger)
{
    /// <summary>nginx' number for a caller who left before the answer; nobody receives it.</summary>
    private const int CallerLeft = 499;

    /// <summary>Runs for every request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted) http.Response.StatusCode = CallerLeft;
            return;
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            var refusal = RefusalOf(http, failure);
            var keep = http.Response.Headers.Where(static header => KeptAfterFailure(header.Key)).ToArray();
            http.Response.Clear();
            foreach (var header in keep) http.Response.Headers[header.Key] = header.Value;
            await http.WriteProblem(refusal);
            return;
        }

        if (!http.Response.HasStarted && http.Response.ContentLength is null && http.Response.ContentType is null
            && BareStatus(http) is { } bare)
            await http.WriteProblem(bare);
    }

    private static bool KeptAfterFailure(string header) =>
        header is "Content-Security-Policy" or "X-Content-Type-Options" or "Referrer-Policy" or "X-Frame-Options";

    private Refusal RefusalOf(HttpContext http, Exception failure)
    {
        switch (failure)
        {
            case RefusedRequestException refused:
                return refused.Refusal;
            case BadHttpRequestException bad:
                return BadRequests.Explain(bad, http);
            case not null when Failures.IsUncertain(failure):
                logger.LogWarning(failure, "{Method} {Path}: no certain answer.",
                    http.Request.Method, http.Request.Path);
                return HttpRefusals.OutcomeUnknown;
            default:
                logger.LogError(failure, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
                return HttpRefusals.InternalError;
        }
    }

    /// <summary>Statuses that parts of ASP.NET Core set without a body.</summary>
    private static Refusal? BareStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => BadRequests.ExplainBare(http),
        StatusCodes.Status401Unauthorized => HttpRefusals.NotSignedIn,
        StatusCodes.Status403Forbidden => HttpRefusals.Forbidden,
        StatusCodes.Status404NotFound => HttpRefusals.RouteNotFound,
        StatusCodes.Status405MethodNotAllowed =>
            HttpRefusals.MethodNotAllowed.With("allowed", http.Response.Headers.Allow.ToString()),
        StatusCodes.Status413PayloadTooLarge =>
            HttpRefusals.BodyTooLarge.With("maxBytes", Http.CommandKeys.MaxBodyOf(http)),
        StatusCodes.Status415UnsupportedMediaType => HttpRefusals.UnsupportedMediaType,
        StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => HttpRefusals.OutcomeUnknown,
        _ => null,
    };
}
