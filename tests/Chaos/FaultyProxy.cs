using System.Net;
using System.Net.Sockets;

namespace Marketplace.Chaos;

/// <summary>
/// Forwards TCP connections to where someone listens, and does to them what networks do. Every fault counts what it
/// really did, because one that met no connection was none.
/// </summary>
public sealed class FaultyProxy : IDisposable
{
    private readonly Func<EndPoint?> _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HashSet<Link> _links = [];
    private TaskCompletionSource? _stalled;
    private volatile bool _refuses;
    private int _answersToLose;
    private int _held;
    private int _refused;

    /// <summary>Begins to listen.</summary>
    /// <param name="target">Where to forward to, asked for each connection; null while nobody listens there.</param>
    public FaultyProxy(Func<EndPoint?> target)
    {
        _target = target;
        _listener.Start();
        _ = Accept();
    }

    /// <summary>The port it listens on, on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts every connection, as a machine that goes away does.</summary>
    /// <returns>How many there were.</returns>
    public int Drop()
    {
        var links = Links();
        foreach (var link in links) link.Cut();
        return links.Length;
    }

    /// <summary>Keeps back whatever is sent, in either direction, for a time.</summary>
    /// <returns>How many times something was kept back.</returns>
    public async Task<int> Stall(TimeSpan time)
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _held, 0);
        Volatile.Write(ref _stalled, stalled);
        await Task.Delay(time);
        Volatile.Write(ref _stalled, null);
        stalled.SetResult();
        return Volatile.Read(ref _held);
    }

    /// <summary>Tells every caller that no more will come, while what they send is still forwarded.</summary>
    /// <returns>How many connections there were.</returns>
    public int HalfClose()
    {
        var links = Links();
        foreach (var link in links) link.EndAnswers();
        return links.Length;
    }

    /// <summary>
    /// Cuts connections on which a request has gone through when its answer comes back: it was done, and nobody hears
    /// of it.
    /// </summary>
    /// <param name="most">How many answers.</param>
    /// <param name="time">How long to wait for them.</param>
    /// <returns>How many were lost.</returns>
    public async Task<int> LoseAnswers(int most, TimeSpan time)
    {
        Volatile.Write(ref _answersToLose, most);
        await Task.Delay(time);
        return most - Math.Max(0, Interlocked.Exchange(ref _answersToLose, 0));
    }

    /// <summary>Cuts what there is and takes no new connections for a time.</summary>
    /// <returns>How many were cut and refused.</returns>
    public async Task<int> Refuse(TimeSpan time)
    {
        Interlocked.Exchange(ref _refused, 0);
        _refuses = true;
        var cut = Drop();
        await Task.Delay(time);
        _refuses = false;
        return cut + Volatile.Read(ref _refused);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listener.Dispose();
        Drop();
    }

    private Link[] Links()
    {
        lock (_links) return [.. _links];
    }

    private async Task Accept()
    {
        while (true)
        {
            Socket caller;
            try
            {
                caller = await _listener.AcceptSocketAsync();
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Forward(caller);
        }
    }

    private async Task Forward(Socket caller)
    {
        if (await Connect() is not { } host)
        {
            Interlocked.Increment(ref _refused);
            caller.LingerState = new LingerOption(true, 0);
            caller.Dispose();
            return;
        }

        // Small messages leave at once, as they did before the proxy.
        caller.NoDelay = true;
        if (host.AddressFamily == AddressFamily.InterNetwork) host.NoDelay = true;
        using var link = new Link(caller, host);
        lock (_links) _links.Add(link);
        await Task.WhenAll(Pump(link, caller, host, isAnswer: false), Pump(link, host, caller, isAnswer: true));
        lock (_links) _links.Remove(link);
    }

    private async Task<Socket?> Connect()
    {
        if (_refuses || _target() is not { } target) return null;
        var host = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await host.ConnectAsync(target);
            return host;
        }
        catch (SocketException)
        {
            host.Dispose();
            return null;
        }
    }

    private async Task Pump(Link link, Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                if (Volatile.Read(ref _stalled) is { } stalled)
                {
                    Interlocked.Increment(ref _held);
                    await stalled.Task;
                }

                if (!isAnswer) link.HasAsked = true;
                else if (LosesAnswerOf(link)) link.Cut();
                else if (link.HasNoAnswers) continue;
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent..count));
                if (isAnswer) link.HasAsked = false;
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // One side is gone: the other must not wait for it.
            link.Cut();
        }
    }

    private bool LosesAnswerOf(Link link) =>
        link.HasAsked && Volatile.Read(ref _answersToLose) > 0 && Interlocked.Decrement(ref _answersToLose) >= 0;

    /// <summary>A connection and its continuation.</summary>
    private sealed class Link(Socket caller, Socket host) : IDisposable
    {
        /// <summary>Whether something was asked that nothing has been answered to.</summary>
        public volatile bool HasAsked;

        /// <summary>Whether the caller has been told that no more will come.</summary>
        public volatile bool HasNoAnswers;

        /// <summary>Ends both at once.</summary>
        public void Cut()
        {
            foreach (var end in (Socket[])[caller, host])
            {
                try
                {
                    end.LingerState = new LingerOption(true, 0);
                }
                catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
                {
                    // It is what was wanted.
                }

                end.Dispose();
            }
        }

        /// <summary>Tells the caller that no more will come.</summary>
        public void EndAnswers()
        {
            HasNoAnswers = true;
            try
            {
                caller.Shutdown(SocketShutdown.Send);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // It hears nothing either way.
            }
        }

        /// <inheritdoc />
        public void Dispose()
        {
            caller.Dispose();
            host.Dispose();
        }
    }
}
