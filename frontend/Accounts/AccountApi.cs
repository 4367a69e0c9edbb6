using Marketplace.Frontend.Http;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Accounts over HTTP. These commands carry no idempotency key: a repeat is harmless by what they are, and answers
/// that hold secrets are never kept to be given again.
/// </summary>
public static class AccountApi
{
    /// <summary><c>accounts/…</c></summary>
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("accounts").WithTags("Accounts");
        var open = accounts.MapGroup("").AllowAnonymous().WithMetadata(new GuessingIsLimitedAttribute());
        open.MapPost("register", Register).WithSummary("Make an account");
        open.MapPost("login", Login).WithSummary("Sign in with e-mail, password and, where it is on, a code")
            .Produces<AccessTokenResponse>();
        open.MapPost("refresh", Refresh).WithSummary("New tokens for a refresh token").Produces<AccessTokenResponse>();

        open.MapPost("first-administrator", MakeFirstAdministrator)
            .WithSummary("Make the first administrator through the one-time link printed at the first start");

        accounts.MapGet("me", Me).WithSummary("The account signed in");
        var own = accounts.MapGroup("").RequireAuthorization(SignedIn.InPerson)
            .WithMetadata(new GuessingIsLimitedAttribute());
        own.MapPut("me/name", Rename).WithSummary("Say what to be called on what one signs");
        own.MapPost("password", ChangePassword).WithSummary("Change the password and end every session");
        own.MapPost("totp", EnrolTotp).WithSummary("A new key for an authenticator, not in force until confirmed");
        own.MapPost("totp/confirm", ConfirmTotp).WithSummary("Switch the second factor on, end every session");
        own.MapPost("totp/disable", DisableTotp).WithSummary("Switch the second factor off, end every session");
        own.MapPost("tokens", CreateToken).WithSummary("Make a personal token for a machine; its secret is shown once");
        own.MapGet("tokens", ListTokens).WithSummary("The personal tokens in force");
        own.MapDelete("tokens/{id}", RevokeToken).WithSummary("Revoke a personal token");
    }

    private static async Task<Done> Register(Registration registration, CallContext call, AccountBook book) =>
        call.Done(await book.Register(registration.Email, registration.Password, registration.FullName));

    private static async Task<IResult> Login(Credentials credentials, CallContext call, AccountBook book)
    {
        var account = await book.SignIn(credentials.Email, credentials.Password, credentials.Code);
        return account.IsOk ? Tokens(account.Value) : call.Refuse(account.Refusal);
    }

    private static async Task<IResult> Refresh(
        RefreshRequest request, CallContext call, UserManager<Account> users,
        IOptionsMonitor<BearerTokenOptions> bearer,
        TimeProvider clock)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        return ticket?.Properties.ExpiresUtc > clock.GetUtcNow()
            && ticket.Principal.UserId() is { } id
            && await users.FindByIdAsync(id) is { } account
            && account.SecurityStamp == ticket.Principal.Stamp()
            ? Tokens(account)
            : call.Refuse(AccountRefusals.RefreshInvalid);
    }

    private static async Task<Done> MakeFirstAdministrator(
        FirstAdministratorRequest request, CallContext call, FirstAdministrator first) =>
        call.Done(await first.Create(request.Token, request.Email, request.Password));

    private static async Task<Answer<Me>> Me(CallContext call, UserManager<Account> users, IGrainFactory grains) =>
        call.Answer(await Account(call, users) is { } account ? await grains.Describe(account) : null);

    private static async Task<Done> Rename(
        PersonName name, CallContext call, UserManager<Account> users, AccountBook book) =>
        call.Done(await Account(call, users) is { } account
            ? await book.Rename(account, name.FullName)
            : CommonRefusals.NotFound);

    private static async Task<Done> ChangePassword(
        PasswordChange change, CallContext call, UserManager<Account> users, AccountBook book) =>
        call.Done(await Account(call, users) is { } account
            ? await book.ChangePassword(account, change.CurrentPassword, change.NewPassword)
            : CommonRefusals.NotFound);

    private static async Task<Answer<TotpKey>> EnrolTotp(
        Password request, CallContext call, UserManager<Account> users, Totp totp) =>
        call.Answer(await Account(call, users) is { } account
            ? await totp.Enrol(account, request.CurrentPassword)
            : CommonRefusals.NotFound);

    private static async Task<Answer<RecoveryCodes>> ConfirmTotp(
        Code request, CallContext call, UserManager<Account> users, Totp totp) =>
        call.Answer(await Account(call, users) is { } account
            ? await totp.Confirm(account, request.Digits)
            : CommonRefusals.NotFound);

    private static async Task<Done> DisableTotp(
        PasswordAndCode request, CallContext call, UserManager<Account> users, Totp totp) =>
        call.Done(await Account(call, users) is { } account
            ? await totp.Disable(account, request.CurrentPassword, request.Digits)
            : CommonRefusals.NotFound);

    private static async Task<Created<NewApiToken>> CreateToken(
        ApiTokenRequest request, CallContext call, ApiTokens tokens) =>
        call.Created(
            await tokens.Create(call.Caller.User.Value, request.Name, request.Days),
            static created => $"accounts/tokens/{created.Token.Id}");

    private static async Task<Answer<ApiTokenList>> ListTokens(CallContext call, ApiTokens tokens) =>
        call.Answer(new ApiTokenList(await tokens.List(call.Caller.User.Value)));

    private static async Task<Done> RevokeToken(string id, CallContext call, ApiTokens tokens) =>
        call.Done(await tokens.Revoke(call.Caller.User.Value, id));

    private static Task<Account?> Account(CallContext call, UserManager<Account> users) =>
        users.FindByIdAsync(call.Caller.User.Value);

    private static Microsoft.AspNetCore.Http.HttpResults.SignInHttpResult Tokens(Account account) =>
        TypedResults.SignIn(SignedIn.Person(account), authenticationScheme: IdentityConstants.BearerScheme);
}

/// <summary>Marks endpoints where someone could guess secrets: they have the smallest rate limit.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuessingIsLimitedAttribute : Attribute;

/// <summary>An account to make.</summary>
/// <param name="Email">Address to sign in with, at most 254 characters.</param>
/// <param name="Password">12–128 characters, at least 4 different ones.</param>
/// <param name="FullName">What to be called on what one signs, at most 100 characters; may be said later.</param>
public sealed record Registration(string Email, string Password, string? FullName = null);

/// <summary>A person's name.</summary>
/// <param name="FullName">As on what they sign, with titles, at most 100 characters; empty for none.</param>
public sealed record PersonName(string FullName);

/// <summary>What one signs in with.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
/// <param name="Code">The authenticator's six digits, or a recovery code, where the second factor is on.</param>
public sealed record Credentials(string Email, string Password, string? Code = null);

/// <summary>A change of password.</summary>
/// <param name="CurrentPassword">The password until now.</param>
/// <param name="NewPassword">12–128 characters, at least 4 different ones.</param>
public sealed record PasswordChange(string CurrentPassword, string NewPassword);

/// <summary>The password once more, before something that matters.</summary>
/// <param name="CurrentPassword">The password.</param>
public sealed record Password(string CurrentPassword);

/// <summary>A code of the authenticator.</summary>
/// <param name="Digits">Six digits.</param>
public sealed record Code(string Digits);

/// <summary>The password and a code, before something that matters.</summary>
/// <param name="CurrentPassword">The password.</param>
/// <param name="Digits">Six digits.</param>
public sealed record PasswordAndCode(string CurrentPassword, string Digits);

/// <summary>A refresh token to be exchanged.</summary>
/// <param name="RefreshToken">As given at sign-in.</param>
public sealed record RefreshRequest(string RefreshToken);

/// <summary>A personal token to make.</summary>
/// <param name="Name">What to call it, 1–60 characters, unique among those in force.</param>
/// <param name="Days">How long it is good for, 1–366 days.</param>
public sealed record ApiTokenRequest(string Name, int Days);

/// <summary>The personal tokens in force.</summary>
/// <param name="Items">Oldest first.</param>
public sealed record ApiTokenList(IReadOnlyList<ApiTokenView> Items);

/// <summary>The first administrator.</summary>
/// <param name="Token">From the one-time link.</param>
/// <param name="Email">Address to sign in with; an existing account's, or a new one's.</param>
/// <param name="Password">12–128 characters, at least 4 different ones.</param>
public sealed record FirstAdministratorRequest(string Token, string Email, string Password);
