namespace Marketplace.Frontend.Accounts;

/// <summary>Names the texts of the account pages.</summary>
public sealed class AccountTexts;
