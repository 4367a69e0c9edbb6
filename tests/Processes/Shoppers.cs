using System.Collections.Concurrent;
using System.Text.Json;
using Marketplace.Load;

namespace Marketplace.Tests.Processes;

/// <summary>An attempt to order, and what the buyer was told.</summary>
/// <param name="Id">The order.</param>
/// <param name="Buyer">Who.</param>
/// <param name="Basket">What.</param>
/// <param name="Host">Through which host.</param>
/// <param name="Error">Null when it was acknowledged.</param>
internal sealed record Attempt(string Id, Buyer Buyer, Basket Basket, Uri Host, string? Error);

/// <summary>Buyers of the demo who keep ordering until their host is gone or stopping, or they are told to
/// go.</summary>
internal sealed class Shoppers : IDisposable
{
    /// <summary>As many as the demo has buyers with a company's means.</summary>
    private const int Most = 4;

    private readonly (Uri Host, Api Api)[] _hosts;
    private readonly Buyers _buyers;
    private readonly Basket[] _baskets;
    private readonly Dictionary<string, decimal> _stock;
    private readonly Dictionary<string, long> _spoken = [];
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly List<(bool IsOrdered, int Attempts, TaskCompletionSource Reached)> _waiting = [];
    private int _acknowledged;
    private int _failed;
    private volatile bool _told;
    private Task[] _loops = [];

    private Shoppers((Uri, Api)[] hosts, Buyers buyers, Basket[] baskets)
    {
        (_hosts, _buyers, _baskets) = (hosts, buyers, baskets);
        _stock = baskets.SelectMany(static basket => basket.Offers)
            .ToDictionary(static offer => offer.Id, static offer => offer.Available);
    }

    /// <summary>What was tried.</summary>
    public IReadOnlyCollection<Attempt> Attempts => _attempts;

    /// <summary>Completed when every shopper has given up.</summary>
    public Task Gone => Task.WhenAll(_loops);

    /// <summary>Signs in and begins to order, each shopper through one of the hosts.</summary>
    public static Task<Shoppers> Begin(params Uri[] hosts) => Begin(Most, hosts);

    /// <summary>Signs some of them in, each of whom begins to order through one of the hosts.</summary>
    public static async Task<Shoppers> Begin(int count, params Uri[] hosts)
    {
        (Uri Host, Api Api)[] apis = [.. hosts.Select(static host => (host, new Api(host)))];
        var api = apis[0].Api;
        var shoppers = new Shoppers(
            apis, await Buyers.SignIn(api, SeedNames.Of("demo"), count), await api.Baskets(most: 100));
        foreach (var buyer in shoppers._buyers.All)
            shoppers._spoken[buyer.Plan] = await Spoken(api, buyer);
        shoppers._loops = [.. Enumerable.Range(0, count).Select(i => Task.Run(() => shoppers.Loop(i)))];
        return shoppers;
    }

    /// <summary>Completed when so many orders more than now are acknowledged.</summary>
    public Task Acknowledged(int more) => Reached(isOrdered: true, _acknowledged + more);

    /// <summary>Completed when so many attempts more than now were not acknowledged.</summary>
    public Task Failed(int more) => Reached(isOrdered: false, _failed + more);

    /// <summary>Each finishes the order it is at, and goes.</summary>
    public void Leave() => _told = true;

    /// <summary>How the order stands on a host; null when it does not exist.</summary>
    public static async Task<JsonElement?> Find(Api api, Attempt attempt)
    {
        try
        {
            return await api.Json($"orders/{attempt.Id}", attempt.Buyer.Token);
        }
        catch (ApiException refused) when (refused.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Whether the order is neither being placed nor being undone.</summary>
    public static bool IsSettled(JsonElement? order) =>
        order is not { } known || known.GetProperty("stage").GetString() != "placing";

    /// <summary>Whether the order came to be.</summary>
    public static bool IsPlaced(JsonElement? order) =>
        IsSettled(order) && order is { } known && known.GetProperty("stage").GetString() != "refused";

    /// <summary>
    /// Everything held, in stock and in plans, that the given orders do not account for; empty when all is well.
    /// </summary>
    public async Task<IReadOnlyList<string>> Unaccounted(
        Api api, IReadOnlyCollection<(Attempt Attempt, JsonElement Order)> placed)
    {
        var wrong = new List<string>();
        foreach (var (item, before) in _stock)
        {
            var ordered = placed.SelectMany(static each => each.Attempt.Basket.Offers)
                .Where(offer => offer.Id == item).Sum(static offer => offer.Quantity);
            var left = Offer.Of(await api.Json($"catalogue/items/{item}")).Available;
            if (before - left != ordered) wrong.Add($"{item}: {ordered} ordered, {before - left} gone");
        }

        foreach (var buyer in _buyers.All)
        {
            var ordered = placed.Where(each => each.Attempt.Buyer.Plan == buyer.Plan)
                .Sum(static each => each.Order.GetProperty("totals").GetProperty("total").GetInt64());
            var spoken = await Spoken(api, buyer) - _spoken[buyer.Plan];
            if (spoken != ordered) wrong.Add($"plan {buyer.Plan}: {ordered} ordered, {spoken} held");
        }

        return wrong;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (_, api) in _hosts) api.Dispose();
    }

    private async Task Loop(int shopper)
    {
        var (host, api) = _hosts[shopper % _hosts.Length];
        var shop = new Shopper(api);
        for (var i = shopper; !_told; i++)
        {
            var (buyer, basket) = (_buyers.Next(shopper), _baskets[i % _baskets.Length]);
            var id = Guid.CreateVersion7().ToString();
            var error = await shop.Order(buyer, basket, id);
            _attempts.Enqueue(new Attempt(id, buyer, basket, host, error));
            if (error is "no-answer" or "stopping") return;
            Count(error is null);
        }
    }

    private Task Reached(bool isOrdered, int attempts)
    {
        lock (_waiting)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((isOrdered, attempts, reached));
            return reached.Task;
        }
    }

    private void Count(bool wasOrdered)
    {
        lock (_waiting)
        {
            var attempts = wasOrdered ? ++_acknowledged : ++_failed;
            foreach (var (isOrdered, wanted, reached) in _waiting)
                if (isOrdered == wasOrdered && attempts >= wanted) reached.TrySetResult();
        }
    }

    /// <summary>What of a plan is no longer free.</summary>
    private static async Task<long> Spoken(Api api, Buyer buyer)
    {
        var plan = await api.Json($"plans/{buyer.Plan}", buyer.Token);
        return plan.GetProperty("inside").GetProperty("lines").EnumerateArray()
            .Sum(static line => line.GetProperty("ceiling").GetInt64() - line.GetProperty("free").GetInt64());
    }
}
