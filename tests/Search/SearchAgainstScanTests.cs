using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Regions;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>
/// Whatever happens to items and their suppliers, and however often the silo starts again in between: a search answers
/// what a plain look at every actor's own state, with the same rules, would.
/// </summary>
public sealed class SearchAgainstScanTests
{
    private const int Items = 5;
    private const int Filters = 7;
    private static readonly PolicyDay Law = PolicyTable.Default.At(SearchSamples.Now);
    private static readonly string[] Words = ["kopi", "bubuk", "robusta", "meja", "kursi", "laptop", "5 kg"];
    private static readonly RegionCode?[] Places = [null, RegionCode.Wrap("18"), RegionCode.Wrap("18.71")];
    private static readonly SupplierId[] Shops = [SupplierId.Wrap("sup-1"), SupplierId.Wrap("sup-2")];

    private static readonly ItemCertificate[] Certificates =
    [
        new(ItemCertificateKind.Tkdn, "t", new BasisPoints(4_500)), new(ItemCertificateKind.Halal, "h"),
        new(ItemCertificateKind.Sni, "s", ValidUntil: new DateOnly(2026, 11, 26)),
    ];

    private static readonly Gen<string> Text =
        Gen.OneOfConst(Words).Array[1, 3].Select(static words => string.Join(' ', words));

    private static readonly Gen<ItemDetails> Details = Gen.Select(
        Text, Gen.Int[0, 3], Gen.Int[1, 3], Gen.OneOfConst(Certificates).Array[0, 2], Gen.Int[0, 10]).Select(
        static (name, origin, least, certificates, days) => SearchSamples.Details(name) with
        {
            Origin = origin switch
            {
                0 => new ItemOrigin(OriginKind.Import, Region: null, "CN"),
                1 => new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("31.71")),
                2 => new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.01")),
                _ => new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.71")),
            },
            MinOrder = new Quantity(least),
            Certificates = [.. certificates.Distinct()],
            LeadTimeDays = days,
        });

    /// <summary>What may happen to an item or its supplier; null where it could not.</summary>
    private static readonly Gen<Func<Scan, int, object?>> Change = Gen.OneOf<Func<Scan, int, object?>>(
        Any(Details, static (_, _, details) => new ItemEdited(details, Terms, Facilitator: null)),
        Any(Gen.Bool, static (_, _, _) => new ItemPublished(SearchSamples.User, SearchSamples.Now)),
        Any(Gen.Bool, static (_, _, _) => new ItemFrozen(
            new ItemFreeze(FreezeReason.Other, "", SearchSamples.Now), SearchSamples.User)),
        Any(Gen.Bool, static (_, _, _) => new ItemReviewReopened(ReopenCause.PriceRise, SearchSamples.User)),
        Any(Gen.Select(Gen.OneOfConst(Places), Gen.Int[0, 2], Gen.Int[1, 50]), static (_, _, set) =>
            Prices(set.Item1, set.Item2, set.Item3)),
        Any(Gen.Int[1, 9], static (_, _, n) => new StockReceived($"r{n}", new Quantity(n), "", SearchSamples.Now)),
        Any(Gen.Int[1, 3], static (scan, id, n) =>
            scan.CanHold(id, n) ? new StockHeld(OrderId.Wrap($"o{n}"), new Quantity(n)) : null),
        Any(Gen.Int[1, 3], static (scan, id, n) =>
            scan.HoldOf(id, n) is { } held ? new StockPosted(OrderId.Wrap($"o{n}"), held) : null),
        Any(Gen.Int[1, 3], static (scan, id, n) =>
            scan.IsResolved(id, n) ? null : new StockVoided(OrderId.Wrap($"o{n}"))),
        Any(Gen.Bool, static (scan, id, isSure) => new ItemEvidenceVerified(
            scan.DetailsOf(id).Certificates, isSure ? scan.DetailsOf(id).Origin : null, SearchSamples.User)),
        Any(Gen.Select(Gen.Enum<BusinessSize>(), Gen.Bool), static (_, id, shop) =>
            SearchSamples.Registered(Shops[id % 2], shop.Item1, shop.Item2)),
        Any(Gen.Int[100, 300], static (_, id, score) => new SupplierRated(
            Shops[id % 2], 3, 3, 3, 3, score, Comment: null, SearchSamples.User, SearchSamples.Now)));

    private static readonly Gen<ItemQuery> Query = Gen.Select(
        Text.Null(), Gen.OneOfConst(null, "18.71", "18.01"), Gen.Int[0, 7], Gen.Int[0, 40], Gen.Enum<ItemSort>())
        .Select(static (text, place, quantity, price, sort) => new ItemQuery
        {
            Text = text,
            DeliverTo = place is null ? null : RegionCode.Wrap(place),
            Quantity = quantity == 0 ? null : new Quantity(quantity * 0.5m),
            PriceTo = price < 20 ? null : new Rupiah(price * 10_000),
            Sort = sort,
        });

    private static ItemTerms Terms => new(TaxClass.Goods, UnitDecimals: 0);

    [Fact]
    public void A_search_answers_what_a_scan_would() =>
        Gen.Select(Details.Array[Items], Gen.Select(Gen.Int[0, Items - 1], Change, Gen.Int[0, 9]).Array[5, 60], Query)
            .Sample(
                static (drafts, changes, query) =>
                {
                    var (samples, scan) = (new SearchSamples(), new Scan());
                    for (var id = 0; id < Items; id++) Open(samples, scan, id, drafts[id]);
                    foreach (var (id, change, chance) in changes)
                    {
                        if (change(scan, id) is { } happened) Happen(samples, scan, id, happened);
                        if (chance < 4) samples.Settle();
                        // What searches have worked out so far must not outlive the next change.
                        if (chance == 3) Check(samples.Builder.Index, scan, query);
                        if (chance == 8) samples.Builder.Renew();
                        if (chance == 9) samples.StartAgain();
                    }

                    samples.Settle();
                    for (var filter = 0; filter < Filters; filter++)
                        Check(samples.Builder.Index, scan, Narrowed(query, filter));
                },
                iter: 400);

    /// <summary>Most begin listed, priced and in stock; the rest as mere drafts.</summary>
    private static void Open(SearchSamples samples, Scan scan, int id, ItemDetails details)
    {
        Happen(samples, scan, id, new ItemDrafted(Shops[id % 2], details, Terms, Facilitator: null));
        if (id == 0) return;
        Happen(samples, scan, id, new ItemEvidenceVerified(
            details.Certificates, details.Origin, SearchSamples.User));
        Happen(samples, scan, id, new ItemPublished(SearchSamples.User, SearchSamples.Now));
        Happen(samples, scan, id, Prices(Places[id % 3], 1 + (id % 2), id));
        Happen(samples, scan, id, new StockReceived("first", new Quantity(id), "", SearchSamples.Now));
    }

    private static void Happen(SearchSamples samples, Scan scan, int id, object happened)
    {
        if (happened is CatalogueItemEvent item) samples.Happen(id, item);
        else samples.Happen(Shops[id % 2], happened);
        scan.Happen(id, happened);
    }

    private static ItemPricesSet Prices(RegionCode? place, int tiers, int price) => new(
        place, SearchSamples.Now.AddDays(-1), Until: null,
        [.. Enumerable.Range(0, tiers).Select(tier => new PriceTier(
            new Quantity(1 + (tier * 5)), new Rupiah((price * 10_000) - tier)))],
        new FreightRule(price % 2 == 0 ? FreightBasis.PerUnit : FreightBasis.PerLine, new Rupiah(price * 7)),
        SearchSamples.Now.AddDays(-1));

    private static Gen<Func<Scan, int, object?>> Any<T>(Gen<T> gen, Func<Scan, int, T, object?> change) =>
        gen.Select<T, Func<Scan, int, object?>>(drawn => (scan, id) => change(scan, id, drawn));

    private static ItemQuery Narrowed(ItemQuery query, int filter) => filter switch
    {
        1 => query with { Level = LocalLevel.Lampung },
        2 => query with { SupplierSize = BusinessSize.Micro },
        3 => query with { LocalContentFrom = new BasisPoints(4_000) },
        4 => query with { Certificates = [ItemCertificateKind.Halal] },
        5 => query with { InStock = true },
        6 => query with { LeadTimeDays = 5, RatingFrom = 150 },
        _ => query,
    };

    private static void Check(ItemIndex index, Scan scan, ItemQuery query)
    {
        var results = new ItemSearch(index, 1, SearchSamples.Now, Law)
            .Find(query with { Explain = true }, new PageRequest()).Value!;
        var expected = scan.Find(query, Law);
        var found = results.Page.Items;
        Assert.Equal(expected.Keys.Order(), found.Select(static one => one.Item.Id).Order());
        Assert.Equal(expected.Count, results.Total);
        foreach (var one in found) Assert.Equal(expected[one.Item.Id], (one.Offer, one.Level));
        Assert.Equal(Sorted(found, query.Sort), found);
        if (query.Sort == ItemSort.Relevance)
            Assert.Equal(found.OrderByDescending(static one => one.Score!.Value.Total), found);
        var place = query with { Text = null, Category = CategoryCode.Wrap("10.01"), WithoutCounts = true };
        var listed = new ItemSearch(index, 1, SearchSamples.Now, Law).Find(place, new PageRequest()).Value!;
        Assert.Equal(scan.Find(place, Law).Count, listed.Total);
        foreach (var facet in results.Facets)
        {
            if (ChosenBy(query, facet) is { } chosen)
                Assert.Equal((facet, scan.Find(chosen, Law).Count), (facet, facet.Count));
        }
    }

    private static IEnumerable<FoundItem> Sorted(ImmutableArray<FoundItem> found, ItemSort sort) => sort switch
    {
        ItemSort.Price => found.OrderBy(static one => one.Offer?.PerUnit.Amount ?? long.MaxValue)
            .ThenBy(static one => one.Item.Id),
        ItemSort.Name => found.OrderBy(static one => one.Item.Name, StringComparer.Ordinal)
            .ThenBy(static one => one.Item.Id),
        ItemSort.Newest => found.OrderByDescending(static one => one.Item.PublishedAt)
            .ThenBy(static one => one.Item.Id),
        _ => found,
    };

    /// <summary>The query with a facet's value chosen; null for those told in other words.</summary>
    private static ItemQuery? ChosenBy(ItemQuery query, FacetCount facet)
    {
        var name = char.ToUpperInvariant(facet.Value[0]) + facet.Value[1..];
        return facet.Facet switch
        {
            ItemFacet.Category => query with { Category = CategoryCode.Wrap(facet.Value) },
            ItemFacet.Origin => query with { Origin = RegionCode.Wrap(facet.Value) },
            ItemFacet.Level => query with { Level = Enum.Parse<LocalLevel>(name) },
            ItemFacet.SupplierSize => query with { SupplierSize = Enum.Parse<BusinessSize>(name) },
            ItemFacet.LocalContent => query with { LocalContentFrom = new BasisPoints(Number(facet)) },
            ItemFacet.Certificate when query.Certificates.IsEmpty =>
                query with { Certificates = [Enum.Parse<ItemCertificateKind>(name)] },
            ItemFacet.Price when query.PriceTo is null => query with
            {
                PriceFrom = new Rupiah(long.Parse(facet.Value.Split('-')[0], CultureInfo.InvariantCulture)),
                PriceTo = facet.Value.Split('-')[1] is { Length: > 0 } to
                    ? new Rupiah(long.Parse(to, CultureInfo.InvariantCulture) - 1)
                    : null,
            },
            ItemFacet.DeliverTo when query is { DeliverTo: null, Quantity: null, PriceTo: null, Level: null } =>
                query with { DeliverTo = RegionCode.Wrap(facet.Value) },
            ItemFacet.InStock => query with { InStock = true },
            ItemFacet.LeadTime => query with { LeadTimeDays = Number(facet) },
            ItemFacet.Rating => query with { RatingFrom = Number(facet) },
            _ => null,
        };
    }

    private static int Number(FacetCount facet) => int.Parse(facet.Value, CultureInfo.InvariantCulture);

    /// <summary>The actors' own states, looked at one after the other.</summary>
    private sealed class Scan
    {
        private readonly Dictionary<int, CatalogueItem> _items = [];
        private readonly Dictionary<int, SellerFacts> _shops = [];

        public ItemDetails DetailsOf(int id) => _items[id].Details!;

        public bool CanHold(int id, int order) => _items[id].Available >= new Quantity(order)
            && HoldOf(id, order) is null && !IsResolved(id, order);

        public Quantity? HoldOf(int id, int order) => _items[id].Holds.TryGetValue(
            OrderId.Wrap($"o{order}"), out var held) ? held : null;

        public bool IsResolved(int id, int order) =>
            _items[id].Resolved.ContainsKey(OrderId.Wrap($"o{order}"));

        public void Happen(int id, object happened)
        {
            var shop = _shops.GetValueOrDefault(id % 2, SellerFacts.Unknown);
            if (happened is SupplierRegistered registered)
                _shops[id % 2] = shop.With(registered.Profile, registered.Size);
            else if (happened is SupplierRated rated)
                _shops[id % 2] = shop with { RatingSum = shop.RatingSum + rated.Score, Ratings = shop.Ratings + 1 };
            else _items[id] = _items.GetValueOrDefault(id, CatalogueItem.Absent).When((CatalogueItemEvent)happened);
        }

        public Dictionary<ItemId, (ItemOffer?, LocalLevel)> Find(ItemQuery query, PolicyDay law)
        {
            var visible = _items.Where(static one => one.Value.IsVisible).ToList();
            var parts = SearchText.PartsOf(query.Text ?? "");
            var matched = visible.ToDictionary(
                static one => one.Key, one => parts.Count(part => Means(part, one.Value.Details!)));
            var most = matched.Values.DefaultIfEmpty(0).Max();
            if (parts.Length > 0 && most == 0) return [];
            return visible.Where(one => matched[one.Key] == most)
                .Select(one => (one.Key, Item: one.Value, Offer: OfferOf(one.Key, one.Value, query, law)))
                .Where(one => Fits(one.Key, one.Item, one.Offer, query, law.Date))
                .ToDictionary(
                    static one => SearchSamples.IdOf(one.Key),
                    one => (one.Offer, LevelOf(one.Item, query.DeliverTo)));
        }

        private static bool Means(SearchedPart part, ItemDetails details) =>
            SearchText.TermsOf(details.Name).Select(static one => one.Term).Any(term =>
                term == part.Word || part.Terms.Contains(term)
                || (part.IsLast && part.Word is { } word && term.StartsWith(word, StringComparison.Ordinal)));

        private ItemOffer? OfferOf(int id, CatalogueItem item, ItemQuery query, PolicyDay law)
        {
            var quantity = query.Quantity ?? item.Details!.MinOrder;
            var prices = (query.DeliverTo is { } there ? [there] : Places)
                .Select(place => item.PriceAt(place, quantity, SearchSamples.Now)).ToList();
            var price = query.DeliverTo is null && prices[0] is null
                ? prices.OfType<PriceFound>().OrderBy(static one => one.Amount).Cast<PriceFound?>().FirstOrDefault()
                : prices[0];
            if (price is not { } found) return null;
            var freight = found.FreightOf(quantity);
            var net = (found.Amount * quantity) + freight;
            var ppn = Taxes.PpnOn(
                new Taxable(item.Terms!.TaxClass, net),
                _shops.GetValueOrDefault(id % 2, SellerFacts.Unknown).IsTaxable, law);
            var total = net + ppn;
            return new ItemOffer(quantity, found.Amount, freight, ppn, total, new Rupiah(
                (long)decimal.Round(total.Amount / quantity.Amount, MidpointRounding.AwayFromZero)));
        }

        private static LocalLevel LevelOf(CatalogueItem item, RegionCode? there)
        {
            var origin = item.Details!.Origin;
            if (origin.Kind == OriginKind.Import) return LocalLevel.Import;
            if (!item.IsDomestic) return LocalLevel.Unproven;
            if (origin.Region == there) return LocalLevel.SameRegency;
            return RegionTable.IsWithin(origin.Region!.Value, RegionTable.Lampung)
                ? LocalLevel.Lampung
                : LocalLevel.Domestic;
        }

        private bool Fits(int id, CatalogueItem item, ItemOffer? offer, ItemQuery query, DateOnly today)
        {
            var shop = _shops.GetValueOrDefault(id % 2, SellerFacts.Unknown);
            var inForce = item.CertificatesInForce(today).Select(static one => one.Kind).ToList();
            return (query.DeliverTo is null || offer is not null)
                && (query.Category is not { } category
                    || item.Details!.Category.Value.StartsWith(category.Value, StringComparison.Ordinal))
                && (query.Origin is not { } area
                    || (item.Details!.Origin.Region is { } region && RegionTable.IsWithin(region, area)))
                && (query.Level is null || LevelOf(item, query.DeliverTo) == query.Level)
                && (query.SupplierSize is null || shop.Size == query.SupplierSize)
                && (query.LocalContentFrom is not { } content
                    || item.HighestOf(ItemCertificateKind.Tkdn, today) >= content)
                && query.Certificates.All(inForce.Contains)
                && (query.PriceFrom is not { } from || offer?.PerUnit >= from)
                && (query.PriceTo is not { } to || offer?.PerUnit <= to)
                && (!query.InStock || (offer is not null && item.Stage == ItemStage.Published
                    && item.Available >= offer.Quantity))
                && (query.LeadTimeDays is not { } days || item.Details!.LeadTimeDays <= days)
                && (query.RatingFrom is not { } rating || shop.Rating >= rating);
        }
    }
}
