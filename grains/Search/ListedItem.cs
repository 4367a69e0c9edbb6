using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>What the events of one item come to, as far as shoppers find, compare and narrow it down.</summary>
public sealed record ListedItem
{
    /// <summary>What a list shows.</summary>
    public required ItemSummary Summary { get; init; }

    /// <summary>Who sells it.</summary>
    public required SellerFacts Seller { get; init; }

    /// <summary>What it is found by.</summary>
    public required ItemTexts Texts { get; init; }

    /// <summary>What its details and evidence come to.</summary>
    public required ItemTraits Traits { get; init; }

    /// <summary>The prices in force and to come.</summary>
    public PackedPrices Prices { get; init; } = PackedPrices.None;

    /// <summary>What open orders hold.</summary>
    public Quantity Held { get; init; }

    /// <summary>What near-identical listings have in common.</summary>
    public required long Fingerprint { get; init; }

    /// <summary>The fingerprint it had when a catalogue manager found nothing doubtful about its name; 0
    /// before.</summary>
    public long ClearedAs { get; init; }

    /// <summary>How many words its name has.</summary>
    public required int NameWords { get; init; }

    /// <summary>Whether everyone sees it.</summary>
    public bool IsVisible => Summary.Stage is ItemStage.Published or ItemStage.Frozen;

    /// <summary>The draft.</summary>
    public static ListedItem Of(ItemId id, ItemDrafted drafted, SellerFacts seller)
    {
        var details = drafted.Details;
        return new ListedItem
        {
            Summary = Described(
                new ItemSummary
                {
                    Id = id,
                    Supplier = drafted.Supplier,
                    Category = details.Category,
                    Name = details.Name,
                    Brand = details.Brand,
                    Unit = details.Unit,
                    Stage = ItemStage.Draft,
                    OriginKind = details.Origin.Kind,
                    OnHand = Quantity.Zero,
                },
                details),
            Seller = seller,
            Texts = ItemTexts.Of(id, details),
            NameWords = SearchText.WordsOf(details.Name).Length,
            Fingerprint = ItemDoubts.FingerprintOf(details),
            Traits = new ItemTraits(details, drafted.Terms.TaxClass, [], VerifiedOrigin: null),
        };
    }

    /// <summary>The item after one more event; holds are the caller's to add up.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="at">When.</param>
    public ListedItem When(CatalogueItemEvent happened, DateTimeOffset at) => happened switch
    {
        ItemEdited edited => this with
        {
            Summary = Described(Summary, edited.Details),
            Texts = ItemTexts.Of(Summary.Id, edited.Details),
            NameWords = SearchText.WordsOf(edited.Details.Name).Length,
            Fingerprint = ItemDoubts.FingerprintOf(edited.Details),
            Traits = new ItemTraits(
                edited.Details, edited.Terms.TaxClass, Traits.Verified, Traits.VerifiedOrigin),
        },
        ItemEvidenceVerified verified => this with
        {
            Traits = Traits with { Verified = verified.Certificates, VerifiedOrigin = verified.Origin },
        },
        ItemDoubtsCleared => this with { ClearedAs = Fingerprint },
        ItemPricesSet prices => Priced(prices),
        StockReceived received => Stocked(received.Quantity.Amount),
        StockCorrected corrected => Stocked(corrected.Change.Amount),
        StockPosted posted => Stocked(-posted.Quantity.Amount),
        StockReturned returned => Stocked(returned.Quantity.Amount),
        _ => this with { Summary = Moved(happened, at) },
    };

    private static ItemSummary Described(ItemSummary summary, ItemDetails details) => summary with
    {
        Category = details.Category,
        Name = details.Name,
        Brand = details.Brand,
        Unit = details.Unit,
        OriginKind = details.Origin.Kind,
        Origin = details.Origin.Region,
        Photo = details.Photos.Select(static photo => (DocumentId?)photo).FirstOrDefault(),
    };

    private ListedItem Stocked(decimal change) =>
        this with { Summary = Summary with { OnHand = new Quantity(Summary.OnHand.Amount + change) } };

    private ListedItem Priced(ItemPricesSet set)
    {
        var prices = PriceBook.After(Prices.Unpack(), set, TimeSpan.Zero);
        var open = prices.Where(schedule => schedule.ValidTo is not { } until || until > set.At);
        return this with
        {
            Prices = PackedPrices.Of(prices),
            Summary = Summary with { PriceFrom = open.Select(static row => (Rupiah?)row.Tiers[0].Amount).Min() },
        };
    }

    private ItemSummary Moved(CatalogueItemEvent happened, DateTimeOffset at) => happened switch
    {
        ItemSubmitted or ItemReviewReopened => Summary with { Stage = ItemStage.Submitted, SubmittedAt = at },
        ItemReviewStarted => Summary with { Stage = ItemStage.InReview },
        ItemPublished => Summary with { Stage = ItemStage.Published, PublishedAt = at },
        ItemUnfrozen => Summary with { Stage = ItemStage.Published },
        ItemRejected => Summary with { Stage = ItemStage.Rejected },
        ItemFrozen => Summary with { Stage = ItemStage.Frozen },
        ItemDelisted => Summary with { Stage = ItemStage.Delisted },
        ItemArchived => Summary with { Stage = ItemStage.Archived },
        _ => Summary,
    };
}

/// <summary>What an item's details and the evidence for them come to.</summary>
[GenerateSerializer, Immutable, Alias("item-traits")]
public sealed record ItemTraits
{
    /// <summary>Takes them from an item.</summary>
    public ItemTraits(
        ItemDetails details, TaxClass taxClass, ImmutableArray<ItemCertificate> verified, ItemOrigin? VerifiedOrigin)
    {
        (TaxClass, MinOrder, LeadTimeDays) = (taxClass, details.MinOrder, details.LeadTimeDays);
        (Claimed, Origin) = (details.Certificates, details.Origin);
        (Verified, this.VerifiedOrigin) = (verified, VerifiedOrigin);
        Kind = SearchText.KindOf(details);
    }

    /// <summary>How it is taxed.</summary>
    [Id(0)] public TaxClass TaxClass { get; init; }

    /// <summary>Least quantity of an order line.</summary>
    [Id(1)] public Quantity MinOrder { get; init; }

    /// <summary>Working days to dispatch.</summary>
    [Id(2)] public int LeadTimeDays { get; init; }

    /// <summary>The certificates claimed.</summary>
    [Id(3)] public ImmutableArray<ItemCertificate> Claimed { get; init; }

    /// <summary>The origin claimed.</summary>
    [Id(4)] public ItemOrigin Origin { get; init; }

    /// <summary>The certificates as they were verified.</summary>
    [Id(5)] public ImmutableArray<ItemCertificate> Verified { get; init; }

    /// <summary>The domestic origin as it was confirmed; null when it was not.</summary>
    [Id(6)] public ItemOrigin? VerifiedOrigin { get; init; }

    /// <summary>What it is, so that its price can be compared: KBKI, unit, sizes and attributes; empty without
    /// KBKI.</summary>
    [Id(7)] public string Kind { get; init; }

    /// <summary>Under which its paid prices are kept: its own alone where it is compared with nothing.</summary>
    public string PaidKind(ItemId id) => Kind.Length > 0 ? Kind : SearchText.CodeOf(id.Value);

    /// <summary>How local it is, on evidence, seen from nowhere in particular.</summary>
    public LocalLevel Level => Origin.Kind == OriginKind.Import ? LocalLevel.Import
        : Origin.Region is null || VerifiedOrigin != Origin ? LocalLevel.Unproven
        : IsSaidToBeFromLampung ? LocalLevel.Lampung
        : LocalLevel.Domestic;

    /// <summary>Whether it is said to be made in Lampung.</summary>
    public bool IsSaidToBeFromLampung =>
        Origin.Region is { } region && RegionTable.IsWithin(region, RegionTable.Lampung);

    /// <summary>The verified TKDN in force on a day.</summary>
    public BasisPoints LocalContentOn(DateOnly day)
    {
        var highest = default(BasisPoints);
        foreach (var certificate in Claimed)
        {
            if (certificate is { Kind: ItemCertificateKind.Tkdn, Value: { } value } && value > highest
                && Counts(certificate, day)) highest = value;
        }

        return highest;
    }

    /// <summary>Whether a certificate of a kind is verified and in force on a day.</summary>
    public bool Has(ItemCertificateKind kind, DateOnly day)
    {
        foreach (var certificate in Claimed)
            if (certificate.Kind == kind && Counts(certificate, day)) return true;
        return false;
    }

    private bool Counts(ItemCertificate certificate, DateOnly day) =>
        !(certificate.ValidUntil < day) && Verified.Contains(certificate);
}
