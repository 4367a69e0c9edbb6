using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>
/// An item's price schedules in one array of numbers: there are millions of them, and a search asks thousands. What
/// applies is what <see cref="PriceBook.At"/> says.
/// </summary>
[GenerateSerializer, Immutable, Alias("packed-prices")]
public readonly struct PackedPrices
{
    /// <summary>Before the tiers of a schedule: region, first and last tick, freight, how many tiers.</summary>
    private const int Head = 5;

    private const int Tier = 2;
    private const int StepLength = 3;

    private PackedPrices(long[] rows) => _rows = rows;

    [Id(0)] private readonly long[]? _rows;

    /// <summary>No prices.</summary>
    public static PackedPrices None { get; } = new([]);

    /// <summary>Whether no price depends on the kabupaten or kota.</summary>
    public bool IsAlikeWithinProvinces
    {
        get
        {
            for (var at = 0; at < Rows.Length; at = Next(at))
                if (Rows[at] % 100 != 0) return false;
            return true;
        }
    }

    private long[] Rows => _rows ?? [];

    /// <summary>Packs schedules that have begun or have their beginning set.</summary>
    public static PackedPrices Of(ImmutableArray<PriceSchedule> schedules)
    {
        var rows = new List<long>();
        foreach (var schedule in schedules)
        {
            rows.AddRange(
            [
                NumberOf(schedule.Region), schedule.ValidFrom!.Value.UtcTicks,
                schedule.ValidTo?.UtcTicks ?? long.MaxValue,
                (schedule.Freight.Amount.Amount << 1) | (schedule.Freight.Basis == FreightBasis.PerUnit ? 1L : 0L),
                schedule.Tiers.Length,
            ]);
            foreach (var tier in schedule.Tiers)
                rows.AddRange([Thousandths(tier.MinQuantity), tier.Amount.Amount]);
        }

        return new PackedPrices([.. rows]);
    }

    /// <summary>The schedules again.</summary>
    public ImmutableArray<PriceSchedule> Unpack()
    {
        var schedules = ImmutableArray.CreateBuilder<PriceSchedule>();
        for (var at = 0; at < Rows.Length; at = Next(at))
        {
            var tiers = ImmutableArray.CreateBuilder<PriceTier>();
            for (var tier = at + Head; tier < Next(at); tier += Tier)
                tiers.Add(new PriceTier(new Quantity(Rows[tier] / 1000m), new Rupiah(Rows[tier + 1])));
            var freight = FreightAt(at);
            schedules.Add(new PriceSchedule
            {
                Region = CodeOf(Rows[at]),
                ValidFrom = Moment(Rows[at + 1]),
                ValidTo = Rows[at + 2] == long.MaxValue ? null : Moment(Rows[at + 2]),
                Tiers = tiers.DrainToImmutable(),
                Freight = new FreightRule(
                    freight.IsPerUnit ? FreightBasis.PerUnit : FreightBasis.PerLine, new Rupiah(freight.Amount)),
            });
        }

        return schedules.DrainToImmutable();
    }

    /// <summary>The price of a quantity in a region; without a region that of the whole country, or else the
    /// cheapest.</summary>
    /// <param name="region">See <see cref="NumberOf"/>.</param>
    /// <param name="quantity">In thousandths.</param>
    /// <param name="ticks">The moment, UTC.</param>
    /// <param name="found">The price.</param>
    public bool TryFind(long region, long quantity, long ticks, out PackedPrice found)
    {
        if (TryFindIn(region, quantity, ticks, out found)) return true;
        if (region != 0) return false;
        var isFound = false;
        for (var at = 0; at < Rows.Length; at = Next(at))
        {
            if (!TryFindIn(Rows[at], quantity, ticks, out var one) || (isFound && found.Amount <= one.Amount)) continue;
            (found, isFound) = (one, true);
        }

        return isFound;
    }

    /// <summary>
    /// The prices of a region at a moment as steps of rising quantity, each the least quantity in thousandths, the
    /// amount and the freight: one short piece of memory.
    /// </summary>
    public long[] StepsIn(long region, long ticks)
    {
        var bounds = new SortedSet<long>();
        for (var at = 0; at < Rows.Length; at = Next(at))
            for (var tier = at + Head; tier < Next(at); tier += Tier) bounds.Add(Rows[tier]);
        var steps = new List<long>(bounds.Count * StepLength);
        foreach (var bound in bounds)
        {
            if (TryFindIn(region, bound, ticks, out var found))
                steps.AddRange([bound, found.Amount, (found.Freight << 1) | (found.IsFreightPerUnit ? 1L : 0L)]);
        }

        return [.. steps];
    }

    /// <summary>The price of a quantity among steps.</summary>
    public static bool TryFindStep(long[] steps, long quantity, out PackedPrice found)
    {
        for (var at = steps.Length - StepLength; at >= 0; at -= StepLength)
        {
            if (steps[at] > quantity) continue;
            found = new PackedPrice(steps[at + 1], steps[at + 2] >> 1, (steps[at + 2] & 1) != 0);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>Whether they are the same, not only alike.</summary>
    internal bool IsSame(PackedPrices other) => ReferenceEquals(_rows, other._rows);

    /// <summary>Adds the places that have a price and the quantities from which on there is another one.</summary>
    internal void AddSteps(HashSet<long> regions, SortedSet<long> quantities)
    {
        for (var at = 0; at < Rows.Length; at = Next(at))
        {
            regions.Add(Rows[at]);
            for (var tier = at + Head; tier < Next(at); tier += Tier) quantities.Add(Rows[tier]);
        }
    }

    /// <summary>The next moment at which a price begins or ends, in ticks; the largest where none does.</summary>
    public long NextChange(long ticks)
    {
        var next = long.MaxValue;
        for (var at = 0; at < Rows.Length; at = Next(at))
        {
            if (Rows[at + 1] > ticks) next = Math.Min(next, Rows[at + 1]);
            if (Rows[at + 2] > ticks) next = Math.Min(next, Rows[at + 2]);
        }

        return next;
    }

    /// <summary>A region as a number: 0 for the whole country, 1800 for a province, 1871 for a kabupaten or kota and
    /// everything within it.</summary>
    public static long NumberOf(RegionCode? region)
    {
        if (region is not { Value: var code }) return 0;
        var province = ((code[0] - '0') * 1000) + ((code[1] - '0') * 100);
        return code.Length < 5 ? province : province + ((code[3] - '0') * 10) + (code[4] - '0');
    }

    /// <summary>A quantity in thousandths.</summary>
    public static long Thousandths(Quantity quantity) => (long)(quantity.Amount * 1000);

    private static RegionCode? CodeOf(long number) => number == 0 ? null
        : number % 100 == 0 ? RegionCode.Wrap($"{number / 100:00}")
        : RegionCode.Wrap($"{number / 100:00}.{number % 100:00}");

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);

    private int Next(int at) => at + Head + ((int)Rows[at + 4] * Tier);

    private (long Amount, bool IsPerUnit) FreightAt(int at) => (Rows[at + 3] >> 1, (Rows[at + 3] & 1) != 0);

    private bool TryFindIn(long region, long quantity, long ticks, out PackedPrice found)
    {
        found = default;
        var rows = Rows;
        var best = -1;
        for (var at = 0; at < rows.Length; at = Next(at))
        {
            var (priced, from, to) = (rows[at], rows[at + 1], rows[at + 2]);
            // The whole country, the province, the place itself: the narrower, the better.
            var specificity = priced == 0 ? 0 : priced % 100 == 0 ? 1 : 2;
            if (specificity <= best || from > ticks || to <= ticks) continue;
            if (priced != 0 && priced != region && priced != region - (region % 100)) continue;
            for (var tier = at + Head + (((int)rows[at + 4] - 1) * Tier); tier >= at + Head; tier -= Tier)
            {
                if (rows[tier] > quantity) continue;
                var freight = FreightAt(at);
                (found, best) = (new PackedPrice(rows[tier + 1], freight.Amount, freight.IsPerUnit), specificity);
                break;
            }
        }

        return best >= 0;
    }
}

/// <summary>A price that applies.</summary>
/// <param name="Amount">Per unit, before tax, in rupiah.</param>
/// <param name="Freight">What delivery costs, before tax, in rupiah.</param>
/// <param name="IsFreightPerUnit">For every unit, or else once.</param>
public readonly record struct PackedPrice(long Amount, long Freight, bool IsFreightPerUnit);
