namespace Marketplace.Frontend.Http;

/// <summary>Headers that keep browsers from doing more with an answer than reading it.</summary>
/// <param name="next">The rest of the pipeline.</param>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Runs for every request.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        // JSON needs nothing; whoever serves pages states what they need instead.
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/api")
            ? "default-src 'none'; frame-ancestors 'none'"
            : "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
        return next(http);
    }
}
