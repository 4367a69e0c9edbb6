using System.ComponentModel.DataAnnotations;

namespace Marketplace.Frontend.Accounts;

/// <summary>How accounts are guarded: configuration section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Accounts";

    /// <summary>Wrong passwords or codes in a row before the account is locked.</summary>
    [Range(3, 100)]
    public int MaxFailures { get; set; } = 5;

    /// <summary>How long it stays locked, in minutes.</summary>
    [Range(1, 24 * 60)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>How long an access token is good for, in minutes.</summary>
    [Range(1, 24 * 60)]
    public int AccessMinutes { get; set; } = 60;

    /// <summary>How long a refresh token is good for, in days.</summary>
    [Range(1, 90)]
    public int RefreshDays { get; set; } = 14;
}

/// <summary>Limits of accounts.</summary>
public static class AccountLimits
{
    /// <summary>Shortest password. Length is what counts: no composition is asked for (NIST SP 800-63B).</summary>
    public const int MinPasswordLength = 12;

    /// <summary>Longest password; bounds the work of hashing it.</summary>
    public const int MaxPasswordLength = 128;

    /// <summary>Longest name of a person.</summary>
    public const int MaxFullName = 100;

    /// <summary>Longest e-mail address.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>Most personal tokens in force of one account.</summary>
    public const int MaxApiTokens = 20;

    /// <summary>Longest life of a personal token, in days.</summary>
    public const int MaxApiTokenDays = 366;

    /// <summary>Longest name of a personal token.</summary>
    public const int MaxApiTokenName = 60;

    /// <summary>Recovery codes given when TOTP is switched on.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>How long a first administrator's link is good for, in hours.</summary>
    public const int AdministratorLinkHours = 24;

    /// <summary>For how long, at most, a revoked token may still be taken on a silo that knew it, in seconds.</summary>
    public const int KnownTokenSeconds = 60;

    /// <summary>Most tokens remembered as good at a time.</summary>
    public const int KnownTokens = 10_000;
}
