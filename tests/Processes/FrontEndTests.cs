using System.Diagnostics;
using Marketplace.Load;
using Marketplace.Tests.Storage;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>Front ends as processes of their own: they show what silos do, and any of either may go.</summary>
/// <param name="cluster">A silo and a front end that stay.</param>
public sealed class FrontEndTests(SmallCluster cluster) : IClassFixture<SmallCluster>
{
    private const int Changes = 5;
    private const int Count = 2;
    private const int OrdersBefore = 20;
    private const int OrdersAfter = 10;

    /// <summary>From when a killed silo is missed at the latest, calls work again.</summary>
    private static readonly TimeSpan FailoverBound = TimeSpan.FromSeconds(10);

    /// <summary>A call that was under way to the killed silo is given up after this time and made anew.</summary>
    private static readonly TimeSpan FreshCallBound = TimeSpan.FromSeconds(1);

    [PostgresFact]
    public async Task A_front_end_gives_out_no_copy_of_a_page_with_the_price_before()
    {
        using var api = new Api((await cluster.FrontEnd).Address);
        var supplier = new PriceChanges(api, SeedNames.Of("demo"), concurrency: 1);
        await supplier.Prepare();
        var outcomes = new List<string?>();
        for (var i = 0; i < Changes; i++) outcomes.Add(await supplier.Once(0));

        // A copy nobody throws away is given out for five seconds: being right by luck helps one change at most.
        Assert.All(outcomes, static outcome => Assert.True(outcome is null or "late", outcome));
        Assert.True(outcomes.Count(static outcome => outcome is null) >= Changes - 1, string.Join(", ", outcomes));
    }

    [PostgresFact]
    public async Task A_silo_is_killed_then_a_front_end_and_every_order_is_there_and_more_are_placed()
    {
        var frontEnd = await cluster.FrontEnd;
        await using var killed = await cluster.Start();
        await using var killedFrontEnd = await cluster.Start(SiloProcess.AsFrontEnd);
        using var shoppers = await Shoppers.Begin(Count, frontEnd.Address, killedFrontEnd.Address);
        await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);

        await killed.Kill();

        var since = Stopwatch.StartNew();
        var acknowledged = shoppers.Attempts.Where(static attempt => attempt.Error is null).ToList();
        await Parallel.ForEachAsync(
            acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (attempt, _) => await Answers(frontEnd, attempt, since));
        await shoppers.Acknowledged(OrdersAfter).WaitAsync(Aftermath.SettleBound);

        await killedFrontEnd.Kill();

        await shoppers.Acknowledged(OrdersAfter).WaitAsync(Aftermath.SettleBound);
        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
        await Aftermath.AssertNothingLostNorOrphaned(
            frontEnd.Address, shoppers, OrdersBefore + (2 * OrdersAfter));
        await Aftermath.AssertVerified(LogSource.OfPostgres(cluster.ConnectionString));
    }

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

/// <summary>A silo and a front end on a database of their own, started when first asked for.</summary>
public sealed class SmallCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;
    private readonly List<SiloProcess> _processes = [];
    private readonly Lazy<Task<SiloProcess>> _frontEnd;
    private string[] _database = [];

    /// <summary>Starts nothing yet: there may be no PostgreSQL here.</summary>
    public SmallCluster() => _frontEnd = new(Open);

    /// <summary>The front end.</summary>
    public Task<SiloProcess> FrontEnd => _frontEnd.Value;

    /// <summary>Its database.</summary>
    public string ConnectionString => _database[0][(_database[0].IndexOf('=', StringComparison.Ordinal) + 1)..];

    /// <summary>Starts one more process of the cluster.</summary>
    public Task<SiloProcess> Start(params string[] role) => SiloProcess.Start(
        _folder, [.. SiloProcess.Unlimited, .. role, .. _database.Select(static setting => $"--{setting}")]);

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<SiloProcess> Open()
    {
        _database = await PostgresServer.NewDatabaseSettings();
        // The front end waits until there is a silo.
        var frontEnd = Start(SiloProcess.AsFrontEnd);
        _processes.Add(await Start());
        _processes.Add(await frontEnd);
        return await frontEnd;
    }
}
