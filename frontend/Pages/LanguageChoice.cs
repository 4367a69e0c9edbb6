using System.Globalization;
using Marketplace.Frontend.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Frontend.Pages;

/// <summary>
/// The language of the pages: Indonesian until someone chooses English, whatever their browser asks for. The choice is
/// a cookie, so that addresses can be passed on between readers of either.
/// </summary>
public static class LanguageChoice
{
    private const string Cookie = "bahasa";
    private const string Back = "kembali";

    /// <summary>The language a page is shown in.</summary>
    public static Language PageLanguage(this HttpRequest request) =>
        request.Cookies[Cookie] == Language.English.Tag() ? Language.English : Language.Indonesian;

    /// <summary>The language the present request's texts are in.</summary>
    public static Language Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Language.English.Tag()
            ? Language.English
            : Language.Indonesian;

    /// <summary>The address that switches to a language and comes back to the present page.</summary>
    public static string Link(string tag, NavigationManager navigation) => QueryHelpers.AddQueryString(
        $"/bahasa/{tag}", Back, "/" + navigation.ToBaseRelativePath(navigation.Uri));

    /// <summary>Maps the address that switches.</summary>
    public static void MapLanguageChoice(this WebApplication app) =>
        app.MapGet("/bahasa/{tag}", Choose).AllowAnonymous().ExcludeFromDescription();

    /// <summary>How requests for pages find their culture.</summary>
    public static RequestLocalizationOptions Localization { get; } = new()
    {
        DefaultRequestCulture = new RequestCulture(Language.Indonesian.Culture()),
        SupportedCultures = [Language.Indonesian.Culture(), Language.English.Culture()],
        SupportedUICultures = [Language.Indonesian.Culture(), Language.English.Culture()],
        RequestCultureProviders =
        [
            new CustomRequestCultureProvider(static http => Task.FromResult<ProviderCultureResult?>(
                new(http.Request.PageLanguage().Culture().Name))),
        ],
    };

    private static IResult Choose(string tag, HttpContext http)
    {
        if (tag != Language.English.Tag() && tag != Language.Indonesian.Tag()) return TypedResults.NotFound();
        http.Response.Cookies.Append(Cookie, tag, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(LocalPath.Of(http.Request.Query[Back]));
    }
}
