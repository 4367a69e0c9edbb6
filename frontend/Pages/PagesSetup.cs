using System.IO.Compression;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Search;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.ResponseCompression;

namespace Marketplace.Frontend.Pages;

/// <summary>Puts the pages into a host: rendered here, sent whole, working without scripts.</summary>
public static class PagesSetup
{
    /// <summary>Registers what pages need.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddSingleton<PageFreshness>().AddHostedService<PageEviction>();
        services.AddSingleton<ExposureCounter>();
        services.AddHostedService(static services => services.GetRequiredService<ExposureCounter>());
        services.AddOutputCache(static cache => cache.SizeLimit = CachedPages.MaxBytes);
        services.AddResponseCompression(static compression =>
        {
            compression.MimeTypes = ["text/html", "application/json"];
            // Pages hold no secret that stays the same from one answer to the next: antiforgery tokens are masked anew.
            // The API's compressed answers are public.
            compression.EnableForHttps = true;
        });
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Fastest);
    }

    /// <summary>Whether a request is for a page, and its answer therefore HTML.</summary>
    public static bool IsForPage(this HttpContext http)
    {
        var path = http.Request.Path;
        return !path.StartsWithSegments("/api") && !path.StartsWithSegments("/openapi")
            && !path.StartsWithSegments("/health") && !path.StartsWithSegments("/dashboard")
            && http.Request.AcceptsHtml();
    }

    /// <summary>Whether whoever asks can show HTML, as browsers can.</summary>
    public static bool AcceptsHtml(this HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the endpoint found is a page.</summary>
    public static bool IsPage(this EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    /// <summary>Keeps and compresses pages; behind authentication, before the endpoints.</summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use(static (http, next) => http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? throw new RefusedRequestException(HttpRefusals.FormExpired)
            : next(http));
        app.UseWhen(IsKept, static pages =>
        {
            pages.Use(static async (http, next) =>
            {
                await next(http);
                if (CachedPages.IsCopy(http) && http.Response.Headers.ETag is [{ } etag])
                    http.RequestServices.GetRequiredService<ExposureCounter>().ShowsCopy(etag);
            });
            pages.UseOutputCache();
        });
        app.UseMiddleware<CrowdGate>();
        app.UseWhen(IsKept, static pages => pages.UseResponseCompression());
    }

    /// <summary>Whether copies of the answer may be kept.</summary>
    private static bool IsKept(HttpContext http) => http.GetEndpoint()?.Metadata is { } metadata
        && (metadata.IsPage() || metadata.GetMetadata<CachedPageAttribute>() is not null);

    /// <summary>Keeps copies of an API's answers to those who have not signed in, as of pages.</summary>
    public static RouteHandlerBuilder KeepCopies(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new CachedPageAttribute())
        .CacheOutput(static policy => policy.AddPolicy<CachedPages>(), excludeDefaultPolicy: true);

    /// <summary>Maps the pages and what they are made of.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapLanguageChoice();
        app.MapRazorComponents<App>().WithStaticAssets()
            .CacheOutput(static policy => policy.AddPolicy<CachedPages>(), excludeDefaultPolicy: true);
    }
}
