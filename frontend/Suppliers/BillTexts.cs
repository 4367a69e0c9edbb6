namespace Marketplace.Frontend.Suppliers;

/// <summary>Names the texts of the page that says what a supplier is owed.</summary>
public sealed class BillTexts;
