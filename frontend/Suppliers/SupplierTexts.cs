namespace Marketplace.Frontend.Suppliers;

/// <summary>Names the texts of the suppliers' pages.</summary>
public sealed class SupplierTexts;
