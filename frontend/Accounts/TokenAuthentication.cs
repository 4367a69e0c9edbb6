using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Finds out who calls from <c>Authorization: Bearer …</c>: an access ticket from signing in, or a personal token
/// (<see cref="ApiTokens.Prefix"/>). A ticket counts only while the account's security stamp is the one it was issued
/// under, so a changed password ends every session.
/// </summary>
/// <param name="options">The scheme's options.</param>
/// <param name="logging">Logging.</param>
/// <param name="encoder">URL encoding.</param>
/// <param name="bearer">How tickets are protected.</param>
/// <param name="known">Tokens found good lately.</param>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    IOptionsMonitor<BearerTokenOptions> bearer,
    KnownTokens known)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    private const string Start = "Bearer ";

    /// <summary>Longest token looked at.</summary>
    private const int MaxTokenLength = 4096;

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text
            || !text.StartsWith(Start, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        var token = text.AsMemory(Start.Length);
        if (token.Length is 0 or > MaxTokenLength) return Task.FromResult(AuthenticateResult.Fail("Not a token."));
        var hash = KnownTokens.HashOf(token.Span);
        return known.Find(hash) is { } principal
            ? Task.FromResult(ResultOf(principal))
            : LookUp(token.ToString(), hash);
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private AuthenticateResult ResultOf(ClaimsPrincipal principal) =>
        AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));

    private async Task<AuthenticateResult> LookUp(string token, string hash)
    {
        var now = TimeProvider.GetUtcNow();
        var found = token.StartsWith(ApiTokens.Prefix, StringComparison.Ordinal)
            ? await Machine(hash)
            : await Person(token);
        if (found is not var (principal, expires) || expires <= now)
            return AuthenticateResult.Fail("Not a token in force.");
        known.Remember(hash, principal, expires);
        return ResultOf(principal);
    }

    private async Task<(ClaimsPrincipal Principal, DateTimeOffset Expires)?> Person(string token)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).BearerTokenProtector.Unprotect(token);
        if (ticket?.Properties.ExpiresUtc is not { } expires || ticket.Principal.UserId() is not { } id) return null;
        var db = Context.RequestServices.GetRequiredService<AccountsDb>();
        var stamp = await db.Users.AsNoTracking().Where(account => account.Id == id)
            .Select(static account => account.SecurityStamp).SingleOrDefaultAsync(Context.RequestAborted);
        return stamp is not null && stamp == ticket.Principal.Stamp() ? (ticket.Principal, expires) : null;
    }

    private async Task<(ClaimsPrincipal Principal, DateTimeOffset Expires)?> Machine(string hash)
    {
        var tokens = Context.RequestServices.GetRequiredService<ApiTokens>();
        return await tokens.Find(hash) is { } token
            ? (SignedIn.Machine(token.UserId), DateTimeOffset.FromUnixTimeMilliseconds(token.ExpiresAtMs))
            : null;
    }
}
