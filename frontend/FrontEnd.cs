using Marketplace.Frontend.Carts;
using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Policy;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Regions;

namespace Marketplace.Frontend;

/// <summary>The web side of the marketplace, served by the silo itself or by a process of its own.</summary>
public static class FrontEnd
{
    /// <summary>Registers what the endpoints need. The host provides an <see cref="IGrainFactory"/>.</summary>
    public static void AddMarketplaceFrontEnd(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = CommandKeys.MaxBodyBytes;
        });
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // What cannot be bound comes out as an exception, and so as a problem, in every environment.
        builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
    }

    /// <summary>Maps every endpoint.</summary>
    public static void MapMarketplace(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemsMiddleware>();
        app.UseRouting();
        app.UseMiddleware<CommandKeys>();
        app.MapProblems();
        var api = app.MapGroup("/api/v1");
        api.MapCategories();
        api.MapRegions();
        api.MapPolicy();
        api.MapCarts();
    }
}
