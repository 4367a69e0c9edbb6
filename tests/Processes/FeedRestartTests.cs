using System.Diagnostics;
using System.Text.Json;
using Marketplace.Load;
using Marketplace.Tests.Http;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>A live feed whose process dies leaves nothing behind that troubles the next one.</summary>
public sealed class FeedRestartTests : IDisposable
{
    private const int Orders = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Hints arrive within this time; without them a feed looks by itself only every five seconds.</summary>
    private static readonly TimeSpan Live = TimeSpan.FromSeconds(1);

    private static readonly string[] Concerned = ["Stream", "PubSub", "Observer", "Hint", "Feed"];

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_kill_with_an_open_feed_the_next_process_is_live_and_logs_no_trouble()
    {
        await using (var killed = await SiloProcess.Start(_folder, SiloProcess.Unlimited))
        {
            await OrderAndWatch(killed);
            await killed.Kill();
        }

        await using var again = await SiloProcess.Start(_folder, SiloProcess.Unlimited);
        var told = await OrderAndWatch(again);

        // Each begins when the one before has been told, so that luck with the feed's own looking helps one at most.
        Assert.True(told.Order().ElementAt(1) < Live, string.Join(", ", told));
        Assert.Empty(Trouble(again));
        Assert.Equal(0, await StoredSubscriptions());
    }

    /// <summary>Opens a buyer's feed and lets the buyer order.</summary>
    /// <returns>For each order, how long after its answer the feed told of it.</returns>
    private static async Task<List<TimeSpan>> OrderAndWatch(SiloProcess silo)
    {
        using var api = new Api(silo.Address);
        var buyer = (await Buyers.SignIn(api, SeedNames.Of("demo"), concurrency: 1)).Next(0);
        var baskets = await api.Baskets(most: Orders);
        using var client = new HttpClient { BaseAddress = silo.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", buyer.Token);
        using var patience = new CancellationTokenSource(Patience);
        using var feed = await Feed.Open(client, lastEventId: null, patience.Token);
        Assert.Equal("ready", (await feed.Next(patience.Token)).Name);
        var told = new List<TimeSpan>();
        for (var i = 0; i < Orders; i++)
        {
            var id = Guid.CreateVersion7().ToString();
            Assert.Null(await new Shopper(api).Order(buyer, baskets[i % baskets.Length], id));
            var since = Stopwatch.StartNew();
            while ((await feed.Next(patience.Token)).Data.GetProperty("id").GetString() != id)
            {
            }

            told.Add(since.Elapsed);
        }

        return told;
    }

    /// <summary>
    /// What it has logged above information of streams and of those who listen, one line of JSON each. A busy machine
    /// lets Orleans warn of other things.
    /// </summary>
    private static List<string> Trouble(SiloProcess silo) =>
    [
        .. silo.Errors.Split('\n').Where(static line => line.StartsWith('{')).Where(static line =>
        {
            var entry = JsonSerializer.Deserialize<JsonElement>(line);
            var category = entry.GetProperty("Category").GetString()!;
            return entry.GetProperty("LogLevel").GetString() is "Warning" or "Error" or "Critical"
                && Array.Exists(Concerned, part => category.Contains(part, StringComparison.Ordinal));
        }),
    ];

    private async Task<long> StoredSubscriptions()
    {
        await using var state = new SqliteConnection($"Data Source={Path.Combine(_folder, "state.db")};Mode=ReadOnly");
        await state.OpenAsync();
        await using var count = state.CreateCommand();
        count.CommandText = "SELECT count(*) FROM OrleansStorage WHERE lower(GrainTypeString) LIKE '%pubsub%'";
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
