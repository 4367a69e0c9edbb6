namespace Marketplace.Frontend.Catalogue;

/// <summary>Names the texts of the pages on which suppliers look after their products.</summary>
public sealed class ListingTexts;
