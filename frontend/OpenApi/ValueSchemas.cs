using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Frontend.Http;
using Marketplace.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Frontend.OpenApi;

/// <summary>How the value types, which write themselves as plain strings and numbers, look in the document.</summary>
public static class ValueSchemas
{
    private const string Plain = "^[A-Za-z0-9._-]{1,64}$";

    private static readonly Dictionary<Type, OpenApiSchema> Shapes = new()
    {
        [typeof(UserId)] = Text(Plain, "An account.", "0198f0c2b7d47c1f9e0a"),
        [typeof(SupplierId)] = Text(Plain, "A supplier.", "kopi-liwa-jaya"),
        [typeof(ItemId)] = Text(Plain, "A catalogue item.", "kopi-robusta-1kg"),
        [typeof(OrganisationId)] = Text(Plain, "An organisation.", "dinas-kesehatan"),
        [typeof(UnitId)] = Text(Plain, "A unit of an organisation.", "sekretariat"),
        [typeof(DocumentId)] = Text(
            "^(photo|pdf)-[0-9a-f]{40}$", "An uploaded photo or PDF, named after its content.",
            "photo-3f5a9c0e1b7d42688a0cf19be4d37a52c6e8b014"),
        [typeof(OrderId)] = Text(
            "^[A-Za-z0-9._-]{16,40}$", "An order; made by the client, unique for ever (UUIDv7 or ULID).",
            "0198f0c2-b7d4-7c1f-9e0a-5d2f6b1c3a4e"),
        [typeof(ImportId)] = Text(
            "^[A-Za-z0-9._-]{16,40}$", "An import of items; made by the client, unique for ever (UUID).",
            "0198f0c2-b7d4-7c1f-9e0a-5d2f6b1c3a4e"),
        [typeof(CategoryCode)] = Text(@"^\d{2}(\.\d{2}){0,2}$", "A category of up to three levels.", "10.03.02"),
        [typeof(RupCode)] = Text(@"^\d{8,10}$", "A procurement plan package (RUP).", "52000001"),
        [typeof(RegionCode)] = Text(@"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$", "A Kemendagri region code.", "18.71"),
        [typeof(AccountCode)] = Text(@"^[\d.]{6,60}$", "A budget account (kode rekening or MAK).", "5.1.02.01.01.0024"),
        [typeof(Rupiah)] = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = "-9007199254740991",
            Maximum = "9007199254740991",
            Description = "Whole rupiah.",
            Examples = [JsonValue.Create(125_000)],
        },
        [typeof(Quantity)] = new OpenApiSchema
        {
            Type = JsonSchemaType.Number,
            Minimum = "-1000000000",
            Maximum = "1000000000",
            MultipleOf = 0.001m,
            Description = "An amount in the item's unit, at most three decimals.",
            Examples = [JsonValue.Create(12)],
        },
        [typeof(BasisPoints)] = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Description = "Hundredths of a percent: 4000 is 40 %.",
            Examples = [JsonValue.Create(4_000)],
        },
    };

    /// <summary>The types described here; a test checks that no value type is missing.</summary>
    public static IReadOnlyCollection<Type> Described => Shapes.Keys;

    /// <summary>Describes one type; called by the framework for each.</summary>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken token)
    {
        Describe(schema, context.JsonTypeInfo.Type);
        return Task.CompletedTask;
    }

    /// <summary>The shape of a value in a path or query; null for a type that is not one of ours.</summary>
    public static IOpenApiSchema? InAddress(Type type, OpenApiDocument? document)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        // By reference, so that a client has one type for it.
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>))
            return new OpenApiSchemaReference(type.GenericTypeArguments[0].Name, document);
        var schema = new OpenApiSchema();
        return Describe(schema, type) ? schema : null;
    }

    private static bool Describe(OpenApiSchema schema, Type given)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        if (!Shapes.TryGetValue(type, out var shape)) return false;
        schema.Type = type == given ? shape.Type : shape.Type | JsonSchemaType.Null;
        schema.Format = shape.Format;
        schema.Pattern = shape.Pattern;
        schema.Minimum = shape.Minimum;
        schema.Maximum = shape.Maximum;
        schema.MultipleOf = shape.MultipleOf;
        schema.Description ??= shape.Description;
        schema.Examples = [.. shape.Examples!.Select(static example => example.DeepClone())];
        return true;
    }

    /// <summary>The shape of an enumeration.</summary>
    internal static OpenApiSchema Words(Type enumeration) => new()
    {
        Type = JsonSchemaType.String,
        Enum =
        [
            .. Enum.GetNames(enumeration)
                .Select(static name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name)),
        ],
    };

    private static OpenApiSchema Text(string pattern, string description, string example) => new()
    {
        Type = JsonSchemaType.String,
        Pattern = pattern,
        Description = description,
        Examples = [JsonValue.Create(example)],
    };
}
