using System.Diagnostics;
using System.Text.Json;
using Marketplace.Load;
using Marketplace.Tests.Http;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>What must hold after an interruption, seen through a host that is alive.</summary>
internal static class Aftermath
{
    /// <summary>How long what was cut off may take to be finished or undone.</summary>
    public static readonly TimeSpan SettleBound = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Every acknowledged order is there as it was ordered, every other is whole or undone, and all that is held in
    /// stock and plans is held for an order that is there.
    /// </summary>
    public static async Task AssertNothingLostNorOrphaned(Uri host, Shoppers shoppers, int atLeast)
    {
        using var api = new Api(host);
        var placed = new List<(Attempt, JsonElement)>();
        foreach (var attempt in shoppers.Attempts)
        {
            var order = await Settled(api, host, attempt);
            if (attempt.Error is null)
            {
                Assert.NotNull(order);
                Assert.Equal(
                    attempt.Basket.Supplier, order.Value.GetProperty("terms").GetProperty("supplier").GetString());
                Assert.Equal(Wanted(attempt), Ordered(order.Value));
            }

            if (Shoppers.IsPlaced(order)) placed.Add((attempt, order!.Value));
        }

        Assert.True(placed.Count >= atLeast);
        // Whoever asks has the log signed: what is checked afterwards is checked against it.
        await api.Json("checkpoints/newest");
        var started = Stopwatch.StartNew();
        IReadOnlyList<string> unaccounted;
        // What a refused order held is given back by its own deadline, which nobody is told of: looked at again, within
        // the bound that is promised.
        while ((unaccounted = await shoppers.Unaccounted(api, placed)).Count > 0 && started.Elapsed < SettleBound)
            await Task.Delay(LookAgain);
        Assert.Empty(unaccounted);
    }

    /// <summary>What the log says breaks no invariant.</summary>
    public static async Task AssertVerified(LogSource log)
    {
        var checker = new Checker(await log.ReadCheckpoints());
        Assert.Null(await checker.Check(log.ReadEvents()));
        Assert.All(checker.Invariants, static invariant => Assert.True(invariant.Checked > 0, invariant.Name));
    }

    /// <summary>The order once it is placed or undone; null when it never came to be.</summary>
    private static async Task<JsonElement?> Settled(Api api, Uri host, Attempt attempt)
    {
        var order = await Shoppers.Find(api, attempt);
        if (Shoppers.IsSettled(order)) return order;
        using var bounded = new CancellationTokenSource(SettleBound);
        using var client = new HttpClient { BaseAddress = host };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", attempt.Buyer.Token);
        using var feed = await Feed.Open(client, lastEventId: null, bounded.Token);
        try
        {
            // What changed before the feed was open is seen at once; what changes from now on is told.
            while (!Shoppers.IsSettled(order = await Shoppers.Find(api, attempt))) await feed.Next(bounded.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Order {attempt.Id} is neither placed nor undone.");
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
