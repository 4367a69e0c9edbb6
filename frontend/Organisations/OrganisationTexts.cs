namespace Marketplace.Frontend.Organisations;

/// <summary>Names the texts of organisations, their units and appointments.</summary>
public sealed class OrganisationTexts;
