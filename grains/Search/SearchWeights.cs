using System.Collections.Immutable;
using Marketplace.Policy;

namespace Marketplace.Search;

/// <summary>
/// The published order of results: points for how well an item matches, then for how local it is, for small
/// businesses, for evidence and for performance. Every weight is a dated policy row.
/// </summary>
public sealed class SearchWeights
{
    private const int MostRelevance = 1000;
    private const int WholeInBasisPoints = 10_000;
    private const int LowestRating = 100;
    private const int HighestRating = 300;

    private readonly PolicyDay _day;
    private readonly int _relevance, _sameRegency, _lampung, _domestic, _small, _localContent, _marks, _rating;

    /// <summary>The weights of a day.</summary>
    public SearchWeights(PolicyDay day)
    {
        _day = day;
        var values = Keys.Select(key => day[key].Count).ToArray();
        (_relevance, _sameRegency, _lampung, _domestic) = (values[0], values[1], values[2], values[3]);
        (_small, _localContent, _marks, _rating) = (values[4], values[5], values[6], values[7]);
    }

    /// <summary>The policy rows they come from.</summary>
    public ImmutableArray<string> Rows => [.. Keys.Select(key => _day[key].Name)];

    private static readonly ImmutableArray<string> Keys =
    [
        PolicyKeys.SearchRelevance, PolicyKeys.SearchSameRegency, PolicyKeys.SearchLampung,
        PolicyKeys.SearchDomestic, PolicyKeys.SearchSmallBusiness, PolicyKeys.SearchLocalContent,
        PolicyKeys.SearchCertificates, PolicyKeys.SearchRating,
    ];

    /// <summary>The points of an item in one number, as <see cref="Score"/> has them.</summary>
    internal int PointsOf(int relevance, in ItemToday today, LocalLevel level)
    {
        var points = (int)((long)relevance * _relevance / MostRelevance) + today.Points;
        // Only the place of delivery can make an item more local than it is anyway.
        return level == today.Level ? points : points + PointsOf(level) - PointsOf(today.Level);
    }

    /// <summary>An item's points.</summary>
    /// <param name="relevance">How well it matches, 0–1000.</param>
    /// <param name="seller">Who sells it.</param>
    /// <param name="today">What the item comes to.</param>
    /// <param name="level">How local it is.</param>
    internal ItemScore Score(int relevance, SellerFacts seller, in ItemToday today, LocalLevel level)
    {
        // Newcomers stand in the middle: they lose nothing before anyone has judged them.
        var rating = Math.Clamp(seller.Rating ?? ((LowestRating + HighestRating) / 2), LowestRating, HighestRating);
        return new ItemScore(
            (int)((long)relevance * _relevance / MostRelevance),
            PointsOf(level),
            seller.IsSmall ? _small : 0,
            (today.LocalContent * _localContent / WholeInBasisPoints) + (today.HasMark ? _marks : 0),
            (rating - LowestRating) * _rating / (HighestRating - LowestRating));
    }

    private int PointsOf(LocalLevel level) => level switch
    {
        LocalLevel.SameRegency => _sameRegency,
        LocalLevel.Lampung => _lampung,
        LocalLevel.Domestic => _domestic,
        _ => 0,
    };
}
