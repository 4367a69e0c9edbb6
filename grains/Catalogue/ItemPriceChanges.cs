using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Prices side by side.</summary>
public static class ItemPriceChanges
{
    /// <summary>
    /// What a buyer pays or will pay, beside what that would be without any change since: a price that ended by itself
    /// is no change of anyone's. Widest region first, then by quantity.
    /// </summary>
    /// <param name="before">The schedules there were.</param>
    /// <param name="after">The schedules there are.</param>
    /// <param name="now">The moment.</param>
    public static ImmutableArray<PriceComparison> Between(
        ImmutableArray<PriceSchedule> before, ImmutableArray<PriceSchedule> after, DateTimeOffset now)
    {
        var regions = before.Concat(after).Select(static schedule => schedule.Region).Distinct()
            .OrderBy(static region => region?.Value ?? "", StringComparer.Ordinal);
        return
        [
            .. regions.SelectMany(region => InRegion(region, Newest(before, region, now), Newest(after, region, now))),
        ];
    }

    private static IEnumerable<PriceComparison> InRegion(RegionCode? region, PriceSchedule? before, PriceSchedule? now)
    {
        var quantities = new[] { before, now }.OfType<PriceSchedule>()
            .SelectMany(static schedule => schedule.Tiers).Select(static tier => tier.MinQuantity).Distinct().Order();
        foreach (var quantity in quantities)
        {
            var (then, since) = (At(before, quantity), At(now, quantity));
            yield return new PriceComparison(
                region, quantity, then, since,
                then is null ? null : before?.Freight, since is null ? null : now?.Freight,
                since is null ? null : now?.ValidFrom);
        }
    }

    /// <summary>What was said last of a region and has not ended.</summary>
    private static PriceSchedule? Newest(
        ImmutableArray<PriceSchedule> schedules, RegionCode? region, DateTimeOffset now) => schedules
        .Where(schedule => schedule.Region == region && (schedule.ValidTo is null || schedule.ValidTo > now))
        .MaxBy(static schedule => schedule.ValidFrom);

    private static Rupiah? At(PriceSchedule? schedule, Quantity quantity) =>
        schedule?.Tiers.FirstOrDefault(tier => tier.MinQuantity == quantity)?.Amount;
}
