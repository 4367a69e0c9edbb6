using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>An invented item.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Supplier">Who sells it.</param>
/// <param name="Details">What it is.</param>
/// <param name="Prices">Its prices: the whole country, and Lampung where that differs.</param>
/// <param name="Stock">What is received at first.</param>
public sealed record SeedItem(
    ItemId Id, SupplierId Supplier, ItemDetails Details, ImmutableArray<PriceSchedule> Prices, Quantity Stock);

/// <summary>Invents the items of a supplier.</summary>
public static class SeedItems
{
    private static readonly RegionCode Province = RegionCode.Wrap("18");

    /// <summary>How many different products a template gives.</summary>
    public static int Varieties(ProductTemplate template) =>
        template.Kinds.Length * template.Sizes.Length * template.Brands.Length;

    /// <summary>The items of one supplier, all different.</summary>
    /// <param name="spec">The seed.</param>
    /// <param name="supplier">The supplier.</param>
    /// <param name="firstNumber">Number of its first item in the whole seed.</param>
    public static IEnumerable<SeedItem> Invent(SeedSpec spec, SeedSupplier supplier, int firstNumber)
    {
        var random = spec.Random($"items/{supplier.Id}");
        var all = supplier.Trades.SelectMany(static trade =>
            Enumerable.Range(0, Varieties(trade)).Select(variety => (trade, variety))).ToArray();
        // Fisher–Yates over the front: as many as are needed, in an order of their own.
        for (var i = 0; i < supplier.Items; i++)
        {
            var pick = random.Between(i, all.Length - 1);
            (all[i], all[pick]) = (all[pick], all[i]);
            yield return Invent(spec, supplier, all[i].trade, all[i].variety, firstNumber + i);
        }
    }

    private static SeedItem Invent(SeedSpec spec, SeedSupplier supplier, ProductTemplate trade, int variety, int number)
    {
        var random = spec.Random($"item/{number}");
        var brand = trade.Brands[variety % trade.Brands.Length];
        var size = trade.Sizes[variety / trade.Brands.Length % trade.Sizes.Length];
        var kind = trade.Kinds[variety / trade.Brands.Length / trade.Sizes.Length];
        var category = Vocabulary.Template(trade.Category);
        var details = new ItemDetails
        {
            Name = $"{trade.Name} {kind} {size.Name} {brand}",
            Category = trade.Category,
            Unit = trade.Unit,
            Origin = OriginOf(supplier, trade, random),
            Brand = brand,
            Sku = $"{supplier.Id.Value[4..]}-{variety:0000}",
            Kbki = category.KbkiPrefix.PadRight(10, (char)('0' + variety % 10)),
            Description = $"{trade.Name} {kind}, {size.Name}, merek {brand}. Data contoh, bukan produk nyata.",
            Attributes = [.. AttributesOf(category, kind, size.Name, random)],
            Certificates = CertificatesOf(trade, random),
            MinOrder = new Quantity(trade.MinOrder),
            LeadTimeDays = trade.LeadDays,
            Producer = trade.Origins.Length > 0 && supplier.Profile.Activity == Suppliers.SupplierActivity.Producer
                ? null
                : new ItemProducer($"Produsen {brand}"),
        };
        return new SeedItem(
            ItemId.Wrap($"itm-{number:0000000}"), supplier.Id, details,
            PricesOf(spec, trade, kind, size, random), new Quantity(random.Between(20, 100) * 50_000));
    }

    private static ItemOrigin OriginOf(SeedSupplier supplier, ProductTemplate trade, SeedRandom random)
    {
        if (!trade.IsDomestic)
            return new ItemOrigin(OriginKind.Import, Country: random.Of(["CN", "CN", "VN", "TW", "JP"]));
        var home = RegionTable.KabupatenOf(supplier.Profile.Address!.Region)!.Value;
        var origin = trade.Origins.Length == 0 ? RegionCode.Wrap(random.Of(["31.75", "32.16", "36.71", "35.78"]))
            : trade.Origins.Contains(home) || random.Percent(35) ? home
            : random.Of(trade.Origins);
        return new ItemOrigin(OriginKind.Domestic, origin);
    }

    private static IEnumerable<ItemAttribute> AttributesOf(
        CategoryTemplate template, string kind, string size, SeedRandom random)
    {
        foreach (var attribute in template.Attributes)
        {
            var value = attribute switch
            {
                { Choices.Length: > 0 } => random.Of(attribute.Choices),
                { Code: "warranty" } => size.StartsWith("garansi", StringComparison.Ordinal) ? size[8..] : "1 tahun",
                { Code: "netWeight" or "netContent" or "size" or "period" or "packing" or "portion" } => size,
                _ => kind,
            };
            yield return new ItemAttribute(attribute.Code, value);
        }
    }

    private static ImmutableArray<ItemCertificate> CertificatesOf(ProductTemplate trade, SeedRandom random)
    {
        if (trade.LocalContentTo == 0 || random.Percent(30)) return [];
        var content = new BasisPoints(random.Between(trade.LocalContentFrom, trade.LocalContentTo) / 10 * 10);
        return
        [
            new ItemCertificate(
                ItemCertificateKind.Tkdn, $"CONTOH-{random.Digits(4)}/SJ-IND.8/TKDN/{random.Digits(1)}/2026", content,
                new DateOnly(random.Between(2027, 2030), random.Between(1, 12), random.Between(1, 28))),
        ];
    }

    private static ImmutableArray<PriceSchedule> PricesOf(
        SeedSpec spec, ProductTemplate trade, string kind, ProductSize size, SeedRandom random)
    {
        // One price level for a product everywhere, a few per cent up or down from supplier to supplier.
        var level = spec.Random($"price/{trade.Name}/{kind}").Between(trade.PriceFrom, trade.PriceTo);
        var price = Rounded((long)level * size.FactorThousandths / 1000 * random.Between(93, 109) / 100);
        var tiers = ImmutableArray.Create(new PriceTier(new Quantity(trade.MinOrder), new Rupiah(price)));
        if (price >= 2_000)
        {
            tiers = tiers.Add(new PriceTier(new Quantity(trade.MinOrder * 10), new Rupiah(Rounded(price * 97 / 100))))
                .Add(new PriceTier(new Quantity(trade.MinOrder * 100), new Rupiah(Rounded(price * 94 / 100))));
        }

        var freight = Math.Clamp(price / 20, 10_000, 250_000);
        return
        [
            new PriceSchedule { Tiers = tiers, Freight = new(FreightBasis.PerLine, new Rupiah(Rounded(freight * 3))) },
            new PriceSchedule
            {
                Region = Province,
                Tiers = tiers,
                Freight = new(FreightBasis.PerLine, new Rupiah(Rounded(freight))),
            },
        ];
    }

    private static long Rounded(long price)
    {
        var step = price switch { < 1_000 => 10, < 10_000 => 50, < 100_000 => 100, < 1_000_000 => 500, _ => 5_000 };
        return Math.Max(step, price / step * step);
    }
}
