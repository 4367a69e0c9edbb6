using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Marketplace.Load;

/// <summary>An item with what one needs to know to order it.</summary>
/// <param name="Id">The item.</param>
/// <param name="Supplier">Who sells it.</param>
/// <param name="Quantity">What is ordered at a time: its smallest order.</param>
/// <param name="Available">In stock when the run began.</param>
public sealed record Offer(string Id, string Supplier, decimal Quantity, decimal Available)
{
    /// <summary>Reads an item's own view.</summary>
    public static Offer Of(JsonElement item)
    {
        var details = item.GetProperty("details");
        return new Offer(
            item.GetProperty("id").GetString()!, item.GetProperty("supplier").GetString()!,
            Math.Max(details.GetProperty("minOrder").GetDecimal(), details.GetProperty("orderMultiple").GetDecimal()),
            item.GetProperty("available").GetDecimal());
    }

    /// <summary>The cart line that orders it.</summary>
    public byte[] Line() => Bodies.Line(Id, Quantity.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Five items of one supplier, as they are ordered together.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="Offers">The items.</param>
public sealed record Basket(string Supplier, ImmutableArray<Offer> Offers)
{
    /// <summary>The bodies of the five cart calls.</summary>
    public ImmutableArray<byte[]> Lines { get; } = [.. Offers.Select(static offer => offer.Line())];

    /// <summary>Lines of an order.</summary>
    public const int Size = 5;
}

/// <summary>
/// A buyer fills a cart with five distinct items of one supplier in five calls and orders them: six calls are one
/// operation. Items and buyers are spread evenly over the catalogue and the companies.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="seed">Whose names the accounts have.</param>
/// <param name="concurrency">Callers at once.</param>
public sealed class Orders(Api api, SeedNames seed, int concurrency) : IScenario
{
    private const int MostBaskets = 4_000;

    private readonly Shopper _shopper = new(api);
    private Buyers _buyers = null!;
    private Basket[] _baskets = [];
    private int _next;

    /// <inheritdoc />
    public string Name => "orders";

    /// <inheritdoc />
    public async Task Prepare()
    {
        _buyers = await Buyers.SignIn(api, seed, concurrency);
        // Left to hot-item, whose stock is counted afterwards.
        var hot = (await api.HotOffers())[0].Supplier;
        _baskets = [.. (await api.Baskets(MostBaskets)).Where(basket => basket.Supplier != hot)];
    }

    /// <inheritdoc />
    public Task<string?> Once(int caller)
    {
        var basket = _baskets[(uint)Interlocked.Increment(ref _next) % _baskets.Length];
        return _shopper.Order(_buyers.Next(caller), basket);
    }
}

/// <summary>
/// The same work as <see cref="Orders"/>, but one item is in everybody's cart. Afterwards exactly what was ordered must
/// have left its stock.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="seed">Whose names the accounts have.</param>
/// <param name="concurrency">Callers at once.</param>
public sealed class HotItem(Api api, SeedNames seed, int concurrency) : IScenario
{
    private const decimal Received = 50_000_000;

    private readonly Shopper _shopper = new(api);
    private Buyers _buyers = null!;
    private Basket _basket = null!;
    private Offer _hot = null!;
    private long _ordered;
    private long _uncertain;

    /// <inheritdoc />
    public string Name => "hot-item";

    /// <inheritdoc />
    public async Task Prepare()
    {
        _buyers = await Buyers.SignIn(api, seed, concurrency);
        var offers = await api.HotOffers();
        var owner = await seed.Owner(api, offers[0].Supplier);
        foreach (var offer in offers) await _shopper.Receive(owner, offer.Id, Received);
        _hot = Offer.Of(await api.Json($"catalogue/items/{offers[0].Id}"));
        _basket = new Basket(_hot.Supplier, [.. offers]);
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller)
    {
        var error = await _shopper.Order(_buyers.Next(caller), _basket);
        if (error is null) Interlocked.Increment(ref _ordered);
        else if (error is "no-answer" or "outcome-unknown") Interlocked.Increment(ref _uncertain);
        return error;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Verify()
    {
        var left = Offer.Of(await api.Json($"catalogue/items/{_hot.Id}")).Available;
        var gone = _hot.Available - left;
        var (least, most) = (_ordered * _hot.Quantity, (_ordered + _uncertain) * _hot.Quantity);
        var violations = new List<string>();
        if (left < 0) violations.Add($"{-left} units of {_hot.Id} were sold that nobody had.");
        if (gone < least || gone > most)
            violations.Add($"{least} to {most} units of {_hot.Id} were ordered, but {gone} left the stock.");
        return violations;
    }
}

/// <summary>Carries out what a buyer does.</summary>
/// <param name="api">The API.</param>
public sealed class Shopper(Api api)
{
    private readonly Uri _lines = api.At("cart/lines");
    private readonly Uri _checkout = api.At("cart/checkout");

    /// <summary>Fills the cart and orders.</summary>
    /// <returns>Null when the order is placed; otherwise why not.</returns>
    public Task<string?> Order(Buyer buyer, Basket basket) => Order(buyer, basket, Guid.CreateVersion7().ToString());

    /// <summary>Fills the cart and orders under a given id.</summary>
    public async Task<string?> Order(Buyer buyer, Basket basket, string order)
    {
        var line = 0;
        foreach (var body in basket.Lines)
        {
            var added = await api.Command(HttpMethod.Post, _lines, body, buyer.Token, $"{order}-{line++}");
            if (!added.IsOk) return await GiveUp(buyer, order, added);
        }

        var placed = await api.Command(
            HttpMethod.Post, _checkout, Bodies.Checkout(order, basket.Supplier, buyer.Plan), buyer.Token, order);
        return placed.IsOk ? null : await GiveUp(buyer, order, placed);
    }

    /// <summary>Puts goods on a supplier's shelf.</summary>
    public async Task Receive(string owner, string item, decimal quantity)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id = Guid.CreateVersion7().ToString("n"), quantity });
        var received = await api.Command(
            HttpMethod.Post, api.At($"catalogue/items/{item}/stock/receipts"), body, owner, Guid.NewGuid().ToString());
        if (!received.IsOk)
            throw new InvalidOperationException($"Stock of {item} cannot be received: {received.Error}.");
    }

    /// <summary>Empties the cart, so that what could not be ordered does not burden the buyer's next turn.</summary>
    private async Task<string?> GiveUp(Buyer buyer, string order, ApiAnswer why)
    {
        await api.Command(HttpMethod.Delete, _lines, [], buyer.Token, $"{order}-clear");
        return why.Error;
    }
}
