using Marketplace.Frontend.Http;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// The forms of one's own account. As in the API, a repeat is harmless by what they are, so the form's key is not
/// asked for. A secret stands only in the answer to the form that made it; reloading does not show it again.
/// </summary>
public static class AccountForms
{
    /// <summary>Changes the name.</summary>
    public const string Rename = "nama";

    /// <summary>Changes the password.</summary>
    public const string ChangePassword = "sandi";

    /// <summary>Gives a key for an authenticator.</summary>
    public const string Enrol = "kunci";

    /// <summary>Switches the second factor on.</summary>
    public const string SwitchOn = "nyalakan";

    /// <summary>Switches it off.</summary>
    public const string SwitchOff = "matikan";

    /// <summary>Makes a personal token.</summary>
    public const string MakeToken = "token";

    /// <summary>Revokes one.</summary>
    public const string Revoke = "cabut";

    private const string Page = "/akun";

    /// <summary>Where a form is sent.</summary>
    public static string PathOf(string form) => $"{Page}/{form}";

    /// <summary>Where the form that revokes a token is sent.</summary>
    public static string PathOf(ApiTokenView token) => $"{Page}/{MakeToken}/{token.Id}/{Revoke}";

    /// <summary>Maps <c>/akun/…</c>.</summary>
    public static void MapAccountForms(this WebApplication app)
    {
        var own = app.MapGroup(Page).RequireAuthorization(SignedIn.InPerson)
            .WithMetadata(new GuessingIsLimitedAttribute()).ExcludeFromDescription();
        own.MapPost(Rename, SendName);
        own.MapPost(ChangePassword, SendPassword);
        own.MapPost(Enrol, SendEnrol);
        own.MapPost(SwitchOn, SendSwitchOn);
        own.MapPost(SwitchOff, SendSwitchOff);
        own.MapPost(MakeToken, SendToken);
        own.MapPost(MakeToken + "/{id}/" + Revoke, SendRevoke);
    }

    private static async Task<IResult> SendName(
        IFormCollection values, HttpContext http, UserManager<Account> users, AccountBook book)
    {
        var sent = new SentForm(Rename, values);
        var account = await Own(http, users);
        return await Carry(http, sent, () => book.Rename(account, sent.Typed("fullName")));
    }

    private static async Task<IResult> SendPassword(
        IFormCollection values, HttpContext http, UserManager<Account> users, AccountBook book)
    {
        var sent = new SentForm(ChangePassword, values);
        var account = await Own(http, users);
        return await Finish(http, sent, account, () =>
            book.ChangePassword(account, sent.Typed("currentPassword"), sent.Typed("newPassword")));
    }

    private static async Task<IResult> SendEnrol(
        IFormCollection values, HttpContext http, UserManager<Account> users, Totp totp)
    {
        var sent = new SentForm(Enrol, values);
        var key = await totp.Enrol(await Own(http, users), sent.Typed("currentPassword"));
        return Show(sent, key, nameof(AccountPage.Key));
    }

    private static async Task<IResult> SendSwitchOn(
        IFormCollection values, HttpContext http, UserManager<Account> users, Totp totp)
    {
        var sent = new SentForm(SwitchOn, values);
        var account = await Own(http, users);
        var codes = await totp.Confirm(account, sent.Typed("code").Trim());
        if (codes.IsOk) await PageSession.SignIn(http, account);
        return Show(sent, codes, nameof(AccountPage.Recovery));
    }

    private static async Task<IResult> SendSwitchOff(
        IFormCollection values, HttpContext http, UserManager<Account> users, Totp totp)
    {
        var sent = new SentForm(SwitchOff, values);
        var account = await Own(http, users);
        return await Finish(http, sent, account, () =>
            totp.Disable(account, sent.Typed("currentPassword"), sent.Typed("code").Trim()));
    }

    private static async Task<IResult> SendToken(IFormCollection values, HttpContext http, ApiTokens tokens)
    {
        var sent = new SentForm(MakeToken, values);
        var days = sent.Number("days");
        var made = sent.Refusal is { } unreadable
            ? unreadable
            : await tokens.Create(http.Caller().User.Value, sent.Text("name"), days);
        return Show(sent, made, nameof(AccountPage.NewToken));
    }

    private static Task<IResult> SendRevoke(string id, IFormCollection values, HttpContext http, ApiTokens tokens) =>
        Carry(http, new SentForm(Revoke, values), () => tokens.Revoke(http.Caller().User.Value, id));

    /// <summary>Does what ends every session, except that whoever has just shown the password stays signed
    /// in.</summary>
    private static Task<IResult> Finish(HttpContext http, SentForm sent, Account account, Func<Task<Refusal?>> act) =>
        Carry(http, sent, async () =>
        {
            var refusal = await act();
            if (refusal is null) await PageSession.SignIn(http, account);
            return refusal;
        });

    private static Task<IResult> Carry(HttpContext http, SentForm sent, Func<Task<Refusal?>> act) =>
        http.Carry<AccountPage>(
            sent, act, $"{Page}?{AccountPage.DoneParameter}={sent.Name}", new Dictionary<string, object?>());

    /// <summary>Shows the page with a secret just made, or with why it was not.</summary>
    private static RazorComponentResult<AccountPage> Show<T>(SentForm sent, Result<T> made, string parameter)
        where T : class
    {
        if (made.Refusal is { } refusal) sent.Keep(refusal.InWords());
        var page = made.IsOk
            ? new Dictionary<string, object?> { [parameter] = made.Value }
            : new Dictionary<string, object?> { [nameof(AccountPage.Sent)] = sent };
        return new RazorComponentResult<AccountPage>(page)
        {
            StatusCode = sent.Problem?.Status ?? StatusCodes.Status200OK,
        };
    }

    private static async Task<Account> Own(HttpContext http, UserManager<Account> users) =>
        await users.FindByIdAsync(http.Caller().User.Value)
        ?? throw new RefusedRequestException(CommonRefusals.NotFound);
}
