using System.Diagnostics;
using Marketplace.Tests.Storage;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>Two real processes on one PostgreSQL database, one of which goes while people order through both.</summary>
public sealed class ClusterInterruptionTests : IDisposable
{
    private const int OrdersBefore = 60;
    private const int OrdersAfter = 20;

    /// <summary>From when a killed silo is missed at the latest, calls work again.</summary>
    private static readonly TimeSpan FailoverBound = TimeSpan.FromSeconds(10);

    /// <summary>A call that was under way to the killed silo is given up after this time and made anew.</summary>
    private static readonly TimeSpan FreshCallBound = TimeSpan.FromSeconds(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostgresFact]
    public async Task One_of_two_is_killed_and_the_other_has_every_order_and_goes_on()
    {
        var database = await PostgresServer.NewDatabaseSettings();
        await using var staying = await Start(database);
        // The second one finds the store filled.
        await using var killed = await Start(database);
        using var shoppers = await Shoppers.Begin(staying.Address, killed.Address);
        await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);

        await killed.Kill();

        var since = Stopwatch.StartNew();
        var acknowledged = shoppers.Attempts.Where(static attempt => attempt.Error is null).ToList();
        await Parallel.ForEachAsync(
            acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (attempt, _) => await Answers(staying, attempt, since));
        await shoppers.Acknowledged(OrdersAfter).WaitAsync(Aftermath.SettleBound);
        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
        await Aftermath.AssertNothingLostNorOrphaned(staying.Address, shoppers, OrdersBefore + OrdersAfter);
        await Aftermath.AssertVerified(LogOf(database));
    }

    [PostgresFact]
    public async Task One_of_two_is_told_to_stop_and_no_request_fails_but_those_it_refuses_as_stopping()
    {
        var database = await PostgresServer.NewDatabaseSettings();
        await using var staying = await Start(database);
        // The second one finds the store filled.
        await using var stopped = await Start(database);
        using var shoppers = await Shoppers.Begin(staying.Address, stopped.Address);
        await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);

        stopped.AskToStop();

        Assert.Equal(0, await stopped.Exit());
        await shoppers.Acknowledged(OrdersAfter).WaitAsync(Aftermath.SettleBound);
        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
        var failed = shoppers.Attempts
            .Where(attempt => attempt.Error is not null
                && (attempt.Error != "stopping" || attempt.Host != stopped.Address))
            .Select(static attempt => $"{attempt.Host} {attempt.Error}").ToList();
        Assert.True(failed.Count == 0, string.Join('\n', [.. failed, staying.Errors, stopped.Errors]));
        await Aftermath.AssertNothingLostNorOrphaned(staying.Address, shoppers, OrdersBefore + OrdersAfter);
        await Aftermath.AssertVerified(LogOf(database));
    }

    /// <summary>The log of a database that processes are told of so.</summary>
    internal static IAsyncEnumerable<LogEvent> LogOf(string[] database) =>
        LogSource.OfPostgres(database[0][(database[0].IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private Task<SiloProcess> Start(string[] database) => SiloProcess.Start(
        _folder, [.. SiloProcess.Unlimited, .. database.Select(static setting => $"--{setting}")]);

    /// <summary>Asks for an order until it is answered, within the bound.</summary>
    private static async Task Answers(SiloProcess silo, Attempt attempt, Stopwatch since)
    {
        using var client = new HttpClient { BaseAddress = silo.Address, Timeout = FreshCallBound };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", attempt.Buyer.Token);
        var last = "nothing";
        while (since.Elapsed < FailoverBound)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"api/v1/orders/{attempt.Id}", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }
            catch (TaskCanceledException)
            {
                last = "no answer";
            }
        }

        Assert.Fail($"Order {attempt.Id} does not answer again: {last}.");
    }
}
