using Marketplace.Outcomes;

namespace Marketplace.Catalogue;

/// <summary>Why a catalogue item refuses.</summary>
public static class ItemRefusals
{
    /// <summary>The supplier was never registered. Facts: supplier.</summary>
    public static readonly RefusalCode SupplierMissing = new(3101, "item-supplier-missing", RefusalKind.Rule);

    /// <summary>The category does not exist or is not of level 3. Facts: category.</summary>
    public static readonly RefusalCode CategoryMissing = new(3102, "item-category-missing", RefusalKind.Rule);

    /// <summary>The unit is not in the table of units. Facts: unit.</summary>
    public static readonly RefusalCode UnitUnknown = new(3103, "item-unit-unknown", RefusalKind.Rule);

    /// <summary>The stage does not allow this. Facts: stage.</summary>
    public static readonly RefusalCode StageForbids = new(3104, "item-stage-forbids", RefusalKind.Conflict);

    /// <summary>Whoever submitted or helped with a listing may not review it (DOMAIN §1 c).</summary>
    public static readonly RefusalCode ReviewerInvolved =
        new(3105, "item-reviewer-involved", RefusalKind.NotAllowed);

    /// <summary>The template has no such attribute, or it is given twice. Facts: attribute.</summary>
    public static readonly RefusalCode AttributeUnknown = new(3106, "item-attribute-unknown", RefusalKind.Rule);

    /// <summary>A required attribute is missing. Facts: attribute.</summary>
    public static readonly RefusalCode AttributeMissing = new(3107, "item-attribute-missing", RefusalKind.Rule);

    /// <summary>The value is not one of the choices. Facts: attribute, choices.</summary>
    public static readonly RefusalCode AttributeNotAChoice =
        new(3108, "item-attribute-not-a-choice", RefusalKind.Rule);

    /// <summary>The KBKI code is missing or outside the category's range. Facts: prefix.</summary>
    public static readonly RefusalCode KbkiOutsideCategory =
        new(3109, "item-kbki-outside-category", RefusalKind.Rule);

    /// <summary>The supplier may not sell: not verified, or under a sanction. Facts: supplier.</summary>
    public static readonly RefusalCode SupplierMayNotSell =
        new(3110, "item-supplier-may-not-sell", RefusalKind.Rule);

    /// <summary>The supplier's NIB covers none of the activities the category asks for. Facts: required.</summary>
    public static readonly RefusalCode KbliNotCovered = new(3111, "item-kbli-not-covered", RefusalKind.Rule);

    /// <summary>The category is set aside for micro, small and cooperative suppliers. Facts: size.</summary>
    public static readonly RefusalCode CategoryReserved = new(3112, "item-category-reserved", RefusalKind.Rule);

    /// <summary>It has no price in force or to come.</summary>
    public static readonly RefusalCode PriceMissing = new(3113, "item-price-missing", RefusalKind.Rule);

    /// <summary>A certificate has run out. Facts: number, validUntil.</summary>
    public static readonly RefusalCode CertificateExpired =
        new(3114, "item-certificate-expired", RefusalKind.Rule);

    /// <summary>The item claims no such certificate. Facts: kind, number.</summary>
    public static readonly RefusalCode CertificateUnknown =
        new(3115, "item-certificate-unknown", RefusalKind.Rule);

    /// <summary>Origin and confirmation contradict each other: an import is not a domestic product.</summary>
    public static readonly RefusalCode OriginContradicts =
        new(3116, "item-origin-contradicts", RefusalKind.Rule);

    /// <summary>A certificate has a value it may not have, or lacks the one it needs. Facts: kind, max.</summary>
    public static readonly RefusalCode CertificateValueInvalid =
        new(3117, "item-certificate-value-invalid", RefusalKind.Rule);

    /// <summary>Minimum order and order multiple do not fit each other or the unit. Facts: decimals.</summary>
    public static readonly RefusalCode OrderQuantitiesUnfit =
        new(3118, "item-order-quantities-unfit", RefusalKind.Rule);

    /// <summary>Orders still hold stock of it. Facts: held.</summary>
    public static readonly RefusalCode HoldsOpen = new(3119, "item-holds-open", RefusalKind.Conflict);

    /// <summary>The unit cannot change while there is stock or an order in the old one. Facts: unit.</summary>
    public static readonly RefusalCode UnitInUse = new(3120, "item-unit-in-use", RefusalKind.Rule);

    /// <summary>Tiers must rise in quantity and strictly fall in price.</summary>
    public static readonly RefusalCode TiersNotFalling = new(3130, "item-price-tiers-not-falling", RefusalKind.Rule);

    /// <summary>Prices are set for the future, never for the past. Facts: earliest.</summary>
    public static readonly RefusalCode PriceBackdated = new(3131, "item-price-backdated", RefusalKind.Rule);

    /// <summary>
    /// Prices hold for the country, a province or a kabupaten/kota, no smaller region. Facts: region.
    /// </summary>
    public static readonly RefusalCode PriceRegionTooSmall =
        new(3132, "item-price-region-too-small", RefusalKind.Rule);

    /// <summary>Too many regions have prices of their own. Facts: max.</summary>
    public static readonly RefusalCode TooManyPriceRegions =
        new(3133, "item-too-many-price-regions", RefusalKind.Rule);

    /// <summary>It cannot be bought at this moment. Facts: stage.</summary>
    public static readonly RefusalCode NotPurchasable = new(3140, "item-not-purchasable", RefusalKind.Rule);

    /// <summary>Less than the smallest order. Facts: minimum, unit.</summary>
    public static readonly RefusalCode BelowMinimum = new(3141, "item-below-minimum", RefusalKind.Rule);

    /// <summary>Not a multiple of the order multiple. Facts: multiple, unit.</summary>
    public static readonly RefusalCode OffMultiple = new(3142, "item-off-multiple", RefusalKind.Rule);

    /// <summary>No price for the region and quantity. Facts: region.</summary>
    public static readonly RefusalCode NoPriceForRegion = new(3143, "item-no-price-for-region", RefusalKind.Rule);

    /// <summary>Less is available. Facts: available, unit.</summary>
    public static readonly RefusalCode InsufficientStock =
        new(3144, "item-insufficient-stock", RefusalKind.Rule);

    /// <summary>The order holds another quantity already. Facts: held.</summary>
    public static readonly RefusalCode HoldDiffers = new(3150, "hold-differs", RefusalKind.Conflict);

    /// <summary>The order's hold was posted already.</summary>
    public static readonly RefusalCode HoldAlreadyPosted = new(3151, "hold-already-posted", RefusalKind.Conflict);

    /// <summary>The order's hold was voided already.</summary>
    public static readonly RefusalCode HoldAlreadyVoided = new(3152, "hold-already-voided", RefusalKind.Conflict);

    /// <summary>The order has no hold here to post, or none that was posted to return from.</summary>
    public static readonly RefusalCode HoldMissing = new(3153, "hold-missing", RefusalKind.Conflict);

    /// <summary>More comes back than was posted. Facts: posted, returned.</summary>
    public static readonly RefusalCode ReturnExceedsPosted =
        new(3154, "return-exceeds-posted", RefusalKind.Rule);

    /// <summary>The return came before with another quantity. Facts: returned.</summary>
    public static readonly RefusalCode ReturnDiffers = new(3155, "return-differs", RefusalKind.Conflict);

    /// <summary>The receipt came before with another quantity. Facts: received.</summary>
    public static readonly RefusalCode ReceiptDiffers = new(3156, "stock-receipt-differs", RefusalKind.Conflict);

    /// <summary>The correction would take what orders hold. Facts: available.</summary>
    public static readonly RefusalCode CorrectionBelowHeld =
        new(3157, "stock-correction-below-held", RefusalKind.Rule);

    /// <summary>The file of an import is neither CSV nor XLSX, or damaged.</summary>
    public static readonly RefusalCode ImportUnreadable = new(3160, "import-unreadable", RefusalKind.Shape);

    /// <summary>The file of an import lacks a column. Facts: column.</summary>
    public static readonly RefusalCode ImportColumnMissing = new(3161, "import-column-missing", RefusalKind.Shape);

    /// <summary>A cell of an import's file cannot be read. Facts: line, column, value.</summary>
    public static readonly RefusalCode ImportCellUnreadable = new(3162, "import-cell-unreadable", RefusalKind.Shape);

    /// <summary>This silo has just started and is still reading what can be found.</summary>
    public static readonly RefusalCode IndexBuilding = new(3170, "index-building", RefusalKind.Busy);
}
