using System.Diagnostics;
using System.Text.Json;
using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The real process, interrupted while people order.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int OrdersBefore = 60;
    private static readonly TimeSpan SettleBound = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_while_people_order_it_loses_no_order_and_holds_nothing_for_one_that_is_not_there()
    {
        var silo = await SiloProcess.Start(_folder, Options);
        using var shoppers = await Shoppers.Begin(silo.Address, OrdersBefore);
        await shoppers.Enough.WaitAsync(SettleBound);

        await silo.Kill();
        await shoppers.Gone.WaitAsync(SettleBound);
        await silo.DisposeAsync();

        await using var again = await SiloProcess.Start(_folder, Options);
        await AssertNothingLostNorOrphaned(again, shoppers);
    }

    [Fact]
    public async Task Told_to_stop_while_people_order_it_finishes_or_refuses_each_request()
    {
        var silo = await SiloProcess.Start(_folder, Options);
        using var shoppers = await Shoppers.Begin(silo.Address, OrdersBefore);
        await shoppers.Enough.WaitAsync(SettleBound);

        silo.AskToStop();
        await shoppers.Gone.WaitAsync(SettleBound);
        Assert.Equal(0, await silo.Exit());
        await silo.DisposeAsync();

        await using var again = await SiloProcess.Start(_folder, Options);
        using var api = new Api(again.Address);
        foreach (var attempt in shoppers.Attempts)
            Assert.Equal(attempt.Error is null, Shoppers.IsPlaced(await Shoppers.Find(api, attempt)));
        await AssertNothingLostNorOrphaned(again, shoppers);
    }

    private static string[] Options =>
        ["--seed", "demo", .. HostUnderTest.Settings.SelectMany(static setting => setting.Split(' '))];

    private static async Task AssertNothingLostNorOrphaned(SiloProcess silo, Shoppers shoppers)
    {
        using var api = new Api(silo.Address);
        var placed = new List<(Attempt, JsonElement)>();
        foreach (var attempt in shoppers.Attempts)
        {
            var order = await Settled(api, attempt);
            if (attempt.Error is null)
            {
                Assert.NotNull(order);
                Assert.Equal(
                    attempt.Basket.Supplier, order.Value.GetProperty("terms").GetProperty("supplier").GetString());
                Assert.Equal(Wanted(attempt), Ordered(order.Value));
            }

            if (Shoppers.IsPlaced(order)) placed.Add((attempt, order!.Value));
        }

        Assert.True(placed.Count >= OrdersBefore);
        var started = Stopwatch.StartNew();
        IReadOnlyList<string> unaccounted;
        // What was being undone is undone by the orders' own deadlines.
        while ((unaccounted = await shoppers.Unaccounted(api, placed)).Count > 0 && started.Elapsed < SettleBound)
            await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Empty(unaccounted);
    }

    /// <summary>The order once it is placed or undone; null when it never came to be.</summary>
    private static async Task<JsonElement?> Settled(Api api, Attempt attempt)
    {
        var started = Stopwatch.StartNew();
        var order = await Shoppers.Find(api, attempt);
        while (!Shoppers.IsSettled(order))
        {
            Assert.True(started.Elapsed < SettleBound, $"Order {attempt.Id} is neither placed nor undone.");
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            order = await Shoppers.Find(api, attempt);
        }

        return order;
    }

    private static Dictionary<string, decimal> Wanted(Attempt attempt) =>
        attempt.Basket.Offers.ToDictionary(static offer => offer.Id, static offer => offer.Quantity);

    private static Dictionary<string, decimal> Ordered(JsonElement order) =>
        order.GetProperty("lines").EnumerateArray().Select(static line => line.GetProperty("line")).ToDictionary(
            static line => line.GetProperty("item").GetString()!,
            static line => line.GetProperty("quantity").GetDecimal());
}
