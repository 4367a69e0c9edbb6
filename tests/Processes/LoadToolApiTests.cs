using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>How the load tool reads what a host answers: its figures, and what people were told, rest on it.</summary>
public sealed class LoadToolApiTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Api _api;

    /// <summary>Listens.</summary>
    public LoadToolApiTests()
    {
        _listener.Start();
        _api = new Api(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _api.Dispose();
        _listener.Dispose();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello", " world")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n5\r", "\nworld\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Enc", "oding: chunked\r\n\r\nB;x=y\r\nhello world\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello wo", "rld", true)]
    public async Task An_answer_is_read_whole_however_it_is_cut(string first, string second, bool ends = false)
    {
        var asked = _api.Text(_api.At("x"));
        using (var host = await _listener.AcceptSocketAsync())
        {
            var request = await Request(host);
            Assert.StartsWith("GET /api/v1/x HTTP/1.1\r\nHost: 127.0.0.1:", request, StringComparison.Ordinal);
            await Send(host, first);
            await Send(host, second);
            if (ends) host.Shutdown(SocketShutdown.Both);
            Assert.Equal("hello world", await asked);
        }
    }

    [Fact]
    public async Task A_large_answer_and_one_without_a_body_share_a_connection()
    {
        var large = new string('é', 40_000);
        var asked = _api.Text(_api.At("large"));
        using var host = await _listener.AcceptSocketAsync();
        await Request(host);
        await Send(host, $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(large)}\r\n\r\n{large}");
        Assert.Equal(large, await asked);

        var commanded = _api.Command(HttpMethod.Post, _api.At("order"), "{}"u8.ToArray(), "Bearer t", "key-1");
        var request = await Request(host);
        await Send(host, "HTTP/1.1 204 No Content\r\n\r\n");
        Assert.Equal(204, (await commanded).Status);
        foreach (var line in (string[])["POST /api/v1/order HTTP/1.1", "Authorization: Bearer t",
            "Idempotency-Key: key-1", "Content-Length: 2", "Content-Type: application/json"])
            Assert.Contains($"{line}\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_problem_and_when_to_come_again()
    {
        var commanded = _api.Command(HttpMethod.Delete, _api.At("cart/lines"), [], null, "k");
        using var host = await _listener.AcceptSocketAsync();
        await Request(host);
        const string problem = """{"type":"/problems/overloaded"}""";
        await Send(
            host,
            $"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: {problem.Length}\r\n\r\n{problem}");
        var answer = await commanded;
        Assert.Equal((503, "overloaded", TimeSpan.FromSeconds(2)), (answer.Status, answer.Error, answer.RetryAfter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task What_is_cut_off_is_no_answer_and_the_next_request_has_a_connection_of_its_own(string cut)
    {
        var asked = _api.Command(HttpMethod.Post, _api.At("order"), [], null, null, keep: true);
        using (var host = await _listener.AcceptSocketAsync())
        {
            await Request(host);
            await Send(host, cut);
        }

        Assert.Equal("no-answer", (await asked).Error);
        await Answered();
    }

    [Fact]
    public async Task A_connection_that_has_ended_meanwhile_is_not_used_again()
    {
        var asked = _api.Read(_api.At("x"));
        using (var host = await _listener.AcceptSocketAsync())
        {
            await Request(host);
            await Send(host, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            Assert.True((await asked).IsOk);
        }

        await Answered();
    }

    private async Task Answered()
    {
        var asked = _api.Read(_api.At("x"));
        using var host = await _listener.AcceptSocketAsync();
        await Request(host);
        await Send(host, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Assert.True((await asked).IsOk);
    }

    private static async Task Send(Socket host, string text) => await host.SendAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<string> Request(Socket host)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await host.ReceiveAsync(buffer));
    }
}
