using System.Security.Cryptography;
using System.Text;
using Marketplace.Commands;

namespace Marketplace.Frontend.Http;

/// <summary>
/// Reads what names a command: the <c>Idempotency-Key</c> header, a hash of what is asked, and <c>If-Match</c>.
/// The hash covers method, path, query and body, so that a key reused for anything else is noticed by the actor.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
public sealed class CommandKeys(RequestDelegate next)
{
    /// <summary>Largest body of a command, in bytes.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Runs for every request; reads the body only of those that change something.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.Headers.TryGetValue("Idempotency-Key", out var key) && key.Count == 1)
        {
            request.EnableBuffering(MaxBodyBytes, MaxBodyBytes);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
            var buffer = new byte[4096];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
                hash.AppendData(buffer, 0, read);
            request.Body.Position = 0;
            http.Features.Set(new CommandKey(key.ToString(), Convert.ToHexStringLower(hash.GetHashAndReset())));
        }

        await next(http);
    }
}

/// <summary>A command's key and the hash of what is asked.</summary>
/// <param name="Key">The caller's key.</param>
/// <param name="Content">SHA-256, lower-case hex.</param>
public sealed record CommandKey(string Key, string Content);

/// <summary>Who calls, with which key: bound from the request by every endpoint.</summary>
public sealed class CallContext
{
    private CallContext(HttpContext http) => Http = http;

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>Who calls.</summary>
    public Caller Caller => Caller.Anonymous;

    /// <summary>The command's context; only endpoints behind <see cref="CommandEndpoints.RequireKey"/> use it.</summary>
    public CommandContext Command
    {
        get
        {
            var key = Http.Features.Get<CommandKey>()
                ?? throw new InvalidOperationException("The endpoint lacks RequireKey().");
            return new CommandContext(Caller, key.Key, key.Content, IfVersion);
        }
    }

    private int? IfVersion =>
        int.TryParse(Http.Request.Headers.IfMatch.ToString().Trim('"'), out var version) ? version : null;

    /// <summary>Minimal APIs call this.</summary>
    public static ValueTask<CallContext> BindAsync(HttpContext http) => ValueTask.FromResult(new CallContext(http));
}

/// <summary>What every command endpoint has in common.</summary>
public static class CommandEndpoints
{
    /// <summary>Refuses a request without an idempotency key of 1–200 visible ASCII characters.</summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder;
}
