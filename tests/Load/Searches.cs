namespace Marketplace.Load;

/// <summary>
/// Shoppers look for things: the searches of <c>searches.txt</c>, with filters, facets and orders. Nothing is cached.
/// </summary>
/// <param name="api">The API.</param>
public sealed class Searches(Api api) : IScenario
{
    private Uri[] _searches = [];

    /// <inheritdoc />
    public string Name => "search";

    /// <inheritdoc />
    public async Task Prepare()
    {
        _searches = [.. (await Lines()).Select(line => api.At($"catalogue/search?{line}&limit=24"))];
        // A host that has just started is still reading what can be found.
        while ((await api.Read(_searches[0])).Status == 503) await Task.Delay(200);
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller) =>
        (await api.Read(_searches[Random.Shared.Next(_searches.Length)])).Error;

    /// <summary>The searches, as addresses have them.</summary>
    public static Task<string[]> Lines() =>
        File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "searches.txt"));

    /// <summary>The text of a search.</summary>
    public static string TextOf(string line) =>
        Uri.UnescapeDataString(line["text=".Length..].Split('&')[0]);
}

/// <summary>Shoppers write: every beginning of the texts they look for, from two letters on.</summary>
/// <param name="api">The API.</param>
public sealed class Suggest(Api api) : IScenario
{
    private const int Shortest = 2;
    private Uri[] _beginnings = [];

    /// <inheritdoc />
    public string Name => "suggest";

    /// <inheritdoc />
    public async Task Prepare()
    {
        var texts = (await Searches.Lines()).Select(Searches.TextOf).Distinct();
        _beginnings =
        [
            .. texts.SelectMany(static text =>
                    Enumerable.Range(Shortest, text.Length - Shortest + 1).Select(length => text[..length]))
                .Select(text => api.At($"catalogue/suggestions?text={Uri.EscapeDataString(text)}")),
        ];
        while ((await api.Read(_beginnings[0])).Status == 503) await Task.Delay(200);
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller) =>
        (await api.Read(_beginnings[Random.Shared.Next(_beginnings.Length)])).Error;
}

/// <summary>
/// Shoppers walk through pages: the home page, a search, its second page, a product, another one, its supplier.
/// </summary>
/// <param name="api">The API.</param>
public sealed class Browse(Api api) : IScenario
{
    private const int KnownItems = 5_000;
    private string[] _texts = [];
    private (string Item, string Supplier)[] _items = [];

    /// <inheritdoc />
    public string Name => "browse";

    /// <inheritdoc />
    public async Task Prepare()
    {
        _texts = [.. (await Searches.Lines()).Select(Searches.TextOf).Distinct()];
        var items = new List<(string, string)>();
        await foreach (var item in api.Items("catalogue/items", KnownItems))
            items.Add((item.GetProperty("id").GetString()!, item.GetProperty("supplier").GetString()!));
        _items = [.. items];
        while ((await api.Read(api.At("catalogue/search?limit=1"))).Status == 503) await Task.Delay(200);
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller)
    {
        var text = Uri.EscapeDataString(_texts[Random.Shared.Next(_texts.Length)]);
        var (item, supplier) = _items[Random.Shared.Next(_items.Length)];
        var page = Random.Shared.Next(6) switch
        {
            0 => "/",
            1 => $"/katalog?q={text}",
            2 => $"/katalog?q={text}&tujuan=18.71",
            3 or 4 => $"/produk/{item}",
            _ => $"/penyedia/{supplier}",
        };
        return (await api.ReadPage(api.At(page))).Error;
    }
}
