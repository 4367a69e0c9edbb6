using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Identity's store, but a copy of the database alone gives nobody a second factor: TOTP keys are encrypted, and of
/// recovery codes only the hashes are kept.
/// </summary>
/// <param name="db">The tables.</param>
/// <param name="protection">The keys.</param>
public sealed class AccountStore(AccountsDb db, IDataProtectionProvider protection)
    : UserOnlyStore<Account, AccountsDb>(db)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Accounts.TotpKey.v1");

    /// <inheritdoc />
    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _protector.Protect(key), cancellationToken);

    /// <inheritdoc />
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } key ? _protector.Unprotect(key) : null;

    /// <inheritdoc />
    public override Task ReplaceCodesAsync(
        Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    /// <inheritdoc />
    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var kept = await GetTokenAsync(user, "[AspNetUserStore]", "RecoveryCodes", cancellationToken) ?? "";
        var hash = Hash(code);
        var codes = kept.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!codes.Contains(hash)) return false;
        await base.ReplaceCodesAsync(user, codes.Where(other => other != hash), cancellationToken);
        return true;
    }

    // Recovery codes are random enough (10 characters of 32) that a plain hash cannot be guessed from.
    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
