using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Problems;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Frontend.Pages;

/// <summary>Marks an answer that is the same for everybody who has not signed in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CachedPageAttribute : Attribute;

/// <summary>
/// Keeps marked pages and API answers for a moment, one copy per address, language and compression: a crowd costs one
/// rendering. A copy is thrown away when an item it shows changes (<see cref="PageFreshness"/>); what else is on it may
/// be a few seconds old. Whoever has the copy already is told so; whoever asks with <c>Cache-Control: no-cache</c> is
/// answered anew.
/// </summary>
public sealed class CachedPages : IOutputCachePolicy
{
    /// <summary>How long a copy is given out.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>Most memory of all copies, in bytes.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private static readonly object CopyKey = new();

    /// <summary>Whether a request was answered with a copy.</summary>
    public static bool IsCopy(HttpContext http) => http.Items.ContainsKey(CopyKey);

    /// <inheritdoc />
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var isShared = HttpMethods.IsGet(http.Request.Method)
            && http.User.UserId() is null
            && http.GetEndpoint()?.Metadata.GetMetadata<CachedPageAttribute>() is not null;
        context.EnableOutputCaching = context.AllowCacheStorage = isShared;
        context.AllowCacheLookup = isShared && http.Request.GetTypedHeaders().CacheControl?.NoCache != true;
        context.AllowLocking = true;
        if (isShared)
        {
            http.Response.Headers.ETag = $"\"{Guid.NewGuid():N}\"";
            http.Response.Headers.CacheControl = "private, no-cache";
        }

        context.ResponseExpirationTimeSpan = Lifetime;
        var rules = context.CacheVaryByRules;
        rules.QueryKeys = "*";
        rules.VaryByHost = false;
        rules.VaryByValues["language"] = http.Request.PageLanguage().Tag();
        rules.VaryByValues["encoding"] = EncodingOf(http.Request);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.Items[CopyKey] = true;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>Which of the compressions spoken here the reader understands, the best first.</summary>
    private static string EncodingOf(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding.ToString();
        return accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br"
            : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip"
            : "";
    }
}
