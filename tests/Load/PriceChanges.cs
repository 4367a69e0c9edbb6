using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Marketplace.Load;

/// <summary>
/// Suppliers lower a price again and again, and look at everything that shows it until all of it is right. An answer
/// that was asked for more than a second after the change and still shows the price before counts as <c>late</c>.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="seed">Who is there.</param>
/// <param name="concurrency">How many suppliers.</param>
public sealed class PriceChanges(Api api, SeedNames seed, int concurrency) : IScenario
{
    private const int MostLookedAt = 20_000;

    /// <summary>In rupiah; each change is one, so that the same folder serves many runs.</summary>
    private const long Dear = 100_000;

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    /// <summary>Those who look must not be a crowd themselves.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private Priced[] _items = [];

    /// <inheritdoc />
    public string Name => "price-change";

    /// <inheritdoc />
    public async Task Prepare()
    {
        while ((await api.Read(api.At("catalogue/search?limit=1"))).Status == 503) await Task.Delay(200);
        var suppliers = new HashSet<string>();
        var items = new List<Priced>();
        await foreach (var item in api.Items("catalogue/items", MostLookedAt))
        {
            var supplier = item.GetProperty("supplier").GetString()!;
            if (!suppliers.Add(supplier) || await Plain(supplier) is not { } priced) continue;
            items.Add(priced);
            if (items.Count == concurrency) break;
        }

        _items = items.Count == concurrency
            ? [.. items]
            : throw new InvalidOperationException($"Only {items.Count} suppliers have a price without tax.");
    }

    /// <inheritdoc />
    public async Task<string?> Once(int caller)
    {
        var item = _items[caller] = _items[caller] with { Price = _items[caller].Price - 1 };
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { tiers = new[] { new { minQuantity = 1, amount = item.Price } } });
        var changed = await api.Command(
            HttpMethod.Post, api.At($"catalogue/items/{item.Id}/prices"), body, item.Owner, $"{Guid.NewGuid()}");
        if (changed.Error is { } error) return error;
        var since = Stopwatch.GetTimestamp();
        var late = await Task.WhenAll(item.Shown(api).Select(address => Late(address, item.Price, since)));
        return late.FirstOrDefault(static one => one is not null);
    }

    /// <returns>What to count it under where it is late.</returns>
    private async Task<string?> Late(Uri address, long price, long since)
    {
        string[] written = [price.ToString("N0", CultureInfo.GetCultureInfo("id-ID")), $":{price},", $":{price}}}"];
        while (true)
        {
            var asked = Stopwatch.GetElapsedTime(since);
            var answer = await api.Text(address);
            if (written.Any(text => answer.Contains(text, StringComparison.Ordinal))) return null;
            if (asked > Promised) return "late";
            await Task.Delay(Pause);
        }
    }

    /// <summary>The first of a supplier's items, where it is dear and tax adds nothing to its price.</summary>
    private async Task<Priced?> Plain(string supplier)
    {
        var found = (await api.Json($"catalogue/search?supplier={supplier}&sort=name&limit=1"))
            .GetProperty("page").GetProperty("items")[0];
        var offer = found.GetProperty("offer");
        if (offer.ValueKind == JsonValueKind.Null || offer.GetProperty("ppn").GetInt64() > 0) return null;
        var id = found.GetProperty("item").GetProperty("id").GetString()!;
        // Below all it ever had: dearer for any quantity would have to be reviewed.
        var prices = await api.Json($"catalogue/items/{id}/prices");
        var least = prices.GetProperty("items").EnumerateArray().Min(tier => tier.GetProperty("amount").GetInt64());
        if (least < Dear) return null;
        return new Priced(id, supplier, await seed.Owner(api, supplier), least);
    }

    /// <summary>An item whose price changes.</summary>
    private sealed record Priced(string Id, string Supplier, string Owner, long Price)
    {
        /// <summary>What shows its price.</summary>
        public IEnumerable<Uri> Shown(Api api) =>
        [
            api.At($"/produk/{Id}"), api.At($"/katalog?q={Id}"), api.At($"/penyedia/{Supplier}"),
            api.At($"catalogue/search?text={Id}"), api.At($"catalogue/items?supplier={Supplier}&limit=100"),
            api.At($"catalogue/items/{Id}/prices"),
        ];
    }
}
