using Marketplace.Frontend.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// How a browser stays signed in: a cookie that scripts cannot read and other sites cannot use to send forms. It counts
/// for pages only, never for the API, and only while the account's security stamp is the one it was issued under.
/// </summary>
public static class PageSession
{
    /// <summary>The scheme.</summary>
    public const string Scheme = "Pages";

    /// <summary>Where one signs in.</summary>
    public const string SignInPath = "/masuk";

    /// <summary>The part of its address that says where to go on to.</summary>
    public const string Back = "kembali";

    /// <summary>How long after the last page a session lasts: a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    /// <summary>Sets the cookie up.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "marketplace";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.LoginPath = options.AccessDeniedPath = SignInPath;
        options.ReturnUrlParameter = Back;
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = static context =>
        {
            // A browser is led to where one signs in; whatever else asks is told that it must.
            if (context.Request.AcceptsHtml()) context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
            else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    /// <summary>Signs an account in.</summary>
    public static Task SignIn(HttpContext http, Account account) =>
        http.SignInAsync(Scheme, SignedIn.Person(account));

    /// <summary>Signs out.</summary>
    public static Task SignOut(HttpContext http) => http.SignOutAsync(Scheme);

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } principal && principal.UserId() is { } id && principal.Stamp() is { } stamp)
        {
            var services = context.HttpContext.RequestServices;
            var known = services.GetRequiredService<KnownTokens>();
            var hash = KnownTokens.HashOf($"{Scheme} {id} {stamp}");
            if (known.Find(hash) is not null) return;
            var current = await services.GetRequiredService<AccountsDb>().Users.AsNoTracking()
                .Where(account => account.Id == id).Select(static account => account.SecurityStamp)
                .SingleOrDefaultAsync(context.HttpContext.RequestAborted);
            if (current == stamp)
            {
                known.Remember(hash, principal, context.Properties.ExpiresUtc ?? DateTimeOffset.MaxValue);
                return;
            }
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
