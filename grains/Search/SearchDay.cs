using Marketplace.Policy;
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
        Anywhere = new ItemOffers(region: null, quantity: null, now, law);
    }

    /// <summary>The moment.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The policy of that day.</summary>
    public PolicyDay Law { get; }

    /// <summary>Its weights.</summary>
    public SearchWeights Weights { get; }

    /// <summary>What the least quantity costs wherever it is cheapest.</summary>
    public ItemOffers Anywhere { get; }

    /// <summary>The first tick of the next day.</summary>
    public long Until { get; }
}
