using System.Collections.Frozen;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Accounts;

/// <summary>Why the accounts refuse. Numbers 8100–8199. Only <see cref="NoAccount"/> tells whether an account
/// exists.</summary>
public static class AccountRefusals
{
    /// <summary>No such account, a wrong password or code, or locked after too many failures: deliberately one
    /// answer.</summary>
    public static readonly RefusalCode BadCredentials = new(8101, "bad-credentials", RefusalKind.NotAllowed);

    /// <summary>The password is right, and a code is needed too.</summary>
    public static readonly RefusalCode TotpRequired = new(8102, "totp-required", RefusalKind.NotAllowed);

    /// <summary>The code does not fit the key.</summary>
    public static readonly RefusalCode TotpCodeWrong = new(8103, "totp-code-wrong", RefusalKind.Rule);

    /// <summary>The new password is too short, too long or too uniform. Facts: minLength, maxLength.</summary>
    public static readonly RefusalCode WeakPassword = new(8104, "password-weak", RefusalKind.Shape);

    /// <summary>That is no e-mail address.</summary>
    public static readonly RefusalCode InvalidEmail = new(8105, "invalid-email", RefusalKind.Shape);

    /// <summary>The current password given is wrong.</summary>
    public static readonly RefusalCode PasswordWrong = new(8106, "password-wrong", RefusalKind.Rule);

    /// <summary>TOTP is on already.</summary>
    public static readonly RefusalCode TotpAlreadyOn = new(8107, "totp-already-on", RefusalKind.Conflict);

    /// <summary>TOTP is not on, or no key was asked for.</summary>
    public static readonly RefusalCode TotpNotOn = new(8108, "totp-not-on", RefusalKind.Conflict);

    /// <summary>The refresh token is unknown, expired, or from before the password changed.</summary>
    public static readonly RefusalCode RefreshInvalid = new(8109, "refresh-token-invalid", RefusalKind.NotAllowed);

    /// <summary>A personal token of this name is in force. Facts: name.</summary>
    public static readonly RefusalCode ApiTokenExists = new(8110, "api-token-exists", RefusalKind.Conflict);

    /// <summary>The account has as many personal tokens as it may. Facts: max.</summary>
    public static readonly RefusalCode TooManyApiTokens = new(8111, "too-many-api-tokens", RefusalKind.Rule);

    /// <summary>The first administrator's link is wrong, expired or used.</summary>
    public static readonly RefusalCode LinkInvalid = new(8112, "administrator-link-invalid", RefusalKind.Rule);

    /// <summary>Nobody has an account with this address. Told only to those who appoint people.</summary>
    public static readonly RefusalCode NoAccount = new(8113, "no-account", RefusalKind.Rule);

    /// <summary>The codes that mean "sign in (again)".</summary>
    internal static readonly FrozenSet<int> Unauthenticated =
        new[] { BadCredentials.Number, TotpRequired.Number, RefreshInvalid.Number }.ToFrozenSet();
}
