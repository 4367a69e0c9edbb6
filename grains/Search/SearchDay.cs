using Marketplace.Policy;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>The moment a search happens at, with the rules of its day.</summary>
internal sealed class SearchDay
{
    /// <summary>A moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="law">The policy of that day: weights and tax rates.</param>
    public SearchDay(DateTimeOffset now, PolicyDay law)
    {
        (Now, Law, Weights) = (now, law, new SearchWeights(law));
        Until = Wib.StartOf(law.Date.AddDays(1)).UtcTicks;
        Second = SecondOf(now.UtcTicks);
        Anywhere = new ItemOffers(region: null, quantity: null, now, law);
        InLampung = new ItemOffers(RegionTable.Lampung, quantity: null, now, law);
    }

    /// <summary>The moment.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Its second; see <see cref="SecondOf"/>.</summary>
    public uint Second { get; }

    /// <summary>The policy of that day.</summary>
    public PolicyDay Law { get; }

    /// <summary>Its weights.</summary>
    public SearchWeights Weights { get; }

    /// <summary>What the least quantity costs wherever it is cheapest.</summary>
    public ItemOffers Anywhere { get; }

    /// <summary>What the least quantity costs in Lampung.</summary>
    public ItemOffers InLampung { get; }

    /// <summary>The first tick of the next day.</summary>
    public long Until { get; }

    /// <summary>The second of a tick, from the year 2000.</summary>
    public static uint SecondOf(long ticks) =>
        (uint)Math.Clamp((ticks - Epoch) / TimeSpan.TicksPerSecond, 0, uint.MaxValue);

    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
}
