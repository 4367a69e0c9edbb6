namespace Marketplace.Frontend.Catalogue;

/// <summary>Names the texts of the catalogue's pages.</summary>
public sealed class CatalogueTexts;
