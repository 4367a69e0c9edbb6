using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Commands;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Frontend.OpenApi;

/// <summary>What the operations have in common and the framework cannot know: keys, paging, refusals, who may
/// call.</summary>
internal static class OperationDescriptions
{
    private static readonly FrozenDictionary<string, RefusalCode[]> CodesByFeature = RefusalCodes.ByFeature;

    /// <summary>Whose refusals an operation passes on, because its actor asks theirs; by the end of its path.</summary>
    private static readonly (string PathEnd, string[] Features)[] PassedOn =
    [
        ("cart/checkout", ["Purchasing", "Budgets", "Catalogue"]),
        ("orders/{id}/submit", ["Purchasing", "Budgets", "Catalogue"]),
        ("plans", ["Organisations"]), ("announce", ["Organisations"]), ("revise", ["Organisations"]),
        ("budgets/{year}", ["Budgets"]),
        ("appointments", ["Accounts"]), ("suppliers", ["Accounts"]), ("members/{user}", ["Accounts"]),
    ];

    public static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var api = context.Description;
        var metadata = api.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= IdOf(api);
        operation.Parameters ??= [];
        operation.Responses ??= [];
        DescribeValues(operation.Parameters, api, context.Document);
        var isCommand = metadata.OfType<KeyRequired>().Any();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        if (isCommand) AddCommandHeaders(operation.Parameters);
        if (metadata.OfType<TakesPage>().Any()) AddPaging(operation.Parameters);
        AddAnswerHeaders(operation.Responses, api);
        AddExample(operation.RequestBody, api);
        AddProblems(operation.Responses, metadata, context.Document!, PathOf(api), isCommand, isOpen);
        if (!isOpen)
        {
            var scheme = new OpenApiSecuritySchemeReference(SignedIn.Scheme, context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [scheme] = [] }];
        }

        return Task.CompletedTask;
    }

    /// <summary>The path below <c>/api/v1/</c>, as the document writes it: without the routes' constraints.</summary>
    internal static string PathOf(ApiDescription api) => (api.RelativePath ?? "")
        .Replace("api/v1/", "", StringComparison.Ordinal).Replace(":int}", "}", StringComparison.Ordinal).TrimEnd('/');

    /// <summary><c>GET catalogue/items/{id}</c> → <c>getCatalogueItemsById</c>.</summary>
    private static string IdOf(ApiDescription api)
    {
        var id = new StringBuilder((api.HttpMethod ?? "get").ToLowerInvariant());
        foreach (var segment in PathOf(api).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = segment.Trim('{', '}').Split(['-', '.', ':'], StringSplitOptions.RemoveEmptyEntries);
            if (segment[0] == '{') id.Append("By");
            foreach (var word in words) id.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        return id.ToString();
    }

    /// <summary>The framework takes whatever can be parsed from an address for a bare string.</summary>
    private static void DescribeValues(
        IEnumerable<IOpenApiParameter> parameters, ApiDescription api, OpenApiDocument? document)
    {
        foreach (var parameter in parameters.OfType<OpenApiParameter>())
        {
            var type = api.ParameterDescriptions.FirstOrDefault(described => described.Name == parameter.Name)
                ?.ParameterDescriptor?.ParameterType;
            if (type is not null && ValueSchemas.InAddress(type, document) is { } schema) parameter.Schema = schema;
            // Names of queries are read without regard to case; they are written like those of members.
            if (parameter.In == ParameterLocation.Query && parameter.Name is { } name)
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(name);
        }
    }

    private static void AddCommandHeaders(IList<IOpenApiParameter> parameters)
    {
        parameters.Add(Header(
            "Idempotency-Key", required: true, new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = CommandKeys.MaxKeyLength,
                Pattern = "^[!-~]+$",
            },
            "Names this command: sent again with the same content it gets the first answer, with other content it is "
            + "refused. One random key (a UUID) for every command."));
        parameters.Add(Header(
            "If-Match", required: false,
            new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^(\"\\d+\"|\\*)$" },
            "The ETag of what was last read; the command is refused (412) when the object has changed since."));
    }

    private static OpenApiParameter Header(
        string name, bool required, OpenApiSchema schema, string description) => new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = required,
            Schema = schema,
            Description = description,
        };

    private static void AddPaging(IList<IOpenApiParameter> parameters)
    {
        parameters.Add(Query("limit", "Rows of the page.", new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = PageRequest.MaxLimit.ToString(CultureInfo.InvariantCulture),
            Default = PageRequest.DefaultLimit,
        }));
        parameters.Add(Query("cursor", "What the page before gave as next; left out for the first.", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = PageQuery.MaxCursorLength,
        }));
        parameters.Add(Query(
            "waitFor",
            "A Marketplace-Position the list must reflect, to see what one has just written; waits a bounded time.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" }));
    }

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Schema = schema,
        Description = description,
    };

    private static void AddAnswerHeaders(OpenApiResponses responses, ApiDescription api)
    {
        foreach (var type in api.SupportedResponseTypes)
        {
            if (!responses.TryGetValue(type.StatusCode.ToString(CultureInfo.InvariantCulture), out var found)
                || found is not OpenApiResponse response)
            {
                continue;
            }

            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (typeof(IRevisioned).IsAssignableFrom(type.Type))
            {
                response.Headers["ETag"] = AnswerHeader("The version shown, for If-Match and If-None-Match.");
                response.Headers["Marketplace-Position"] =
                    AnswerHeader("Log position of its newest event, for waitFor.");
            }

            if (type.StatusCode == StatusCodes.Status201Created)
                response.Headers["Location"] = AnswerHeader("Where the new object is.");
        }
    }

    private static void AddExample(IOpenApiRequestBody? body, ApiDescription api)
    {
        if (body?.Content is null || RequestExamples.Of(api) is not { } example) return;
        foreach (var media in body.Content.Values) ((OpenApiMediaType)media).Example = example.DeepClone();
    }

    private static OpenApiHeader AnswerHeader(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static IEnumerable<string> PassedOnBy(string path) => PassedOn
        .Where(asked => path.EndsWith(asked.PathEnd, StringComparison.Ordinal))
        .SelectMany(static asked => asked.Features);

    private static void AddProblems(
        OpenApiResponses responses, IEnumerable<object> metadata, OpenApiDocument document, string path,
        bool isCommand, bool isOpen)
    {
        var feature = metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType?.Namespace?.Split('.')[^1] ?? "";
        var refusals = ((string[])[feature, .. PassedOnBy(path), "Outcomes", "Problems"])
            .Distinct().SelectMany(static name => CodesByFeature.GetValueOrDefault(name, []))
            .ToLookup(ProblemStatus.Of);
        foreach (var status in refusals.Select(static group => group.Key).Order())
        {
            var possible = status switch
            {
                StatusCodes.Status401Unauthorized => !isOpen || feature == "Accounts",
                StatusCodes.Status403Forbidden => !isOpen,
                StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed
                    or StatusCodes.Status422UnprocessableEntity => isCommand || feature == "Accounts",
                StatusCodes.Status405MethodNotAllowed => false,
                StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType => isCommand,
                _ => true,
            };
            if (!possible) continue;
            var slugs = refusals[status].Select(static code => $"`{code.Slug}`");
            var codes = new JsonArray([.. refusals[status].Select(static code => JsonValue.Create(code.Number))]);
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"Refused as one of: {string.Join(", ", slugs)}.",
                Extensions = new Dictionary<string, IOpenApiExtension> { ["x-codes"] = new JsonNodeExtension(codes) },
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemWriter.MediaType] =
                        new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
                },
            };
        }
    }
}
