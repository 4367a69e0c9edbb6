using System.Security.Claims;
using Marketplace.Frontend.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>What a crowd of readers may not do: keep anybody else waiting.</summary>
public sealed class CrowdGateTests
{
    private static readonly int Places = Environment.ProcessorCount;
    private static readonly Endpoint Expensive =
        new(requestDelegate: null, new EndpointMetadataCollection(new ExpensiveReadAttribute()), "search");
    private static readonly Endpoint Cheap = new(requestDelegate: null, EndpointMetadataCollection.Empty, "item");

    [Fact]
    public async Task A_crowd_waits_and_is_refused_while_everybody_else_passes()
    {
        using var crowd = new Crowd();
        var inside = Enumerable.Range(0, Places).Select(_ => crowd.Enter(Expensive)).ToList();
        var waiting = Enumerable.Range(0, 256).Select(_ => crowd.Enter(Expensive)).ToList();

        var refused = crowd.Enter(Expensive);
        await refused.Done;
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.Http.Response.StatusCode);
        Assert.False(refused.HasPassed);
        Assert.False(waiting[0].HasPassed);
        Assert.True(crowd.Enter(Cheap).HasPassed);
        Assert.True(crowd.Enter(Expensive, HttpMethods.Post).HasPassed);
        Assert.True(crowd.Enter(Expensive, user: "officer").HasPassed);

        crowd.LetGo();
        await Task.WhenAll(inside.Concat(waiting).Select(static one => one.Done));
        Assert.All(waiting, static one => Assert.True(one.HasPassed));
        Assert.True(crowd.Enter(Expensive).HasPassed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_readers_place_stays_empty_for_a_while_where_commands_wait_for_each_other(bool isBusy)
    {
        var clock = new FakeTimeProvider();
        using var crowd = new Crowd(clock);
        var working = Enumerable.Range(0, isBusy ? Places : Places - 1)
            .Select(_ => crowd.Enter(Expensive, HttpMethods.Post)).ToList();
        var readers = Enumerable.Range(0, Places).Select(_ => crowd.Enter(Expensive, leaves: true)).ToList();
        clock.Advance(TimeSpan.FromMilliseconds(10));
        readers.ForEach(static reader => reader.Leave());
        await Task.WhenAll(readers.Select(static reader => reader.Done));

        var next = crowd.Enter(Expensive, leaves: true);
        Assert.Equal(!isBusy, next.HasPassed);
        clock.Advance(TimeSpan.FromMilliseconds(120));
        next.Leave();
        await next.Done;
        Assert.True(next.HasPassed);

        crowd.LetGo();
        await Task.WhenAll(working.Select(static command => command.Done));
    }

    [Fact]
    public async Task Commands_that_pile_up_are_refused_at_once_and_taken_again_when_some_have_ended()
    {
        using var crowd = new Crowd();
        var most = 256 * Places;
        var first = crowd.Enter(Cheap, HttpMethods.Post, "officer", leaves: true);
        var others = Enumerable.Range(1, most - 1)
            .Select(_ => crowd.Enter(Cheap, HttpMethods.Post, "officer")).ToList();
        Assert.All(others, static one => Assert.True(one.HasPassed));

        var refused = crowd.Enter(Cheap, HttpMethods.Put, "supplier");
        await refused.Done;
        Assert.False(refused.HasPassed);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.Http.Response.StatusCode);
        Assert.Equal("1", refused.Http.Response.Headers.RetryAfter);
        Assert.True(crowd.Enter(Cheap, user: "officer").HasPassed);

        first.Leave();
        await first.Done;
        Assert.True(crowd.Enter(Cheap, HttpMethods.Put, "supplier").HasPassed);
        crowd.LetGo();
        await Task.WhenAll(others.Select(static one => one.Done));
    }

    private sealed class Crowd : IDisposable
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CrowdGate _gate;

        public Crowd(TimeProvider? clock = null) => _gate = new CrowdGate(
            http =>
            {
                http.Items["passed"] = true;
                return http.Items["leaves"] is TaskCompletionSource leaves ? leaves.Task : _end.Task;
            },
            clock ?? TimeProvider.System);

        public Visit Enter(Endpoint endpoint, string? method = null, string? user = null, bool leaves = false)
        {
            var http = new DefaultHttpContext
            {
                RequestServices = new ServiceCollection().BuildServiceProvider(),
                User = new ClaimsPrincipal(new ClaimsIdentity(
                    user is null ? [] : [new Claim(ClaimTypes.NameIdentifier, user)], user is null ? null : "test")),
            };
            http.Request.Method = method ?? HttpMethods.Get;
            http.Request.Path = "/api/v1/catalogue/search";
            http.SetEndpoint(endpoint);
            if (leaves) http.Items["leaves"] = new TaskCompletionSource();
            return new Visit(http, _gate.InvokeAsync(http));
        }

        public void LetGo() => _end.SetResult();

        public void Dispose() => _gate.Dispose();
    }

    private sealed record Visit(DefaultHttpContext Http, Task Done)
    {
        public bool HasPassed => Http.Items.ContainsKey("passed");

        public void Leave() => ((TaskCompletionSource)Http.Items["leaves"]!).SetResult();
    }
}
