namespace Marketplace.Frontend.Accounts;

/// <summary>Names the texts of the page that makes an account.</summary>
public sealed class RegistrationTexts;
