using System.Net;
using Marketplace.Silo.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marketplace.Tests.Http;

public sealed class DrainTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDrain();
        _app = builder.Build();
        _app.UseMiddleware<DrainGate>();
        _app.MapGet("/slow", async () =>
        {
            _entered.SetResult();
            await _finish.Task;
            return "done";
        });
        _app.MapGet("/quick", static () => "done");
        _app.MapGet("/feed", async (HttpContext http) =>
        {
            _entered.SetResult();
            var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var told = http.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
        });
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_request_in_flight_is_finished_and_a_newcomer_is_told_to_come_again()
    {
        using var http = Client();
        var inFlight = http.GetAsync("slow");
        await _entered.Task;
        var stop = _app.StopAsync();

        using var newcomer = await http.GetAsync("quick");
        Assert.False(stop.IsCompleted);
        _finish.SetResult();
        using var finished = await inFlight;
        await stop;

        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, newcomer.StatusCode);
        Assert.Contains("/problems/stopping", await newcomer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(newcomer.Headers.RetryAfter);
        Assert.True(newcomer.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Whoever_comes_while_nothing_is_in_flight_is_told_too()
    {
        using var http = Client();
        using var before = await http.GetAsync("quick");
        var stop = _app.StopAsync();

        using var between = await http.GetAsync("quick");
        await stop;

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, between.StatusCode);
    }

    [Fact]
    public async Task Whoever_comes_while_it_only_says_that_it_will_stop_is_served()
    {
        _app.Services.GetRequiredService<IOptions<DrainOptions>>().Value.NoticeSeconds = 10;
        using var http = Client();
        using var endOfNotice = new CancellationTokenSource();
        var stop = _app.StopAsync(endOfNotice.Token);

        using var served = await http.GetAsync("quick");
        var ready = await new StoppingCheck(_app.Services.GetRequiredService<Drain>())
            .CheckHealthAsync(new HealthCheckContext(), CancellationToken.None);
        await endOfNotice.CancelAsync();
        await stop;

        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal(HealthStatus.Unhealthy, ready.Status);
    }

    [Fact]
    public async Task A_feed_does_not_hold_up_the_stop()
    {
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "feed");
        request.Headers.Accept.ParseAdd("text/event-stream");
        var feed = http.SendAsync(request);
        await _entered.Task;

        await _app.StopAsync().WaitAsync(DrainGate.Bound / 2);

        using var ended = await feed;
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
    }

    private HttpClient Client() => new() { BaseAddress = new Uri(_app.Urls.Single()) };
}
