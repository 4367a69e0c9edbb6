using System.Security.Claims;
using Marketplace.Frontend.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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

    private sealed class Crowd : IDisposable
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CrowdGate _gate;

        public Crowd() => _gate = new CrowdGate(
            http =>
            {
                http.Items["passed"] = true;
                return _end.Task;
            },
            TimeProvider.System);

        public Visit Enter(Endpoint endpoint, string? method = null, string? user = null)
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
            return new Visit(http, _gate.InvokeAsync(http));
        }

        public void LetGo() => _end.SetResult();

        public void Dispose() => _gate.Dispose();
    }

    private sealed record Visit(DefaultHttpContext Http, Task Done)
    {
        public bool HasPassed => Http.Items.ContainsKey("passed");
    }
}
