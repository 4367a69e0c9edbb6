using System.Net.Mail;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Registering, signing in and changing what one signs in with. Nothing here tells a stranger whether an account
/// exists: the answers, and the work done for them, are the same.
/// </summary>
/// <param name="users">Identity.</param>
/// <param name="known">Tokens found good lately.</param>
public sealed class AccountBook(UserManager<Account> users, KnownTokens known)
{
    // Failures of one account are counted one after the other: side by side, many guesses would count as one.
    private static readonly SemaphoreSlim[] Turns =
        [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>A hash to compare with when there is no account, so that the answer takes as long.</summary>
    private static readonly Lazy<string> Decoy =
        new(static () => new PasswordHasher<Account>().HashPassword(new Account(), Guid.NewGuid().ToString()));

    /// <summary>
    /// Makes an account unless there is one with this e-mail address; the answer is the same in both cases.
    /// </summary>
    public async Task<Refusal?> Register(string? email, string? password, string? fullName)
    {
        if ((CheckName(fullName) ?? CheckEmail(email) ?? await CheckPassword(password, "password")) is { } malformed)
            return malformed;
        if (await users.FindByEmailAsync(email!) is null) await Create(email!, password!, fullName);
        else _ = users.PasswordHasher.HashPassword(new Account(), password!);
        return null;
    }

    /// <summary>The account of this address and password: an existing one if the password fits, otherwise a new
    /// one.</summary>
    public async Task<Result<Account>> FindOrCreate(string? email, string? password, string? fullName)
    {
        if ((CheckName(fullName) ?? CheckEmail(email) ?? await CheckPassword(password, "password")) is { } malformed)
            return malformed;
        if (await users.FindByEmailAsync(email!) is not null) return await SignIn(email, password, code: null);
        return await Create(email!, password!, fullName)
            ? (await users.FindByEmailAsync(email!))!
            : AccountRefusals.BadCredentials;
    }

    /// <summary>The account someone may act as who knows its password, and its code where TOTP is on.</summary>
    /// <param name="email">The address.</param>
    /// <param name="password">The password.</param>
    /// <param name="code">Six digits of the authenticator, or a recovery code, which is used up.</param>
    public async Task<Result<Account>> SignIn(string? email, string? password, string? code)
    {
        // What no account can have as its address is not looked up: PostgreSQL fails on some of it.
        if (CheckEmail(email) is not null || password is not { Length: > 0 and <= AccountLimits.MaxPasswordLength })
            return AccountRefusals.BadCredentials;
        var turn = Turns[(uint)users.NormalizeEmail(email!).GetHashCode(StringComparison.Ordinal) % Turns.Length];
        await turn.WaitAsync();
        try
        {
            return await Verify(await users.FindByEmailAsync(email!), password, code);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Changes what someone is called.</summary>
    public async Task<Refusal?> Rename(Account account, string? fullName)
    {
        if (CheckName(fullName) is { } malformed) return malformed;
        account.FullName = NameOrNone(fullName);
        var saved = await users.UpdateAsync(account);
        return saved.Succeeded ? null : CommonRefusals.TooContended;
    }

    /// <summary>Changes the password and ends every session.</summary>
    public async Task<Refusal?> ChangePassword(Account account, string? current, string? next)
    {
        if (await CheckPassword(next, "newPassword") is { } weak) return weak;
        if (await Confirm(account, current) is { } wrong) return wrong;
        var changed = await users.ChangePasswordAsync(account, current!, next!);
        known.ForgetAll();
        return changed.Succeeded ? null : AccountRefusals.PasswordWrong.On("currentPassword");
    }

    /// <summary>Asks for the password once more before something that matters; wrong ones count as failures.</summary>
    public async Task<Refusal?> Confirm(Account account, string? password)
    {
        if (password is { Length: > 0 and <= AccountLimits.MaxPasswordLength } && !await users.IsLockedOutAsync(account)
            && await users.CheckPasswordAsync(account, password))
        {
            return null;
        }

        await users.AccessFailedAsync(account);
        return AccountRefusals.PasswordWrong.On("currentPassword");
    }

    private async Task<Result<Account>> Verify(Account? account, string password, string? code)
    {
        if (account is null)
        {
            users.PasswordHasher.VerifyHashedPassword(new Account(), Decoy.Value, password);
            return AccountRefusals.BadCredentials;
        }

        var right = await users.CheckPasswordAsync(account, password);
        if (await users.IsLockedOutAsync(account)) return AccountRefusals.BadCredentials;
        if (!right)
        {
            await users.AccessFailedAsync(account);
            return AccountRefusals.BadCredentials;
        }

        if (account.TwoFactorEnabled)
        {
            if (string.IsNullOrEmpty(code)) return AccountRefusals.TotpRequired;
            if (!await FitsSecondFactor(account, code))
            {
                await users.AccessFailedAsync(account);
                return AccountRefusals.BadCredentials;
            }
        }

        await users.ResetAccessFailedCountAsync(account);
        return account;
    }

    private async Task<bool> FitsSecondFactor(Account account, string code) =>
        code.Length <= 20
        && (await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)
            || (await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded);

    private async Task<bool> Create(string email, string password, string? fullName)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7().ToString("n"),
            UserName = email,
            Email = email,
            FullName = NameOrNone(fullName),
        };
        try
        {
            return (await users.CreateAsync(account, password)).Succeeded;
        }
        catch (DbUpdateException) when (users.Users.Any(known => known.NormalizedEmail == account.NormalizedEmail))
        {
            // Somebody else has registered the address since it was looked up; the database lets one in.
            return false;
        }
    }

    private async Task<Refusal?> CheckPassword(string? password, string field)
    {
        var weak = AccountRefusals.WeakPassword
            .With("minLength", AccountLimits.MinPasswordLength).With("maxLength", AccountLimits.MaxPasswordLength)
            .On(field);
        if (password is not { Length: > 0 and <= AccountLimits.MaxPasswordLength }) return weak;
        foreach (var rule in users.PasswordValidators)
        {
            if (!(await rule.ValidateAsync(users, new Account(), password)).Succeeded) return weak;
        }

        return null;
    }

    private static string? NameOrNone(string? fullName) =>
        string.IsNullOrWhiteSpace(fullName) ? null : fullName.Trim();

    private static Refusal? CheckName(string? fullName) =>
        Check.Text(fullName, "fullName", AccountLimits.MaxFullName, required: false);

    private static Refusal? CheckEmail(string? email) =>
        email is { Length: > 2 and <= AccountLimits.MaxEmailLength }
        && MailAddress.TryCreate(email, out var address) && address.Address == email
        && email.All(static c => c is > ' ' and <= '~')
            ? null
            : AccountRefusals.InvalidEmail.On("email");
}
