using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Load;

/// <summary>
/// HTTP/1.1 over kept-alive sockets, and nothing more of it than a host's own answers need. The tool shares its
/// processors with what it measures, and <see cref="HttpClient"/> took as much of them as a database.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly ConcurrentDictionary<(string Host, int Port), ConcurrentStack<WireConnection>> _idle = new();

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="method">GET, POST, …</param>
    /// <param name="address">Absolute, with <c>http</c>.</param>
    /// <param name="headers">Whole lines, each with its end, without those about the body's length.</param>
    /// <param name="body">Empty for none.</param>
    /// <param name="keep">Whether the answer's body is wanted although it was done.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="IOException">It was not answered to its end.</exception>
    /// <exception cref="SocketException">The host cannot be reached.</exception>
    public async Task<ApiAnswer> Send(
        string method, Uri address, string headers, byte[] body, bool keep, CancellationToken stop)
    {
        var idle = _idle.GetOrAdd((address.Host, address.Port), static _ => new());
        var connection = await Connect(idle, address, stop);
        try
        {
            await connection.Write(HeadOf(method, address, headers, body.Length), body, stop);
            var answer = await connection.Read(keep, stop);
            if (connection.IsReusable) idle.Push(connection);
            else connection.Dispose();
            return answer;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var connection in _idle.Values.SelectMany(static idle => idle)) connection.Dispose();
    }

    private static async ValueTask<WireConnection> Connect(
        ConcurrentStack<WireConnection> idle, Uri address, CancellationToken stop)
    {
        while (idle.TryPop(out var kept))
        {
            if (kept.IsQuiet) return kept;
            kept.Dispose();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, stop);
            return new WireConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static byte[] HeadOf(string method, Uri address, string headers, int bodyLength)
    {
        var length = bodyLength > 0 || method != "GET"
            ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bodyLength}\r\n")
            : "";
        return Encoding.Latin1.GetBytes(
            $"{method} {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n{headers}{length}\r\n");
    }
}
