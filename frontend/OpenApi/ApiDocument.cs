using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Problems;
using Microsoft.OpenApi;

namespace Marketplace.Frontend.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, complete enough to generate a client from.</summary>
public static class ApiDocument
{
    private const string About =
        """
        The e-catalogue and e-purchasing engine of a province. Money is whole rupiah, quantities are numbers with at
        most three decimals, times are ISO 8601 in UTC. Every refusal is an RFC 9457 problem with a permanent `code`;
        its texts follow `Accept-Language` (`id`, `en`), and `/problems/{slug}` explains each. Commands carry an
        `Idempotency-Key`: the same key and body get the first answer again, however often they are sent.
        """;

    /// <summary>Registers the document.</summary>
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        // 3.0 is what client generators understand best.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.ShouldInclude = static api => api.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal)
                || path.StartsWith("problems", StringComparison.Ordinal));
        options.AddSchemaTransformer(ValueSchemas.Describe);
        options.AddOperationTransformer(OperationDescriptions.Describe);
        options.AddDocumentTransformer(static async (document, context, token) =>
        {
            document.Info = new OpenApiInfo { Title = "Marketplace", Version = "v1", Description = About };
            // Relative: the document is the same behind any proxy.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(
                typeof(Problem), parameterDescription: null, token));
            ClientSchemas.Mend(document);
            document.AddComponent<IOpenApiSecurityScheme>(SignedIn.Scheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The accessToken of accounts/login, or the secret of a personal token (accounts/tokens).",
            });
        });
    });

    /// <summary>Serves the document.</summary>
    public static void MapApiDocument(this WebApplication app) =>
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
