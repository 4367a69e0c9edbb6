using Marketplace.Suppliers;

namespace Marketplace.Search;

/// <summary>What decides how a seller's items are found and ranked.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="TradeName">Name it trades under; empty when it is the same.</param>
/// <param name="Nib">NIB; empty while unknown.</param>
/// <param name="Size">Its size by the evidence given; null without.</param>
/// <param name="IsTaxable">Whether it charges PPN.</param>
/// <param name="RatingSum">All its ratings together, in hundredths.</param>
/// <param name="Ratings">How many there are.</param>
[GenerateSerializer, Immutable, Alias("seller-facts")]
public sealed record SellerFacts(
    [property: Id(0)] string Name,
    [property: Id(1)] string TradeName,
    [property: Id(2)] string Nib,
    [property: Id(3)] BusinessSize? Size,
    [property: Id(4)] bool IsTaxable,
    [property: Id(5)] long RatingSum = 0,
    [property: Id(6)] int Ratings = 0)
{
    /// <summary>Nothing is known.</summary>
    public static readonly SellerFacts Unknown = new("", "", "", Size: null, IsTaxable: false);

    /// <summary>Its mean rating in hundredths, 100–300; null while nobody has rated it.</summary>
    public int? Rating => Ratings == 0 ? null : (int)(RatingSum / Ratings);

    /// <summary>Whether it is a micro or small business or a cooperative (UMKK).</summary>
    public bool IsSmall => Size is BusinessSize.Micro or BusinessSize.Small or BusinessSize.Cooperative;

    /// <summary>These facts with another profile.</summary>
    public SellerFacts With(SupplierProfile profile, BusinessSize? size) => this with
    {
        Name = profile.LegalName,
        TradeName = profile.TradeName,
        Nib = profile.Nib,
        Size = size,
        IsTaxable = profile.IsTaxable,
    };
}
