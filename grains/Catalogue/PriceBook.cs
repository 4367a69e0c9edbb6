using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>An item's price schedules: which one applies, and what becomes of them when new prices are set.</summary>
public static class PriceBook
{
    /// <summary>
    /// The price of a quantity in a region at a moment: of the schedules in force that have a tier for it, that of the
    /// most specific region; there the tier of the highest least quantity.
    /// </summary>
    /// <param name="prices">The schedules.</param>
    /// <param name="region">Where to; null for the price of the whole country.</param>
    /// <param name="quantity">How much.</param>
    /// <param name="moment">When.</param>
    public static PriceFound? At(
        ImmutableArray<PriceSchedule> prices, RegionCode? region, Quantity quantity, DateTimeOffset moment)
    {
        PriceFound? best = null;
        var specificity = -1;
        foreach (var schedule in prices)
        {
            var length = schedule.Region?.Value.Length ?? 0;
            if (length <= specificity || !IsInForce(schedule, moment) || !Covers(schedule.Region, region)) continue;
            for (var i = schedule.Tiers.Length - 1; i >= 0; i--)
            {
                if (schedule.Tiers[i].MinQuantity > quantity) continue;
                (best, specificity) = (new PriceFound(schedule.Tiers[i].Amount, schedule.Freight), length);
                break;
            }
        }

        return best;
    }

    /// <summary>The schedules once new prices are set: open ones of the region end where these begin.</summary>
    /// <param name="prices">The schedules before.</param>
    /// <param name="set">What was set.</param>
    /// <param name="memory">How long ended ones are kept.</param>
    public static ImmutableArray<PriceSchedule> After(
        ImmutableArray<PriceSchedule> prices, ItemPricesSet set, TimeSpan memory)
    {
        var after = ImmutableArray.CreateBuilder<PriceSchedule>(prices.Length + 1);
        foreach (var schedule in prices)
        {
            var kept = schedule.Region == set.Region && (schedule.ValidTo is null || schedule.ValidTo > set.From)
                ? schedule with { ValidTo = set.From }
                : schedule;
            // One that was replaced before it began never held; one that ended long ago is history.
            if (kept.ValidTo <= kept.ValidFrom) continue;
            if (kept.ValidTo < set.At - memory) continue;
            after.Add(kept);
        }

        if (set.Tiers.Length > 0)
        {
            after.Add(new PriceSchedule
            {
                Region = set.Region,
                ValidFrom = set.From,
                ValidTo = set.Until,
                Tiers = set.Tiers,
                Freight = set.Freight,
            });
        }

        return after.ToImmutable();
    }

    /// <summary>Whether a schedule holds at a moment.</summary>
    public static bool IsInForce(PriceSchedule schedule, DateTimeOffset moment) =>
        schedule.ValidFrom <= moment && (schedule.ValidTo is null || moment < schedule.ValidTo);

    /// <summary>Whether a region's price holds in another: that region, one within it, or any for the whole
    /// country.</summary>
    public static bool Covers(RegionCode? priced, RegionCode? asked)
    {
        if (priced is not { Value: var prefix }) return true;
        return asked is { Value: var region }
            && region.StartsWith(prefix, StringComparison.Ordinal)
            && (region.Length == prefix.Length || region[prefix.Length] == '.');
    }

    /// <summary>The next moment at which a price begins or ends; null when none does.</summary>
    public static DateTimeOffset? NextChange(ImmutableArray<PriceSchedule> prices, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var schedule in prices)
        {
            if (schedule.ValidFrom > now && !(next <= schedule.ValidFrom)) next = schedule.ValidFrom;
            if (schedule.ValidTo > now && !(next <= schedule.ValidTo)) next = schedule.ValidTo;
        }

        return next;
    }
}

/// <summary>A price that applies.</summary>
/// <param name="Amount">Per unit, before tax (DPP).</param>
/// <param name="Freight">What delivery costs.</param>
public readonly record struct PriceFound(Rupiah Amount, FreightRule Freight)
{
    /// <summary>What the delivery of a quantity costs, before tax.</summary>
    public Rupiah FreightOf(Quantity quantity) =>
        Freight.Basis == FreightBasis.PerUnit ? Freight.Amount * quantity : Freight.Amount;
}
