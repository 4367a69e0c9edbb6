using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketplace.Load;

namespace Marketplace.Chaos;

/// <summary>Who buys.</summary>
/// <param name="Buyer">Their account and plan.</param>
/// <param name="Approver">The Authorization header of who signs their orders.</param>
/// <param name="OwnsCart">Whether nobody else fills the buyer's cart.</param>
internal sealed record Desk(Buyer Buyer, string Approver, bool OwnsCart);

/// <summary>People and goods of a run.</summary>
/// <param name="Desks">A buyer and a signer for each client.</param>
/// <param name="Baskets">What is sold.</param>
/// <param name="Owners">The Authorization header of each supplier's owner.</param>
internal sealed record Market(Desk[] Desks, Basket[] Baskets, Dictionary<string, string> Owners)
{
    private const int MostSuppliers = 40;
    private const int MostBaskets = 400;

    /// <summary>Enough for any run.</summary>
    private const decimal Received = 10_000_000;

    /// <summary>Signs everybody in, and fills the shelves.</summary>
    public static async Task<Market> Open(Api api, SeedNames seed, int clients)
    {
        // A small seed has fewer buyers than there are clients: some orders are made in one buyer's name by several.
        var desks = new Desk[clients];
        var buyers = Math.Min(clients, seed.Companies * seed.Units);
        for (var i = 0; i < clients; i++)
        {
            desks[i] = i < buyers
                ? new Desk(await seed.Requester(api, i), await seed.Approver(api, i), OwnsCart: true)
                : desks[i % buyers] with { OwnsCart = false };
        }

        var baskets = (await api.Baskets(MostBaskets)).GroupBy(static basket => basket.Supplier).Take(MostSuppliers)
            .SelectMany(static same => same).ToArray();
        var owners = new Dictionary<string, string>();
        var shopper = new Shopper(api);
        foreach (var basket in baskets)
        {
            if (!owners.TryGetValue(basket.Supplier, out var owner))
                owners[basket.Supplier] = owner = await seed.Owner(api, basket.Supplier);
            await Task.WhenAll(basket.Offers.Select(offer => shopper.Receive(owner, offer.Id, Received)));
        }

        return new Market(desks, baskets, owners);
    }
}

/// <summary>What clients send beside the carts' bodies of the load tool.</summary>
internal static class Orders
{
    /// <summary>Nothing to say.</summary>
    public static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <summary>The buyer withdraws.</summary>
    public static readonly byte[] Duplicate = """{"reason":"duplicate","note":"Dipesan dua kali."}"""u8.ToArray();

    private static readonly string NeededBy =
        TimeProvider.System.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A submission without a cart.</summary>
    public static byte[] Submission(string plan, IEnumerable<(string Item, decimal Quantity)> lines) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"plan":"{{plan}}","lines":[{{string.Join(',', lines.Select(static line => string.Create(
                CultureInfo.InvariantCulture, $$"""{"item":"{{line.Item}}","quantity":{{line.Quantity}}}""")))}}],
            "paymentMode":"transfer","budget":[{"line":1}],
            "localContentReason":"Kebutuhan uji","comparisonNote":"Kebutuhan uji; barang ditentukan di muka",
            "deliveries":[{"address":"Jl. Wolter Monginsidi 69","region":"{{Bodies.Region}}","neededBy":"{{NeededBy}}",
            "recipient":"Gudang","phone":"0721481107"}]}
            """);

    /// <summary>All of the first line goes to the first address.</summary>
    public static byte[] Dispatch(decimal quantity) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        delivery = 0,
        courierName = "Kurir sendiri",
        lines = new[] { new { line = 1, quantity } },
    });
}
