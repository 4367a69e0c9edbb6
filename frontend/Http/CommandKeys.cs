using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Frontend.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketplace.Frontend.Http;

/// <summary>
/// Reads what names a command: the <c>Idempotency-Key</c> header, a hash of what is asked, and <c>If-Match</c>.
/// The hash covers method, path, query and body, so that a key reused for anything else is noticed by the actor.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
public sealed class CommandKeys(RequestDelegate next)
{
    /// <summary>Largest body of a request, in bytes, where the endpoint does not say otherwise.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Longest idempotency key.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Runs for every request; looks only at commands.</summary>
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<KeyRequired>() is null ? next(http) : Command(http);

    /// <summary>Largest body of this request, in bytes.</summary>
    public static long MaxBodyOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? MaxBodyBytes;

    private async Task Command(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (!headers.TryGetValue("Idempotency-Key", out var keys))
        {
            await http.WriteProblem(HttpRefusals.KeyMissing);
            return;
        }

        if (keys.Count != 1 || keys[0] is not { Length: >= 1 and <= MaxKeyLength } key || !IsVisible(key))
        {
            await http.WriteProblem(HttpRefusals.KeyInvalid.With("maxLength", MaxKeyLength));
            return;
        }

        if (!TryVersion(headers.IfMatch, out var version))
        {
            await http.WriteProblem(HttpRefusals.IfMatchInvalid);
            return;
        }

        http.Features.Set(new CommandKey(key, await Content(http), version));
        await next(http);
    }

    private static bool IsVisible(string key)
    {
        foreach (var c in key)
        {
            if (c is < '!' or > '~') return false;
        }

        return true;
    }

    /// <summary>No header and <c>*</c> ask nothing; otherwise one strong ETag as given by this service.</summary>
    private static bool TryVersion(Microsoft.Extensions.Primitives.StringValues ifMatch, out int? version)
    {
        version = null;
        if (ifMatch.Count == 0) return true;
        if (ifMatch.Count > 1 || ifMatch[0] is not { } text) return false;
        if (text == "*") return true;
        if (text is not ['"', .. var digits, '"'] || !int.TryParse(digits, out var number) || number < 0) return false;
        version = number;
        return true;
    }

    /// <summary>
    /// SHA-256 of what is asked. A body that has arrived whole, which small ones have, is hashed where it lies and left
    /// for the endpoint to read; a larger one is gathered first.
    /// </summary>
    private static async ValueTask<string> Content(HttpContext http)
    {
        var request = http.Request;
        var reader = request.BodyReader;
        var read = await reader.ReadAsync(http.RequestAborted);
        if (read.IsCompleted)
        {
            var hash = Hash(request, read.Buffer);
            reader.AdvanceTo(read.Buffer.Start);
            return hash;
        }

        var gathered = new ArrayBufferWriter<byte>();
        while (true)
        {
            foreach (var segment in read.Buffer) gathered.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (gathered.WrittenCount > MaxBodyBytes)
                throw new RefusedRequestException(HttpRefusals.BodyTooLarge.With("maxBytes", MaxBodyBytes));
            if (read.IsCompleted) break;
            read = await reader.ReadAsync(http.RequestAborted);
        }

        var body = new ReadOnlySequence<byte>(gathered.WrittenMemory);
        http.Features.Set<IRequestBodyPipeFeature>(new GatheredBody(PipeReader.Create(body)));
        return Hash(request, body);
    }

    private static string Hash(HttpRequest request, in ReadOnlySequence<byte> body)
    {
        var head = $"{request.Method} {request.Path}{request.QueryString}\n";
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + (int)body.Length);
        try
        {
            var length = Encoding.UTF8.GetBytes(head, buffer);
            body.CopyTo(buffer.AsSpan(length));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length + (int)body.Length), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed record GatheredBody(PipeReader Reader) : IRequestBodyPipeFeature;
}

/// <summary>A command's key, the hash of what is asked, and the version it insists on.</summary>
/// <param name="Key">The caller's key.</param>
/// <param name="Content">SHA-256, lower-case hex.</param>
/// <param name="IfVersion">From <c>If-Match</c>; null when the caller does not insist.</param>
public sealed record CommandKey(string Key, string Content, int? IfVersion);

/// <summary>Marks an endpoint that carries out commands.</summary>
public sealed record KeyRequired;

/// <summary>What every command endpoint has in common.</summary>
public static class CommandEndpoints
{
    /// <summary>
    /// Refuses a request without an <c>Idempotency-Key</c> of 1–200 visible ASCII characters, or with an
    /// <c>If-Match</c> that is no ETag of ours.
    /// </summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new KeyRequired());
}
