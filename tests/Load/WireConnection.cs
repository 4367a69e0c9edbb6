using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Load;

/// <summary>One connection of <see cref="Wire"/>: a request after the other, each answered before the next.</summary>
/// <param name="socket">Connected.</param>
internal sealed class WireConnection(Socket socket) : IDisposable
{
    private const int Until = -1;
    private const int Chunked = -2;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _from;
    private int _to;

    /// <summary>Whether another request may follow the last one.</summary>
    public bool IsReusable { get; private set; }

    /// <summary>Nothing has come unasked: what does is its end.</summary>
    public bool IsQuiet => !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Sends a request.</summary>
    public async ValueTask Write(byte[] head, byte[] body, CancellationToken stop)
    {
        IsReusable = false;
        var size = head.Length + body.Length;
        var whole = ArrayPool<byte>.Shared.Rent(size);
        head.CopyTo(whole, 0);
        body.CopyTo(whole, head.Length);
        for (var sent = 0; sent < size;) sent += await socket.SendAsync(whole.AsMemory(sent..size), stop);
        ArrayPool<byte>.Shared.Return(whole);
    }

    /// <summary>Reads the answer to the end.</summary>
    /// <param name="keep">Whether the body is wanted although it was done.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="IOException">It ended before.</exception>
    public async ValueTask<ApiAnswer> Read(bool keep, CancellationToken stop)
    {
        int end;
        while ((end = _buffer.AsSpan(_from.._to).IndexOf("\r\n\r\n"u8)) < 0) await More(stop);
        var head = Head.Of(_buffer.AsSpan(_from, end));
        _from += end + 4;
        IsReusable = !head.Closes && head.Length != Until;
        var body = keep || head.Status >= 400 ? new MemoryStream() : null;
        if (head.Length == Chunked) await ReadChunks(body, stop);
        else if (head.Length == Until) await ReadUntilEnd(body, stop);
        else await Take(head.Length, body, stop);
        return new ApiAnswer(head.Status, body?.ToArray(), head.RetryAfter);
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private async ValueTask ReadChunks(MemoryStream? body, CancellationToken stop)
    {
        while (true)
        {
            var length = await ReadChunkLength(stop);
            await Take(length, body, stop);
            await Take(2, null, stop);
            if (length == 0) return;
        }
    }

    private async ValueTask<int> ReadChunkLength(CancellationToken stop)
    {
        int end;
        while ((end = _buffer.AsSpan(_from.._to).IndexOf("\r\n"u8)) < 0) await More(stop);
        if (!Utf8Parser.TryParse(_buffer.AsSpan(_from, end), out int length, out _, 'x'))
            throw new IOException("A chunk has no length.");
        _from += end + 2;
        return length;
    }

    private async ValueTask ReadUntilEnd(MemoryStream? body, CancellationToken stop)
    {
        do
        {
            body?.Write(_buffer, _from, _to - _from);
            _from = _to = 0;
            _to = await socket.ReceiveAsync(_buffer, stop);
        }
        while (_to > 0);
    }

    private async ValueTask Take(int count, MemoryStream? body, CancellationToken stop)
    {
        while (count > 0)
        {
            if (_from == _to) await More(stop);
            var part = Math.Min(count, _to - _from);
            body?.Write(_buffer, _from, part);
            _from += part;
            count -= part;
        }
    }

    private async ValueTask More(CancellationToken stop)
    {
        if (_from == _to) _from = _to = 0;
        else if (_to == _buffer.Length)
        {
            _buffer.AsSpan(_from.._to).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length) throw new IOException("The head of an answer is too long.");
        var read = await socket.ReceiveAsync(_buffer.AsMemory(_to), stop);
        if (read == 0) throw new IOException("The connection ended before the answer did.");
        _to += read;
    }

    /// <summary>What matters of the lines before the body.</summary>
    private readonly record struct Head(int Status, int Length, bool Closes, TimeSpan? RetryAfter)
    {
        private const int StatusAt = 9;
        private const int StatusDigits = 3;

        public static Head Of(ReadOnlySpan<byte> text)
        {
            var line = LineOf(ref text);
            if (line.Length < StatusAt + StatusDigits
                || !Utf8Parser.TryParse(line.Slice(StatusAt, StatusDigits), out int status, out _))
                throw new IOException("An answer has no status.");
            var head = new Head(status, status is 204 or 304 ? 0 : Until, false, null);
            while (text.Length > 0)
            {
                line = LineOf(ref text);
                var colon = line.IndexOf((byte)':');
                if (colon > 0) head = head.With(line[..colon], line[(colon + 1)..].Trim((byte)' '));
            }

            return head;
        }

        private static ReadOnlySpan<byte> LineOf(ref ReadOnlySpan<byte> text)
        {
            var end = text.IndexOf("\r\n"u8);
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 2)..];
            return line;
        }

        private Head With(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8) && Utf8Parser.TryParse(value, out int length, out _))
                return this with { Length = length };
            if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8)) return this with { Length = Chunked };
            if (Ascii.EqualsIgnoreCase(name, "Connection"u8) && Ascii.EqualsIgnoreCase(value, "close"u8))
                return this with { Closes = true };
            if (Ascii.EqualsIgnoreCase(name, "Retry-After"u8) && Utf8Parser.TryParse(value, out int seconds, out _))
                return this with { RetryAfter = TimeSpan.FromSeconds(seconds) };
            return this;
        }
    }
}
