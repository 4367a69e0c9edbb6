using System.Security.Claims;

namespace Marketplace.Frontend.Accounts;

/// <summary>What a principal says: who, and how they signed in. Never what they may do.</summary>
public static class SignedIn
{
    /// <summary>The scheme of the API: bearer tickets and personal tokens.</summary>
    public const string Scheme = "Bearer";

    /// <summary>The default scheme: whichever of the API's and the pages' a request is for.</summary>
    public const string Anyhow = "Anyhow";

    /// <summary>The policy of what only a person may do, not a machine with a personal token.</summary>
    public const string InPerson = "in-person";

    /// <summary>The claim that holds the security stamp; it changes with the password and the second factor.</summary>
    private const string StampClaim = "stamp";

    /// <summary>Someone who signed in with their password.</summary>
    public static ClaimsPrincipal Person(Account account) =>
        Principal(account.Id, new Claim(StampClaim, account.SecurityStamp ?? ""));

    /// <summary>A machine with a personal token.</summary>
    public static ClaimsPrincipal Machine(string userId) => Principal(userId);

    /// <summary>The account's id; null for an anonymous caller.</summary>
    public static string? UserId(this ClaimsPrincipal principal) => principal.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The security stamp at sign-in; null for a machine.</summary>
    public static string? Stamp(this ClaimsPrincipal principal) => principal.FindFirstValue(StampClaim);

    /// <summary>Whether a person signed in, as opposed to a machine.</summary>
    public static bool IsInPerson(this ClaimsPrincipal principal) =>
        principal.HasClaim(static claim => claim.Type == StampClaim);

    private static ClaimsPrincipal Principal(string userId, params Claim[] more) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, userId), .. more], Scheme));
}
