using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Budgets;
using Marketplace.Frontend.Carts;
using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Checkpoints;
using Marketplace.Frontend.Documents;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.OpenApi;
using Marketplace.Frontend.Organisations;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Policy;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Purchasing;
using Marketplace.Frontend.Regions;
using Marketplace.Frontend.Search;
using Marketplace.Frontend.Suppliers;

namespace Marketplace.Frontend;

/// <summary>The web side of the marketplace, served by the silo itself or by a process of its own.</summary>
public static class FrontEnd
{
    /// <summary>How long an answer may take, longer than any call between actors; live feeds are exempt.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Registers what the endpoints need. The host provides an <see cref="IGrainFactory"/>.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="accounts">Where accounts are kept; the schema is current.</param>
    public static void AddMarketplaceFrontEnd(this WebApplicationBuilder builder, AccountStorage accounts)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = CommandKeys.MaxBodyBytes;
        });
        builder.Services.AddSingleton<Tasks.FeedHub>()
            .AddHostedService(static services => services.GetRequiredService<Tasks.FeedHub>());
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // What cannot be bound comes out as an exception, and so as a problem, in every environment.
        builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddAccounts(accounts);
        builder.Services.AddRateLimits();
        builder.Services.AddApiDocument();
        builder.Services.AddPages();
        builder.Services.AddRequestTimeouts(static timeouts => timeouts.DefaultPolicy = new()
        {
            Timeout = RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
    }

    /// <summary>Maps every endpoint.</summary>
    public static void MapMarketplace(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(static http => http.IsForPage(), static pages =>
            pages.UseRequestLocalization(LanguageChoice.Localization));
        app.UseMiddleware<ProblemsMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRequestTimeouts();
        app.UseMiddleware<CommandKeys>();
        app.UsePages();
        app.MapPages();
        app.MapAccountForms();
        app.MapCartForms();
        app.MapOrderForms();
        app.MapDocumentFiles();
        app.MapSearchFiles();
        app.MapExposureFiles();
        app.MapPlanFiles();
        app.MapOrderFiles();
        app.MapSupplierFiles();
        app.MapOrganisationFiles();
        app.MapUserFiles();
        Tasks.TaskFiles.MapTaskFiles(app);
        app.MapListingFiles();
        app.MapSupplierQueueFiles();
        app.MapItemQueueFiles();
        app.MapSupplierDeskForms();
        app.MapListingForms();
        app.MapImportForms();
        app.MapVerificationForms();
        app.MapItemCurationForms();
        app.MapCategoryForms();
        app.MapOrganisationForms();
        Tasks.TaskApi.MapPageEvents(app);
        app.MapApiDocument();
        app.MapProblems();
        // Whoever forgets to say who may call has said: only those who have signed in.
        var api = app.MapGroup("/api/v1").RequireAuthorization();
        api.MapAccounts();
        Purchasing.OrderListApi.MapOrderLists(api);
        Tasks.TaskApi.MapTasks(api);
        api.MapCategories();
        api.MapItems();
        api.MapSearch();
        api.MapDocuments();
        api.MapRegions();
        api.MapPolicy();
        api.MapCheckpoints();
        api.MapSuppliers();
        api.MapPurchaseOrders();
        api.MapCarts();
        api.MapOrganisations();
        api.MapPeople();
        api.MapPlans();
    }
}
