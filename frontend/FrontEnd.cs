using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Regions;
using Marketplace.Frontend.Policy;

namespace Marketplace.Frontend;

/// <summary>The web side of the marketplace, served by the silo itself or by a process of its own.</summary>
public static class FrontEnd
{
    /// <summary>Registers what the endpoints need. The host provides an <see cref="IGrainFactory"/>.</summary>
    public static void AddMarketplaceFrontEnd(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
    }

    /// <summary>Maps every endpoint.</summary>
    public static void MapMarketplace(this WebApplication app)
    {
        app.UseMiddleware<CommandKeys>();
        var api = app.MapGroup("/api/v1");
        api.MapCategories();
        api.MapRegions();
        api.MapPolicy();
    }
}
