namespace Marketplace.Frontend.Purchasing;

/// <summary>Names the texts of an order's dossier.</summary>
public sealed class DossierTexts;
