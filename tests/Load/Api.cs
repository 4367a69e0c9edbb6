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
/// The API over kept-alive HTTP/1.1 connections. It shares the machine with the host it measures, so it does as little
/// per request as it can (<see cref="Wire"/>): no redirects, cookies or decompression, and bodies nobody looks at are
/// read past.
/// </summary>
public sealed class Api : IDisposable
{
    private readonly Wire _wire = new();
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
    public Task<ApiAnswer> Read(Uri address) => Send("GET", address, "Cache-Control: no-cache\r\n", [], keep: false);

    /// <summary>Asks for a page as a browser does, and does not look at it.</summary>
    public Task<ApiAnswer> ReadPage(Uri address) =>
        Send("GET", address, "Accept: text/html\r\nAccept-Encoding: gzip, br\r\n", [], keep: false);

    /// <summary>Asks for something public as a browser does, and reads it.</summary>
    public async Task<string> Text(Uri address) => Encoding.UTF8.GetString(
        (await Send("GET", address, "Accept: text/html, application/json\r\n", [], keep: true)).Body ?? []);

    /// <summary>The absolute address of a path below the API's root.</summary>
    public Uri At(string path) => new(_root, path);

    /// <summary>Asks for JSON.</summary>
    public async Task<JsonElement> Json(string path, string? token = null)
    {
        var answer = await Send("GET", At(path), Authorization(token), [], keep: true);
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
    public Task<ApiAnswer> Command(
        HttpMethod method, Uri address, byte[] body, string? token, string? key, bool keep = false) => Send(
        method.Method, address,
        $"Content-Type: application/json\r\n{Authorization(token)}{(key is null ? "" : $"Idempotency-Key: {key}\r\n")}",
        body, keep);

    /// <inheritdoc />
    public void Dispose() => _wire.Dispose();

    private static string Authorization(string? token) => token is null ? "" : $"Authorization: {token}\r\n";

    private async Task<ApiAnswer> Send(string method, Uri address, string headers, byte[] body, bool keep)
    {
        if (_addresses.Count > 1)
        {
            var turn = (int)((uint)Interlocked.Increment(ref _next) % (uint)_addresses.Count);
            address = new Uri(_addresses[turn], address.PathAndQuery);
        }

        using var bound = _patience == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(_patience);
        try
        {
            return await _wire.Send(method, address, headers, body, keep, bound?.Token ?? CancellationToken.None);
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException)
        {
            return new ApiAnswer(0, null);
        }
    }
}
