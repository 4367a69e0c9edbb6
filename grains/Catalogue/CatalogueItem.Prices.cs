using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Prices, and what a quantity costs somewhere.</summary>
public sealed partial record CatalogueItem
{
    /// <summary>
    /// How long ended prices stay in memory, in days: longer than any window a rise is measured over. The whole history
    /// is read from the log.
    /// </summary>
    public const int PriceMemoryDays = 400;

    /// <summary>The prices in force, to come, and lately ended; at most one per region at any moment.</summary>
    public ImmutableArray<PriceSchedule> Prices { get; init; } = [];

    /// <summary>Sets a region's prices from a moment on.</summary>
    public Decision<CatalogueItemEvent> SetPrices(
        PriceSchedule asked, PolicyDay policy, ItemParty party, DateTimeOffset now)
    {
        if (PriceGate(party) is { } refusal) return refusal;
        var from = asked.ValidFrom?.ToUniversalTime() ?? now;
        if (PriceShapeOf(asked, from) is { } malformed) return malformed;
        if (from < now)
        {
            return ItemRefusals.PriceBackdated.With("earliest", now)
                .On("validFrom");
        }


        var set = new ItemPricesSet(
            asked.Region, from, asked.ValidTo?.ToUniversalTime(), asked.Tiers, asked.Freight, now);
        var after = WhenPrices(set);
        if (after.Prices.Select(static schedule => schedule.Region).Distinct().Count() > ItemLimits.MaxPriceRegions)
            return ItemRefusals.TooManyPriceRegions.With("max", ItemLimits.MaxPriceRegions);
        return IsVisible && RisesTooMuch(after, asked.Region, from, policy)
            ? Decision<CatalogueItemEvent>.Of(set, new ItemReviewReopened(ReopenCause.PriceRise, party.User))
            : set;
    }

    /// <summary>
    /// The price and terms of a quantity delivered to a region. Pure and without a wait: this is the hottest question
    /// the catalogue is asked.
    /// </summary>
    /// <param name="id">The item.</param>
    /// <param name="version">Its journal's version.</param>
    /// <param name="region">Where to.</param>
    /// <param name="quantity">How much.</param>
    /// <param name="now">When.</param>
    public Result<ItemQuote> Quote(ItemId id, int version, RegionCode region, Quantity quantity, DateTimeOffset now)
    {
        if (!IsVisible) return CommonRefusals.NotFound;
        if (Stage != ItemStage.Published) return ItemRefusals.NotPurchasable.With("stage", Stage);
        var (details, terms) = (Details!, Terms!);
        if (Check.Positive(quantity, "quantity", terms.UnitDecimals) is { } malformed) return malformed;
        if (quantity < details.MinOrder)
        {
            return ItemRefusals.BelowMinimum.With("minimum", details.MinOrder).With("unit", details.Unit)
                .On("quantity");
        }

        if (quantity.Amount % details.OrderMultiple.Amount != 0)
        {
            return ItemRefusals.OffMultiple.With("multiple", details.OrderMultiple).With("unit", details.Unit)
                .On("quantity");
        }

        if (PriceAt(region, quantity, now) is not { } price)
            return ItemRefusals.NoPriceForRegion.With("region", region).On("region");
        if (quantity > Available) return TooLittle();
        if (Math.Max(price.Amount.Amount, price.Freight.Amount.Amount) * quantity.Amount > Rupiah.MaxAmount)
            return CommonRefusals.OutOfRange.With("min", details.MinOrder).With("max", Available).On("quantity");
        return QuoteAt(price, id, version, quantity, Wib.DateOf(now));
    }

    /// <summary>
    /// The price of a quantity in a region at a moment: of the schedules in force that have a tier for it, that of the
    /// most specific region; there the tier of the highest least quantity.
    /// </summary>
    /// <param name="region">Where to; null for the price of the whole country.</param>
    /// <param name="quantity">How much.</param>
    /// <param name="moment">When.</param>
    public PriceFound? PriceAt(RegionCode? region, Quantity quantity, DateTimeOffset moment) =>
        PriceBook.At(Prices, region, quantity, moment);

    /// <summary>The next moment at which a price begins or ends; null when none does.</summary>
    public DateTimeOffset? NextPriceChange(DateTimeOffset now) => PriceBook.NextChange(Prices, now);

    /// <summary>Whether it can be ordered: published, with a price in force and something in stock.</summary>
    public bool IsPurchasable(DateTimeOffset now) =>
        Stage == ItemStage.Published && Available > Quantity.Zero
        && Prices.Any(schedule => PriceBook.IsInForce(schedule, now));

    private bool HasPriceNowOrLater(DateTimeOffset now) =>
        Prices.Any(schedule => schedule.ValidTo is null || schedule.ValidTo > now);

    private ItemQuote QuoteAt(PriceFound price, ItemId id, int version, Quantity quantity, DateOnly today)
    {
        var details = Details!;
        return new ItemQuote
        {
            Item = id,
            ItemVersion = version,
            Supplier = Supplier!.Value,
            Category = details.Category,
            Name = details.Name,
            Unit = details.Unit,
            UnitDecimals = Terms!.UnitDecimals,
            UnitPrice = price.Amount,
            Freight = price.FreightOf(quantity),
            TaxClass = Terms.TaxClass,
            Kbki = details.Kbki,
            IsDomestic = IsDomestic,
            LocalContent = HighestOf(ItemCertificateKind.Tkdn, today),
            CompanyBenefit = HighestOf(ItemCertificateKind.Bmp, today),
            Origin = details.Origin.Region,
            LeadTimeDays = details.LeadTimeDays,
            ProducerSize = details.Producer?.Size,
        };
    }

    private CatalogueItem WhenPrices(ItemPricesSet set) =>
        this with { Prices = PriceBook.After(Prices, set, TimeSpan.FromDays(PriceMemoryDays)) };

    /// <summary>
    /// Whether, for any quantity with a price of its own, the new price exceeds the lowest one of the days before by
    /// more than the policy's percentage. Measured on what a buyer in the region pays, so neither a price for a smaller
    /// region nor withdrawing one can hide a rise.
    /// </summary>
    private bool RisesTooMuch(CatalogueItem after, RegionCode? region, DateTimeOffset from, PolicyDay policy)
    {
        var since = from.AddDays(-policy[PolicyKeys.PriceReviewDays].Count);
        var moments = Prices.Select(static schedule => schedule.ValidFrom!.Value)
            .Where(moment => moment > since && moment < from)
            .Append(since).Append(from).ToList();
        var quantities = Prices.Concat(after.Prices)
            .Where(schedule => PriceBook.Covers(schedule.Region, region))
            .SelectMany(static schedule => schedule.Tiers).Select(static tier => tier.MinQuantity).Distinct();
        var highest = 10_000 + policy[PolicyKeys.PriceReviewRise].BasisPoints.Value;
        foreach (var quantity in quantities)
        {
            if (after.PriceAt(region, quantity, from) is not { } now) continue;
            var lowest = moments.Select(moment => PriceAt(region, quantity, moment)).OfType<PriceFound>()
                .Select(static found => found.Amount.Amount).DefaultIfEmpty(long.MaxValue).Min();
            if ((decimal)now.Amount.Amount * 10_000 > (decimal)lowest * highest) return true;
        }

        return false;
    }

    private Refusal? PriceGate(ItemParty party) => Gate(
        party, party.MayTrade,
        ItemStage.Draft, ItemStage.Submitted, ItemStage.Rejected, ItemStage.Published, ItemStage.Frozen);

    private static Refusal? PriceShapeOf(PriceSchedule asked, DateTimeOffset from)
    {
        if (asked.Region is { Value.Length: > 5 })
            return ItemRefusals.PriceRegionTooSmall.With("region", asked.Region).On("region");
        if (asked.ValidTo <= from) return CommonRefusals.InvalidPeriod.On("validTo");
        if ((Check.Count(
                asked.Tiers.Contains(null!) ? -1 : asked.Tiers.Length, "tiers", 0, ItemLimits.MaxPriceTiers)
            ?? Check.Money(asked.Freight.Amount, "freight.amount", 0, ItemLimits.MaxPrice)) is { } malformed)
            return malformed;
        for (var i = 0; i < asked.Tiers.Length; i++)
        {
            var tier = asked.Tiers[i];
            if ((Check.Positive(tier.MinQuantity, $"tiers[{i}].minQuantity")
                ?? Check.Money(tier.Amount, $"tiers[{i}].amount", 1, ItemLimits.MaxPrice)) is { } unfit) return unfit;
            if (i > 0
                && (tier.MinQuantity <= asked.Tiers[i - 1].MinQuantity || tier.Amount >= asked.Tiers[i - 1].Amount))
                return ItemRefusals.TiersNotFalling.On($"tiers[{i}]");
        }

        return null;
    }

    /// <summary>The highest verified value of a kind of certificate in force on a day.</summary>
    public BasisPoints HighestOf(ItemCertificateKind kind, DateOnly today)
    {
        var highest = default(BasisPoints);
        foreach (var certificate in Details!.Certificates)
        {
            if (certificate.Kind == kind && certificate.Value is { } value && value > highest
                && !(certificate.ValidUntil < today) && VerifiedCertificates.Contains(certificate)) highest = value;
        }

        return highest;
    }
}
