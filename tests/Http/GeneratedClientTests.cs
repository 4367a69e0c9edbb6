using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>What others do with the API description: generate a client, write against its types, and call us.</summary>
[Collection(ApiCollection.Name)]
public sealed class GeneratedClientTests(ApiHost host)
{
    /// <summary>As an application would be written: when a type or a name changes, it does not compile.</summary>
    private const string Story =
        """
        #nullable enable
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Threading.Tasks;
        using Generated;

        public static class Story
        {
            public static async Task<Dictionary<string, string>> Run(
                HttpClient http, string email, string password, string item)
            {
                var client = new MarketplaceClient(http);
                var found = new Dictionary<string, string>();
                var who = new Credentials { Email = email, Password = password };
                var tokens = await client.PostAccountsLoginAsync(who);
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
                found["me"] = (await client.GetAccountsMeAsync()).Email;

                var page = await client.GetCatalogueItemsAsync(originKind: OriginKind.Domestic, limit: 1);
                found["items"] = $"{page.Items.Count} {page.Items.First().PriceFrom} {page.Position > 0}";
                ItemView view = await client.GetCatalogueItemsByIdAsync(item);
                found["item"] = $"{view.Stage} {view.Details.Unit}";

                var line = new NewCartLine { ItemId = item, Quantity = 2.5, Region = "18.71" };
                var change = await client.PostCartLinesAsync("generated-1", line);
                found["cart"] = $"{change.LineCount} {change.Line!.Quantity}";
                try
                {
                    line.Quantity = 0;
                    await client.PostCartLinesAsync("generated-2", line);
                }
                catch (ApiException<Problem> refused)
                {
                    var problem = refused.Result;
                    found["refused"] = $"{refused.StatusCode} {problem.Code} {problem.Field} {problem.Facts!["max"]}";
                    found["title"] = problem.Title;
                }

                return found;
            }
        }
        """;

    [Fact]
    public async Task A_client_generated_from_the_description_signs_in_shops_and_is_told_why_not()
    {
        var tenant = await host.Tenant();
        var (_, email) = await host.Person();
        using var http = host.Anonymous();

        var run = Compile(await Generate(), Story).GetType("Story")!.GetMethod("Run")!;
        var found = await (Task<Dictionary<string, string>>)run.Invoke(
            null, [http, email, ApiHost.Password, Tenant.Coffee.Value])!;

        Assert.NotNull(tenant);
        Assert.Equal(email, found["me"]);
        Assert.EndsWith(" True", found["items"], StringComparison.Ordinal);
        Assert.StartsWith("1 ", found["items"], StringComparison.Ordinal);
        Assert.Equal("Published KGM", found["item"]);
        Assert.Equal("1 2.5", found["cart"]);
        Assert.Equal("400 1008 quantity 1000000000", found["refused"]);
        Assert.NotEmpty(found["title"]);
    }

    private async Task<string> Generate()
    {
        using var client = host.Anonymous();
        var document = await NSwag.OpenApiDocument.FromJsonAsync(await client.GetStringAsync("/openapi/v1.json"));
        return new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "MarketplaceClient",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            CSharpGeneratorSettings =
            {
                Namespace = "Generated",
                JsonLibrary = CSharpJsonLibrary.NewtonsoftJson,
                GenerateNullableReferenceTypes = true,
            },
        }).GenerateFile();
    }

    private static System.Reflection.Assembly Compile(params string[] sources)
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "GeneratedClient",
            sources.Select(static source => CSharpSyntaxTree.ParseText(source)),
            platform.Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
        assembly.Position = 0;
        return new AssemblyLoadContext("GeneratedClient", isCollectible: true).LoadFromStream(assembly);
    }
}
