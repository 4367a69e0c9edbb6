namespace Marketplace.Frontend.Purchasing;

/// <summary>Names the texts of the documents of an order.</summary>
public sealed class PaperTexts;
