using System.Text.Json;

namespace Marketplace.Load;

/// <summary>Something many callers do at once.</summary>
public interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Gathers what it needs; not measured.</summary>
    Task Prepare();

    /// <summary>One operation of one caller.</summary>
    /// <returns>Null when it was done; otherwise what to count the error under.</returns>
    Task<string?> Once(int caller);

    /// <summary>Looks afterwards whether what must hold does hold.</summary>
    /// <returns>What does not; empty when all is well.</returns>
    Task<IReadOnlyList<string>> Verify() => Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>The scenarios there are.</summary>
public static class Catalogue
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names =
    [
        "orders", "hot-item", "item-reads", "pages", "browse", "search", "suggest", "search-like", "search-fulltext",
        "price-change", "constant",
    ];

    /// <summary>One of them.</summary>
    public static IScenario Open(string name, Api api, SeedNames seed, int concurrency, string? folder) => name switch
    {
        "browse" => new Browse(api),
        "search" => new Searches(api),
        "suggest" => new Suggest(api),
        "search-like" or "search-fulltext" when folder is null =>
            throw new ArgumentException($"{name} reads the host's files: it needs --data."),
        "search-like" or "search-fulltext" => new DatabaseSearches(folder, name == "search-fulltext"),
        "item-reads" => new ItemReads(api),
        "pages" => new Pages(api),
        "constant" => new Constant(api),
        "price-change" => new PriceChanges(api, seed, concurrency),
        "orders" => new Orders(api, seed, concurrency),
        "hot-item" => new HotItem(api, seed, concurrency),
        _ => throw new ArgumentException($"There is no scenario {name}."),
    };
}

/// <summary>Anonymous shoppers look at items spread over the whole catalogue.</summary>
/// <param name="api">The API.</param>
public sealed class ItemReads(Api api) : IScenario
{
    private const int MostItems = 5_000;
    private Uri[] _items = [];

    /// <inheritdoc />
    public string Name => "item-reads";

    /// <inheritdoc />
    public async Task Prepare()
    {
        var ids = await api.ItemIds(MostItems);
        _items = [.. ids.Select(id => api.At($"catalogue/items/{id}"))];
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller) =>
        (await api.Read(_items[Random.Shared.Next(_items.Length)])).Error;
}

/// <summary>
/// Anonymous shoppers look at the home page and, four times as often, at the products everybody looks at.
/// </summary>
/// <param name="api">The API.</param>
public sealed class Pages(Api api) : IScenario
{
    private const int PopularItems = 100;
    private const int OneInHome = 5;

    private Uri[] _products = [];
    private Uri _home = null!;

    /// <inheritdoc />
    public string Name => "pages";

    /// <inheritdoc />
    public async Task Prepare()
    {
        var ids = await api.ItemIds(PopularItems);
        _products = [.. ids.Select(id => api.At($"/produk/{id}"))];
        _home = api.At("/");
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller)
    {
        var isHome = Random.Shared.Next(OneInHome) == 0;
        return (await api.ReadPage(isHome ? _home : _products[Random.Shared.Next(_products.Length)])).Error;
    }
}

/// <summary>The yardstick: a fixed answer of an item's size through the same pipeline.</summary>
/// <param name="api">The API.</param>
public sealed class Constant(Api api) : IScenario
{
    private readonly Uri _address = api.At("constant");

    /// <inheritdoc />
    public string Name => "constant";

    /// <inheritdoc />
    public Task Prepare() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task<string?> Once(int caller) => (await api.Read(_address)).Error;
}

/// <summary>What several scenarios look up.</summary>
public static class Lookups
{
    private const int PageSize = 100;
    private const int LookupsAtOnce = 16;
    private const int HotOffersLookedAt = 200;
    private const int MostOffersLookedAt = 20_000;

    /// <summary>Ids of published items, in the order of the public list.</summary>
    public static async Task<List<string>> ItemIds(this Api api, int most)
    {
        var ids = new List<string>();
        await foreach (var item in api.Items("catalogue/items", most)) ids.Add(item.GetProperty("id").GetString()!);
        return ids.Count > 0 ? ids : throw new InvalidOperationException("The host has no published items; seed it.");
    }

    /// <summary>Items that can be ordered.</summary>
    public static async Task<List<Offer>> Offers(this Api api, int most)
    {
        var offers = new List<Offer>();
        foreach (var chunk in (await api.ItemIds(most)).Chunk(LookupsAtOnce))
        {
            var items = await Task.WhenAll(chunk.Select(id => api.Json($"catalogue/items/{id}")));
            offers.AddRange(items.Where(static item => item.GetProperty("purchasable").GetBoolean()).Select(Offer.Of));
        }

        return offers;
    }

    /// <summary>Five items of the first supplier that has so many: those everybody orders in
    /// <see cref="HotItem"/>.</summary>
    public static async Task<List<Offer>> HotOffers(this Api api)
    {
        for (var most = HotOffersLookedAt; ; most *= 10)
        {
            var offers = await api.Offers(most);
            var five = offers.GroupBy(static offer => offer.Supplier)
                .FirstOrDefault(static group => group.Count() >= Basket.Size);
            if (five is not null) return [.. five.Take(Basket.Size)];
            if (most >= MostOffersLookedAt) throw new InvalidOperationException("No supplier has five items to order.");
        }
    }

    /// <summary>Fives of items of one supplier, no item twice, suppliers taking turns.</summary>
    public static async Task<Basket[]> Baskets(this Api api, int most)
    {
        var fives = (await api.Offers(most * Basket.Size)).GroupBy(static offer => offer.Supplier)
            .SelectMany(static offers => offers.Chunk(Basket.Size)).Where(static five => five.Length == Basket.Size);
        var baskets = fives.Select(static five => new Basket(five[0].Supplier, [.. five])).ToArray();
        new Random(Seed: 1).Shuffle(baskets);
        return baskets.Length > 0
            ? baskets
            : throw new InvalidOperationException("No supplier has five items to order.");
    }

    /// <summary>The elements of a list, page by page.</summary>
    public static async IAsyncEnumerable<JsonElement> Items(this Api api, string path, int most, string? token = null)
    {
        string? cursor = null;
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        do
        {
            var page = await api.Json(
                $"{path}{separator}limit={PageSize}"
                + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), token);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                if (most-- <= 0) yield break;
                yield return item;
            }

            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
    }
}
