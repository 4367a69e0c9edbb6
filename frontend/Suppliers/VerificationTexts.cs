namespace Marketplace.Frontend.Suppliers;

/// <summary>Names the texts of the pages on which suppliers are verified and sanctioned.</summary>
public sealed class VerificationTexts;
