using System.Net;
using System.Net.Sockets;
using Marketplace.Chaos;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The proxy does to connections what it says it did.</summary>
public sealed class FaultyProxyTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private readonly TcpListener _host = new(IPAddress.Loopback, 0);
    private readonly FaultyProxy _proxy;
    private readonly List<IDisposable> _open = [];
    private readonly byte[] _byte = new byte[1];

    public FaultyProxyTests()
    {
        _host.Start();
        _proxy = new FaultyProxy(() => _host.LocalEndpoint);
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _host.Dispose();
        foreach (var one in _open) one.Dispose();
    }

    [Fact]
    public async Task It_forwards_both_ways_and_says_when_either_side_has_no_more()
    {
        var (caller, host) = await Connect();
        await Passes(caller, host, 1);
        await Passes(host, caller, 2);

        caller.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await Receive(host));
        await Passes(host, caller, 3);
    }

    [Fact]
    public async Task A_drop_cuts_both_sides_of_every_connection()
    {
        var (caller, host) = await Connect();
        await Passes(caller, host, 1);

        Assert.Equal(1, _proxy.Drop());

        await Assert.ThrowsAsync<SocketException>(() => Receive(caller));
        await Assert.ThrowsAsync<SocketException>(() => Receive(host));
        Assert.Equal(0, new FaultyProxy(static () => null).Drop());
    }

    [Fact]
    public async Task A_stall_keeps_back_what_is_sent_and_then_lets_it_pass()
    {
        var (caller, host) = await Connect();
        await Passes(caller, host, 1);

        var stalling = _proxy.Stall(Moment);
        await caller.SendAsync(new byte[] { 7 });
        var receiving = Receive(host);

        Assert.False(receiving.IsCompleted);
        Assert.Equal(1, await stalling);
        Assert.Equal(1, await receiving);
        Assert.Equal(7, _byte[0]);
    }

    [Fact]
    public async Task A_half_closed_connection_still_carries_requests_and_no_answers()
    {
        var (caller, host) = await Connect();
        await Passes(caller, host, 1);

        Assert.Equal(1, _proxy.HalfClose());

        Assert.Equal(0, await Receive(caller));
        await Passes(caller, host, 2);
    }

    [Fact]
    public async Task A_lost_answer_is_one_to_a_request_that_has_gone_through()
    {
        var (caller, host) = await Connect();
        var losing = _proxy.LoseAnswers(most: 1, Moment);

        await Passes(caller, host, 1);
        await host.SendAsync(new byte[] { 2 });

        await Assert.ThrowsAsync<SocketException>(() => Receive(caller));
        Assert.Equal(1, await losing);
        var (another, itsHost) = await Connect();
        await Passes(another, itsHost, 3);
        await Passes(itsHost, another, 4);
    }

    [Fact]
    public async Task While_it_refuses_no_connection_comes_about_and_afterwards_they_do()
    {
        var (caller, host) = await Connect();
        await Passes(caller, host, 1);

        var refusing = _proxy.Refuse(Moment);
        // It may be noticed while connecting, or when something is wanted of the connection.
        await Assert.ThrowsAsync<SocketException>(async () => await Receive(await Dial()));

        Assert.Equal(2, await refusing);
        var (another, itsHost) = await Connect();
        await Passes(another, itsHost, 2);
    }

    private async Task<Socket> Dial()
    {
        var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _open.Add(caller);
        await caller.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return caller;
    }

    private async Task<(Socket Caller, Socket Host)> Connect()
    {
        var caller = await Dial();
        var host = await _host.AcceptSocketAsync().WaitAsync(Long);
        _open.Add(host);
        return (caller, host);
    }

    private async Task Passes(Socket from, Socket to, byte content)
    {
        await from.SendAsync(new[] { content });
        Assert.Equal(1, await Receive(to));
        Assert.Equal(content, _byte[0]);
    }

    private Task<int> Receive(Socket from) => from.ReceiveAsync(_byte).WaitAsync(Long);
}
