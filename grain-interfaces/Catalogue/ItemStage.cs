namespace Marketplace.Catalogue;

/// <summary>Where an item stands (DOMAIN §3). Stored by name; names are permanent.</summary>
public enum ItemStage
{
    /// <summary>Never drafted.</summary>
    Absent = 0,

    /// <summary>Being written by the supplier or a facilitator.</summary>
    Draft = 1,

    /// <summary>Waits for a reviewer.</summary>
    Submitted = 2,

    /// <summary>A catalogue manager is looking at it.</summary>
    InReview = 3,

    /// <summary>Seen and, with a price and stock, buyable.</summary>
    Published = 4,

    /// <summary>Sent back with reasons; may be mended and submitted again.</summary>
    Rejected = 5,

    /// <summary>Dibekukan: seen, not buyable.</summary>
    Frozen = 6,

    /// <summary>Turun tayang: no longer shown.</summary>
    Delisted = 7,

    /// <summary>Put away for good.</summary>
    Archived = 8,
}

/// <summary>What the review says of an item, apart from whether it is seen or buyable.</summary>
public enum ReviewStatus
{
    /// <summary>Not handed in yet.</summary>
    NotSubmitted = 1,

    /// <summary>Handed in, no reviewer yet.</summary>
    Waiting = 2,

    /// <summary>Under review.</summary>
    InReview = 3,

    /// <summary>Approved as it stands.</summary>
    Approved = 4,

    /// <summary>Sent back.</summary>
    Rejected = 5,
}

/// <summary>Why a listing is sent back: the fixed list.</summary>
public enum RejectionReason
{
    /// <summary>It belongs in another category.</summary>
    WrongCategory = 1,

    /// <summary>Name, description or attributes do not say what it is.</summary>
    UnclearDescription = 2,

    /// <summary>Photos are missing, unclear or of something else.</summary>
    UnclearPhotos = 3,

    /// <summary>The price is not reasonable.</summary>
    UnreasonablePrice = 4,

    /// <summary>A certificate could not be verified.</summary>
    UnverifiedCertificate = 5,

    /// <summary>The origin is doubtful, such as an import offered as domestic.</summary>
    DoubtfulOrigin = 6,

    /// <summary>The same product is listed already by this supplier.</summary>
    Duplicate = 7,

    /// <summary>It may not be sold here.</summary>
    ForbiddenGoods = 8,

    /// <summary>Something else, said in the text.</summary>
    Other = 9,
}

/// <summary>Why an item is frozen.</summary>
public enum FreezeReason
{
    /// <summary>A patrol finding of a catalogue manager.</summary>
    PatrolFinding = 1,

    /// <summary>An import offered in place of a domestic product.</summary>
    ImportSubstitution = 2,

    /// <summary>An unreasonable price.</summary>
    UnreasonablePrice = 3,

    /// <summary>A verified certificate has run out; by the engine.</summary>
    CertificateExpired = 4,

    /// <summary>The supplier may not sell; by the engine.</summary>
    SupplierSanctioned = 5,

    /// <summary>The stock was not confirmed for too long; by the engine, ended by confirming it.</summary>
    StockNotConfirmed = 6,

    /// <summary>Something else, said in the note.</summary>
    Other = 7,
}

/// <summary>Why stock is corrected.</summary>
public enum CorrectionReason
{
    /// <summary>A count found another number.</summary>
    Count = 1,

    /// <summary>Damaged.</summary>
    Damaged = 2,

    /// <summary>Past its date.</summary>
    Expired = 3,

    /// <summary>Lost or stolen.</summary>
    Lost = 4,

    /// <summary>Sold elsewhere.</summary>
    SoldElsewhere = 5,

    /// <summary>Something else, said in the note.</summary>
    Other = 6,
}

/// <summary>A label shown with an item; derived from verified evidence, never typed (DOMAIN §3).</summary>
public enum ItemLabel
{
    /// <summary>PDN: made at home, confirmed by a reviewer.</summary>
    DomesticProduct = 1,

    /// <summary>Verified TKDN.</summary>
    LocalContent = 2,

    /// <summary>SNI.</summary>
    Sni = 3,

    /// <summary>Halal.</summary>
    Halal = 4,

    /// <summary>P-IRT.</summary>
    HomeIndustryFood = 5,

    /// <summary>BPOM.</summary>
    FoodAuthority = 6,

    /// <summary>Brand or intellectual property.</summary>
    OwnBrand = 7,

    /// <summary>Environmental label.</summary>
    Green = 8,

    /// <summary>Produk Lampung: a domestic product whose confirmed origin lies in the province.</summary>
    LampungProduct = 9,
}
