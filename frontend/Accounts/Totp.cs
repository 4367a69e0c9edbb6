using Marketplace.Outcomes;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Frontend.Accounts;

/// <summary>Time-based one-time codes as a second factor (RFC 6238, six digits, 30 seconds).</summary>
/// <param name="users">Identity.</param>
/// <param name="keys">Where the keys are kept.</param>
/// <param name="book">Asks for the password once more.</param>
/// <param name="known">Tokens found good lately.</param>
public sealed class Totp(
    UserManager<Account> users, IUserStore<Account> keys, AccountBook book, KnownTokens known)
{
    /// <summary>Gives a new key for the authenticator. It is not asked for until it has been confirmed by a
    /// code.</summary>
    public async Task<Result<TotpKey>> Enrol(Account account, string? password)
    {
        if (account.TwoFactorEnabled) return AccountRefusals.TotpAlreadyOn;
        if (await book.Confirm(account, password) is { } wrong) return wrong;
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Account>)keys)
            .SetAuthenticatorKeyAsync(account, key, CancellationToken.None);
        await users.UpdateAsync(account);
        var label = Uri.EscapeDataString($"Marketplace:{account.Email}");
        return new TotpKey(key, $"otpauth://totp/{label}?secret={key}&issuer=Marketplace&digits=6");
    }

    /// <summary>Switches the second factor on, and ends every session: from now on the code is asked for.</summary>
    public async Task<Result<RecoveryCodes>> Confirm(Account account, string? code)
    {
        if (account.TwoFactorEnabled) return AccountRefusals.TotpAlreadyOn;
        if (await users.GetAuthenticatorKeyAsync(account) is null) return AccountRefusals.TotpNotOn;
        if (!await Fits(account, code)) return AccountRefusals.TotpCodeWrong.On("code");
        await users.SetTwoFactorEnabledAsync(account, enabled: true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, AccountLimits.RecoveryCodes);
        known.ForgetAll();
        return new RecoveryCodes([.. codes ?? []]);
    }

    /// <summary>Switches the second factor off, and ends every session.</summary>
    public async Task<Refusal?> Disable(Account account, string? password, string? code)
    {
        if (!account.TwoFactorEnabled) return AccountRefusals.TotpNotOn;
        if (await book.Confirm(account, password) is { } wrong) return wrong;
        if (!await Fits(account, code)) return AccountRefusals.TotpCodeWrong.On("code");
        await users.SetTwoFactorEnabledAsync(account, enabled: false);
        known.ForgetAll();
        return null;
    }

    private async Task<bool> Fits(Account account, string? code)
    {
        if (code is { Length: > 0 and <= 20 } && !await users.IsLockedOutAsync(account)
            && await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            return true;
        }

        await users.AccessFailedAsync(account);
        return false;
    }
}

/// <summary>A new key for an authenticator.</summary>
/// <param name="Key">The key, base32, to type in.</param>
/// <param name="Uri">The same as <c>otpauth://</c> address, to show as a QR code.</param>
public sealed record TotpKey(string Key, string Uri);

/// <summary>Codes that each replace the authenticator once. Shown this once.</summary>
/// <param name="Codes">The codes.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);
