namespace Marketplace.Purchasing;

/// <summary>Limits of purchase orders.</summary>
public static class OrderLimits
{
    /// <summary>Most lines; the largest order of the national sample had 52 (DOMAIN §8).</summary>
    public const int MaxLines = 100;

    /// <summary>Most delivery addresses.</summary>
    public const int MaxDeliveries = 20;

    /// <summary>Most budget lines; the sample's largest had 51.</summary>
    public const int MaxBudgetLines = 60;

    /// <summary>Most shipments.</summary>
    public const int MaxShipments = 100;

    /// <summary>Most extra services of an offer.</summary>
    public const int MaxServices = 10;

    /// <summary>Most rounds of offers.</summary>
    public const int MaxOffers = 40;

    /// <summary>Most payments.</summary>
    public const int MaxPayments = 50;

    /// <summary>Most addenda.</summary>
    public const int MaxAddenda = 20;

    /// <summary>Longest free text.</summary>
    public const int MaxNote = 1000;

    /// <summary>Longest name, number or reference.</summary>
    public const int MaxName = 100;
}
