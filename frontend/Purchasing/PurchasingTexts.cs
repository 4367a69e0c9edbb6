namespace Marketplace.Frontend.Purchasing;

/// <summary>Names the texts of the order pages.</summary>
public sealed class PurchasingTexts;
