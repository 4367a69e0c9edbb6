using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain.Catalogue;

/// <summary>A supplier, a category, the people around an item, and the shortest way to each stage.</summary>
public static class ItemWorld
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    public static readonly SupplierId Seller = SupplierId.Wrap("sup-1");
    public static readonly ItemId Item = ItemId.Wrap("item-1");
    public static readonly RegionCode BandarLampung = RegionCode.Wrap("18.71");
    public static readonly RegionCode Metro = RegionCode.Wrap("18.72");

    public static readonly ItemParty Member = new(UserId.Wrap("member"), IsMember: true);
    public static readonly ItemParty Facilitator = new(UserId.Wrap("facilitator"), IsFacilitator: true);
    public static readonly ItemParty Manager = new(UserId.Wrap("manager"), IsManager: true);
    public static readonly ItemParty Auditor = new(UserId.Wrap("auditor"), IsAuditor: true);
    public static readonly ItemParty Outsider = new(UserId.Wrap("outsider"));

    public static readonly CategoryTemplate Chairs = new()
    {
        Name = "Kursi",
        NameEn = "Chairs",
        TaxClass = TaxClass.Goods,
        KbkiPrefix = "38",
        RequiredKbli = ["31001"],
        Attributes =
        [
            new AttributeTemplate("material", "Bahan", "Material", Required: true, ["kayu", "besi"]),
            new AttributeTemplate("colour", "Warna", "Colour", Required: false, []),
        ],
    };

    public static readonly SupplierStanding Standing = new()
    {
        Id = Seller,
        Exists = true,
        MaySell = true,
        Size = BusinessSize.Micro,
        Kbli = ["31001"],
    };

    public static readonly ItemDetails Details = new()
    {
        Name = "Kursi kayu",
        Category = CategoryCode.Wrap("10.03.02"),
        Unit = "H87",
        Origin = new ItemOrigin(OriginKind.Domestic, BandarLampung),
        Kbki = "3811100001",
        Attributes = [new ItemAttribute("material", "kayu")],
    };

    public static readonly PriceSchedule Price = new()
    {
        Tiers = [new PriceTier(new Quantity(1), new Rupiah(100_000))],
    };

    /// <summary>The legal numbers of a moment.</summary>
    public static PolicyDay Law(DateTimeOffset? at = null) => PolicyTable.Default.At(at ?? Start);

    public static ListingFacts Facts(DateTimeOffset? at = null) => new(Chairs, Standing, Law(at), at ?? Start);

    public static OrderId Order(int number) => OrderId.Wrap($"order-{number:0000000000}");

    /// <summary>The state after a decision that must not be refused.</summary>
    public static CatalogueItem Then(this CatalogueItem item, Func<CatalogueItem, Decision<CatalogueItemEvent>> rule)
    {
        var decision = rule(item);
        Assert.True(decision.Refusal is null, $"Refused: {decision.Refusal?.Code.Slug}");
        return decision.Events.Aggregate(item, static (state, happened) => state.When(happened));
    }

    public static CatalogueItem Draft(ItemDetails? details = null) =>
        CatalogueItem.Absent.Then(item => item.Draft(Seller, details ?? Details, Member, Facts()));

    public static CatalogueItem Priced(ItemDetails? details = null) =>
        Draft(details).Then(item => item.SetPrices(Price, Law(), Member, Start));

    public static CatalogueItem InReview(ItemDetails? details = null) =>
        Priced(details).Then(item => item.Submit(Member, Facts())).Then(item => item.StartReview(Manager));

    public static CatalogueItem Published(VerifiedEvidence? evidence = null, ItemDetails? details = null) =>
        InReview(details).Then(item => item.Publish(evidence ?? VerifiedEvidence.None, Manager, Facts()));

    public static CatalogueItem Stocked(decimal quantity) =>
        Published().Then(item => item.Receive("first", new Quantity(quantity), "", Member, Law(), Start));

    /// <summary>An item in a stage, with a price and 100 in stock.</summary>
    public static CatalogueItem In(ItemStage stage)
    {
        if (stage == ItemStage.Absent) return CatalogueItem.Absent;
        var priced = Priced().Then(item => item.Receive("first", new Quantity(100), "", Member, Law(), Start));
        if (stage == ItemStage.Draft) return priced;
        var submitted = priced.Then(static item => item.Submit(Member, Facts()));
        if (stage == ItemStage.Submitted) return submitted;
        var reviewed = submitted.Then(static item => item.StartReview(Manager));
        if (stage == ItemStage.InReview) return reviewed;
        if (stage == ItemStage.Rejected) return reviewed.Then(static item => item.Reject(Rejection, Manager));
        var published = reviewed.Then(static item => item.Publish(VerifiedEvidence.None, Manager, Facts()));
        if (stage == ItemStage.Published) return published;
        if (stage == ItemStage.Frozen)
            return published.Then(static item => item.Freeze(FreezeReason.PatrolFinding, "", Manager, Start));
        var delisted = published.Then(static item => item.Delist("Tidak dibuat lagi", Member));
        return stage == ItemStage.Delisted ? delisted : delisted.Then(static item => item.Archive(Member));
    }

    public static readonly ItemRejection Rejection = new([RejectionReason.UnclearPhotos], "Foto kabur");

    public static ItemDetails With(params ItemCertificate[] certificates) =>
        Details with { Certificates = [.. certificates] };
}
