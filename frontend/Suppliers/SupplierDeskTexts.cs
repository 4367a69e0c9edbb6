namespace Marketplace.Frontend.Suppliers;

/// <summary>Names the texts of the pages a supplier's own people work at.</summary>
public sealed class SupplierDeskTexts;
