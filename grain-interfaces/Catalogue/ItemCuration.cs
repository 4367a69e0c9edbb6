using System.Collections.Immutable;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What a catalogue manager may do with an item. Names are permanent.</summary>
public enum ItemDuty
{
    /// <summary>Take it for review.</summary>
    Review = 1,

    /// <summary>Approve it.</summary>
    Publish = 2,

    /// <summary>Send it back with reasons.</summary>
    Reject = 3,

    /// <summary>Verify evidence apart from approving it.</summary>
    VerifyEvidence = 4,

    /// <summary>Stop its sale.</summary>
    Freeze = 5,

    /// <summary>End a freeze.</summary>
    Unfreeze = 6,

    /// <summary>Take it out of the catalogue.</summary>
    Delist = 7,

    /// <summary>Say that what seemed doubtful is right.</summary>
    ClearDoubts = 8,
}

/// <summary>An item on the desk of the market's operators: what is to be judged, and what changed since.</summary>
[GenerateSerializer, Immutable, Alias("item-curation")]
public sealed record ItemCuration
{
    /// <summary>The item, with how its review went.</summary>
    [Id(0)] public required ItemView Item { get; init; }

    /// <summary>What the caller may do now.</summary>
    [Id(1)] public required ImmutableArray<ItemDuty> Duties { get; init; }

    /// <summary>Why the caller, a catalogue manager, may never judge this listing; null when they may.</summary>
    [Id(2)] public Refusal? Bar { get; init; }

    /// <summary>What keeps it from being published as it stands; empty when nothing does.</summary>
    [Id(3)] public required ImmutableArray<Refusal> Problems { get; init; }

    /// <summary>The certificates it claims that a reviewer has verified exactly so.</summary>
    [Id(4)] public required ImmutableArray<CertificateReference> Verified { get; init; }

    /// <summary>The listing as it was last published or rejected; null before the first time.</summary>
    [Id(5)] public JudgedListing? Judged { get; init; }

    /// <summary>Its prices in force and to come, beside those there were when it was judged.</summary>
    [Id(6)] public required ImmutableArray<PriceComparison> Prices { get; init; }
}

/// <summary>A listing as it was judged.</summary>
/// <param name="Outcome">Published or rejected.</param>
/// <param name="Details">What the supplier said about it.</param>
[GenerateSerializer, Immutable, Alias("judged-listing")]
public sealed record JudgedListing([property: Id(0)] ItemStage Outcome, [property: Id(1)] ItemDetails Details);

/// <summary>A price as it stands, beside what it would be had nobody changed it since the item was judged.</summary>
/// <param name="Region">Where it holds; null for the whole country.</param>
/// <param name="MinQuantity">Least quantity.</param>
/// <param name="Before">Price per unit before tax (DPP) as it was judged; null when there was none.</param>
/// <param name="Now">Price per unit before tax (DPP) now; null when it was withdrawn.</param>
/// <param name="FreightBefore">What delivery cost; null when there was no price.</param>
/// <param name="FreightNow">What delivery costs; null when the price was withdrawn.</param>
/// <param name="From">First moment the present price holds; null when it was withdrawn.</param>
[GenerateSerializer, Immutable, Alias("price-comparison")]
public sealed record PriceComparison(
    [property: Id(0)] RegionCode? Region,
    [property: Id(1)] Quantity MinQuantity,
    [property: Id(2)] Rupiah? Before,
    [property: Id(3)] Rupiah? Now,
    [property: Id(4)] FreightRule? FreightBefore,
    [property: Id(5)] FreightRule? FreightNow,
    [property: Id(6)] DateTimeOffset? From);
