using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Tests.Processes;

public sealed class TelemetryTests : IDisposable
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_request_and_the_grain_calls_it_makes_are_one_trace()
    {
        var received = new ConcurrentDictionary<string, MemoryStream>();
        await using var collector = await Collect(received);
        await using var silo = await SiloProcess.Listening(SiloProcess.Launch(_folder, ["--seed", "none"],
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ]));
        using var http = new HttpClient { BaseAddress = silo.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/catalogue/categories/99");
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");

        using var answer = await http.SendAsync(request);
        silo.AskToStop();
        await silo.Exit();

        var traces = received["/v1/traces"].ToArray();
        Assert.Contains("Microsoft.AspNetCore", Encoding.Latin1.GetString(traces), StringComparison.Ordinal);
        Assert.Contains("Microsoft.Orleans.Application", Encoding.Latin1.GetString(traces), StringComparison.Ordinal);
        // One span of the request, and at least one of a grain call.
        Assert.True(Occurrences(traces, Convert.FromHexString(TraceId)) >= 2);
        var metrics = Encoding.Latin1.GetString(received["/v1/metrics"].ToArray());
        Assert.Contains("marketplace.projection.lag", metrics, StringComparison.Ordinal);
        Assert.Contains("orleans-", metrics, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
    }

    /// <summary>Takes what is exported over OTLP/HTTP.</summary>
    private static async Task<WebApplication> Collect(ConcurrentDictionary<string, MemoryStream> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var all = received.GetOrAdd(request.Path.Value!, static _ => new MemoryStream());
            lock (all) all.Write(body.ToArray());
        });
        await collector.StartAsync();
        return collector;
    }

    private static int Occurrences(ReadOnlySpan<byte> of, byte[] what)
    {
        var count = 0;
        for (var at = of.IndexOf(what); at >= 0; at = of.IndexOf(what))
        {
            count++;
            of = of[(at + what.Length)..];
        }

        return count;
    }
}
