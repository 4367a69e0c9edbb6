using System.Net.Sockets;
using System.Text.Json;
using Marketplace.Frontend.Problems;
using Marketplace.Silo.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Xunit;

namespace Marketplace.Tests.Http;

public sealed class FailureTests
{
    public static TheoryData<Exception> NoCertainAnswer =>
    [
        new TimeoutException("grain call"),
        new Microsoft.Data.Sqlite.SqliteException("disk I/O error", 10),
        new InvalidOperationException("likely transient", new Npgsql.NpgsqlException("connection refused")),
        new Microsoft.EntityFrameworkCore.DbUpdateException("not saved", new Npgsql.NpgsqlException("broken pipe")),
        new InvalidOperationException("a connection cut at a bad moment") { Source = "Npgsql" },
        new IOException("broken pipe"),
        new Marketplace.Outcomes.OutcomeUnknownException(),
        new Orleans.Runtime.SiloUnavailableException("S127.0.0.1:1111"),
    ];

    [Theory]
    [MemberData(nameof(NoCertainAnswer))]
    public async Task Trouble_of_storage_or_cluster_says_repeat_with_the_same_key(Exception trouble)
    {
        var (http, problem) = await Answer(_ => throw trouble);

        Assert.Equal(503, http.Response.StatusCode);
        Assert.Equal("1", http.Response.Headers.RetryAfter);
        Assert.Equal(8017, problem.GetProperty("code").GetInt32());
    }

    [Fact]
    public void Trouble_of_an_actor_on_another_silo_is_still_trouble_and_no_defect()
    {
        using var services = new ServiceCollection().AddSerializer().LetTroubleTravel()
            .BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Exception cut = new Npgsql.NpgsqlException("cut", new IOException("reset", new SocketException(104)));
        Exception starting = new Npgsql.PostgresException("starting up", "FATAL", "FATAL", "57P03");
        Exception late = new TimeoutException("placing", new Polly.Timeout.TimeoutRejectedException("placing"));
        Exception[] all = [cut, starting, new OrleansException("Error from storage provider", cut), late];

        foreach (var trouble in all)
        {
            var told = serializer.Deserialize<Exception>(serializer.SerializeToArray(trouble));
            Assert.NotNull(told);
            Assert.Equal(trouble.GetType(), told.GetType());
            Assert.True(Failures.IsUncertain(told), $"{told}");
        }
    }

    [Fact]
    public async Task A_defect_tells_nothing_about_the_program()
    {
        var (http, problem) = await Answer(
            static _ => throw new InvalidOperationException("Marketplace.Secret at line 7"));

        Assert.Equal(500, http.Response.StatusCode);
        Assert.Equal(8018, problem.GetProperty("code").GetInt32());
        Assert.DoesNotContain("Secret", problem.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task Nobody_is_answered_who_has_left()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var http = new DefaultHttpContext { RequestAborted = left.Token };
        var body = new MemoryStream();
        http.Response.Body = body;

        await Run(http, static _ => throw new OperationCanceledException());

        Assert.Equal(0, body.Length);
    }

    private static async Task<(HttpContext Http, JsonElement Problem)> Answer(RequestDelegate next)
    {
        var http = new DefaultHttpContext();
        var body = new MemoryStream();
        http.Response.Body = body;
        await Run(http, next);
        return (http, JsonSerializer.Deserialize<JsonElement>(body.ToArray()));
    }

    private static Task Run(HttpContext http, RequestDelegate next) =>
        new ProblemsMiddleware(next, NullLogger<ProblemsMiddleware>.Instance).InvokeAsync(http);
}
