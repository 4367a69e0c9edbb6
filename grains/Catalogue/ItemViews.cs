using System.Collections.Immutable;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Shows an item's state. Parts of the state are shared, not copied.</summary>
public static class ItemViews
{
    /// <summary>What everyone sees.</summary>
    public static ItemView Public(ItemId id, ItemAt at, DateTimeOffset now) => Of(id, at, now, review: null);

    /// <summary>What the item's own people see.</summary>
    public static ItemView Insider(ItemId id, ItemAt at, DateTimeOffset now)
    {
        var item = at.Item;
        return Of(id, at, now, new ItemReview(
            item.SubmittedBy, item.Facilitators, item.Reviewer, item.Rejection, item.ReopenedFor));
    }

    /// <summary>The moment from which a view of this state no longer holds although nothing has happened.</summary>
    public static DateTimeOffset HoldsUntil(CatalogueItem item, DateTimeOffset now)
    {
        var until = item.NextPriceChange(now) ?? DateTimeOffset.MaxValue;
        var today = Wib.DateOf(now);
        foreach (var certificate in item.CertificatesInForce(today))
        {
            if (certificate.ValidUntil is { } last && Wib.StartOf(last.AddDays(1)) is var end && end < until)
                until = end;
        }

        return until;
    }

    /// <summary>What the review says of an item in a stage.</summary>
    public static ReviewStatus ReviewStatusOf(ItemStage stage) => stage switch
    {
        ItemStage.Submitted => ReviewStatus.Waiting,
        ItemStage.InReview => ReviewStatus.InReview,
        ItemStage.Rejected => ReviewStatus.Rejected,
        ItemStage.Published or ItemStage.Frozen or ItemStage.Delisted => ReviewStatus.Approved,
        _ => ReviewStatus.NotSubmitted,
    };

    private static ItemView Of(ItemId id, ItemAt at, DateTimeOffset now, ItemReview? review)
    {
        var item = at.Item;
        var today = Wib.DateOf(now);
        return new ItemView
        {
            Id = id,
            Supplier = item.Supplier!.Value,
            Details = item.Details!,
            Stage = item.Stage,
            ReviewStatus = ReviewStatusOf(item.Stage),
            Visible = item.IsVisible,
            Purchasable = item.IsPurchasable(now),
            TaxClass = item.Terms!.TaxClass,
            UnitDecimals = item.Terms.UnitDecimals,
            Labels = LabelsOf(item, today),
            IsDomestic = item.IsDomestic,
            LocalContent = item.HighestOf(ItemCertificateKind.Tkdn, today),
            CompanyBenefit = item.HighestOf(ItemCertificateKind.Bmp, today),
            Prices = [.. item.Prices.Where(schedule => schedule.ValidTo is null || schedule.ValidTo > now)],
            Available = item.Available,
            StockConfirmedAt = item.StockConfirmedAt,
            Freeze = item.Freezing,
            Review = review,
            Revision = at.Revision,
        };
    }

    private static ImmutableArray<ItemLabel> LabelsOf(CatalogueItem item, DateOnly today)
    {
        var labels = item.CertificatesInForce(today).Select(static certificate => LabelOf(certificate.Kind))
            .OfType<ItemLabel>();
        if (item.IsDomestic) labels = labels.Append(ItemLabel.DomesticProduct);
        if (item.IsDomestic && item.Details?.Origin.Region is { } origin
            && RegionTable.IsWithin(origin, RegionTable.Lampung)) labels = labels.Append(ItemLabel.LampungProduct);
        return [.. labels.Distinct().Order()];
    }

    private static ItemLabel? LabelOf(ItemCertificateKind kind) => kind switch
    {
        ItemCertificateKind.Tkdn => ItemLabel.LocalContent,
        ItemCertificateKind.Sni => ItemLabel.Sni,
        ItemCertificateKind.Halal => ItemLabel.Halal,
        ItemCertificateKind.Pirt => ItemLabel.HomeIndustryFood,
        ItemCertificateKind.Bpom => ItemLabel.FoodAuthority,
        ItemCertificateKind.Brand => ItemLabel.OwnBrand,
        ItemCertificateKind.Green => ItemLabel.Green,
        _ => null,
    };
}
