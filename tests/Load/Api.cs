using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Marketplace.Load;

/// <summary>What the host answered.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Body">The body, when it was asked for or tells of a refusal.</param>
/// <param name="RetryAfter">When to ask again, where the host said so.</param>
public readonly record struct ApiAnswer(int Status, byte[]? Body, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether it was done.</summary>
    public bool IsOk => Status is >= 200 and < 300;

    /// <summary>What to count the error under: the problem's slug, or the bare status; null when it was done.</summary>
    public string? Error
    {
        get
        {
            if (IsOk) return null;
            if (Status == 0) return "no-answer";
            if (Body is not { Length: > 0 } || Body[0] != (byte)'{') return $"http-{Status}";
            using var problem = JsonDocument.Parse(Body);
            return problem.RootElement.TryGetProperty("type", out var type) && type.GetString() is { } text
                ? text[(text.LastIndexOf('/') + 1)..]
                : $"http-{Status}";
        }
    }
}

/// <summary>A look-up was not answered as it had to be.</summary>
/// <param name="status">HTTP status; 0 when there was no answer.</param>
/// <param name="message">What was asked and answered.</param>
public sealed class ApiException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status; 0 when there was no answer.</summary>
    public int Status => status;
}

/// <summary>
/// The API over kept-alive HTTP/1.1 connections. It shares the machine with the host it measures, so it does as
/// little per request as <see cref="SocketsHttpHandler"/> allows: no redirects, cookies or decompression, and bodies
/// nobody looks at go through a pooled buffer.
/// </summary>
public sealed class Api : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
    });

    private readonly IReadOnlyList<Uri> _addresses;
    private readonly Uri _root;
    private readonly TimeSpan _patience;
    private int _next;

    /// <summary>The API of one host.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="patience">How long to wait for an answer; without end when left out.</param>
    public Api(Uri address, TimeSpan? patience = null)
        : this([address], patience)
    {
    }

    /// <summary>The API of a host, or of a cluster.</summary>
    /// <param name="addresses">Where it listens; several are asked in turn, as a balancer would.</param>
    /// <param name="patience">How long to wait for an answer; without end when left out.</param>
    public Api(IReadOnlyList<Uri> addresses, TimeSpan? patience = null)
    {
        _addresses = addresses;
        _root = new Uri(addresses[0], "api/v1/");
        _patience = patience ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Asks for something public whose answer nobody looks at. Answers are measured, not copies of
    /// them.</summary>
    public Task<ApiAnswer> Read(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        return Send(request, keep: false);
    }

    /// <summary>Asks for a page as a browser does, and does not look at it.</summary>
    public Task<ApiAnswer> ReadPage(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        return Send(request, keep: false);
    }

    /// <summary>Asks for something public as a browser does, and reads it.</summary>
    public async Task<string> Text(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "text/html, application/json");
        return Encoding.UTF8.GetString((await Send(request, keep: true)).Body ?? []);
    }

    /// <summary>The absolute address of a path below the API's root.</summary>
    public Uri At(string path) => new(_root, path);

    /// <summary>Asks for JSON.</summary>
    public async Task<JsonElement> Json(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
        var answer = await Send(request, keep: true);
        if (!answer.IsOk) throw new ApiException(answer.Status, $"GET {path} was answered {answer.Error}.");
        return JsonSerializer.Deserialize<JsonElement>(answer.Body);
    }

    /// <summary>Carries out a command.</summary>
    /// <param name="method">POST, PUT, …</param>
    /// <param name="address">Where.</param>
    /// <param name="body">JSON.</param>
    /// <param name="token">The whole Authorization header; null for none.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    /// <param name="keep">Whether the answer's body is wanted.</param>
    public async Task<ApiAnswer> Command(
        HttpMethod method, Uri address, byte[] body, string? token, string? key, bool keep = false)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await Send(request, keep);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> Send(HttpRequestMessage request, bool keep)
    {
        using var bound = _patience == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(_patience);
        var stop = bound?.Token ?? CancellationToken.None;
        if (_addresses.Count > 1)
        {
            var turn = (int)((uint)Interlocked.Increment(ref _next) % (uint)_addresses.Count);
            request.RequestUri = new Uri(_addresses[turn], request.RequestUri!.PathAndQuery);
        }

        try
        {
            using var response = await _http.SendAsync(request, stop);
            var (status, after) = ((int)response.StatusCode, response.Headers.RetryAfter?.Delta);
            if (keep || status >= 400)
                return new ApiAnswer(status, await response.Content.ReadAsByteArrayAsync(stop), after);
            await Discard(await response.Content.ReadAsStreamAsync(stop), stop);
            return new ApiAnswer(status, null);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or SocketException
            or OperationCanceledException)
        {
            return new ApiAnswer(0, null);
        }
    }

    private static async Task Discard(Stream body, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        while (await body.ReadAsync(buffer, stop) > 0)
        {
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
