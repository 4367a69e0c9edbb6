namespace Marketplace.Frontend.Search;

/// <summary>Names the texts of the search.</summary>
public sealed class SearchTexts;
