using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Values;
using Microsoft.OpenApi;

namespace Marketplace.Frontend.OpenApi;

/// <summary>
/// The schemas as generators of clients understand them. The framework lets the first use of a type decide whether
/// its schema allows null, leaves out that enumerations are strings, and writes constants as C# names them.
/// </summary>
internal static partial class ClientSchemas
{
    /// <summary>Goes over every schema of the document, once all are there.</summary>
    public static void Mend(OpenApiDocument document)
    {
        AddEnumerationsOfAddresses(document);
        foreach (var schema in document.Components!.Schemas!.Values)
        {
            if (schema is not OpenApiSchema own) continue;
            if (own.Enum is { Count: > 0 } values)
            {
                own.Type = JsonSchemaType.String;
                own.Enum = [.. values.Where(static value => value is not null && !value.IsJsonNullSentinel())];
            }

            // Whether a member may be null is said where the member is.
            own.Type &= ~JsonSchemaType.Null;
            MendMembers(own);
        }
    }

    /// <summary>Some enumerations occur in no body.</summary>
    private static void AddEnumerationsOfAddresses(OpenApiDocument document)
    {
        var asked = document.Paths.Values.SelectMany(static path => path.Operations!.Values)
            .SelectMany(static operation => operation.Parameters ?? [])
            .Select(static parameter => (parameter.Schema as OpenApiSchemaReference)?.Reference.Id);
        foreach (var name in asked.OfType<string>().Where(name => !document.Components!.Schemas!.ContainsKey(name)))
        {
            document.AddComponent(
                name, ValueSchemas.Words(typeof(Rupiah).Assembly.GetTypes().First(type => type.Name == name)));
        }
    }

    private static void MendMembers(OpenApiSchema schema)
    {
        schema.Description = Plain(schema.Description);
        if (schema.Items is not null) schema.Items = Mended(schema.Items);
        foreach (var (name, member) in schema.Properties?.ToArray() ?? []) schema.Properties![name] = Mended(member);
    }

    private static IOpenApiSchema Mended(IOpenApiSchema member)
    {
        if (member is OpenApiSchemaReference reference)
        {
            reference.Description = Plain(reference.Description);
            return reference;
        }

        if (member is not OpenApiSchema schema) return member;
        if (schema.OneOf?.OfType<OpenApiSchemaReference>().SingleOrDefault() is { } either)
        {
            // The way of OpenAPI 3.0 to say "one of those, or null". With a type beside it, generators make a type
            // of its own of it; and without one the library does not write the keyword by itself.
            return new OpenApiSchema
            {
                AllOf = [either],
                Description = Plain(schema.Description ?? either.Description),
                Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    ["nullable"] = new JsonNodeExtension(JsonValue.Create(true)),
                },
            };
        }

        MendMembers(schema);
        return schema;
    }

    /// <summary><c>1–int OrderLimits.MaxName characters (DOMAIN §2)</c> → <c>1–100 characters</c>.</summary>
    private static string? Plain(string? text)
    {
        if (text is null) return null;
        text = Constant().Replace(
            text, static found => ValueOf(found.Groups["type"].Value, found.Groups["name"].Value));
        return Blanks().Replace(Source().Replace(text, ""), " ").Trim();
    }

    private static string ValueOf(string type, string name) => Convert.ToString(
        typeof(Rupiah).Assembly.GetTypes().First(found => found.Name == type)
            .GetField(name, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue(),
        CultureInfo.InvariantCulture)!;

    [GeneratedRegex(@"\b(?:int|long|decimal) (?<type>[A-Z]\w+)\.(?<name>[A-Z]\w+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Constant();

    [GeneratedRegex(@"\s*\(DOMAIN[^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Source();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
