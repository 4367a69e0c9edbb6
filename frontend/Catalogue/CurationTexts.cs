namespace Marketplace.Frontend.Catalogue;

/// <summary>Names the texts of the pages on which listings are reviewed and categories kept.</summary>
public sealed class CurationTexts;
