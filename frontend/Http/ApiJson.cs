using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Frontend.Http;

/// <summary>JSON as the API speaks it.</summary>
public static class ApiJson
{
    /// <summary>Deepest nesting of a body; deeper than any of ours, and what describing our own types needs.</summary>
    public const int MaxDepth = 64;

    /// <summary>camelCase, enums by camelCase name, strict numbers; an unknown member is refused rather than ignored,
    /// so that a caller who sends a price or a role learns that it means nothing.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.MaxDepth = MaxDepth;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(RefuseGaps);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>No list of ours has gaps; the serializer itself checks members for null, but not the entries of
    /// lists.</summary>
    private static void RefuseGaps(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false }) return;
        type.OnDeserialized = static list =>
        {
            foreach (var entry in (IEnumerable)list)
            {
                if (entry is null) throw new JsonException("A list has no gaps.");
            }
        };
    }
}
