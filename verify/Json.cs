using System.Text.Json;

namespace Marketplace.Verify;

/// <summary>Reads the details of events; what is left out is empty or zero.</summary>
internal static class Json
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>A text.</summary>
    public static string Text(this JsonElement details, string name) =>
        details.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    /// <summary>A quantity.</summary>
    public static decimal Number(this JsonElement details, string name) =>
        details.TryGetProperty(name, out var number) ? number.GetDecimal() : 0;

    /// <summary>An amount in rupiah, or a line's number.</summary>
    public static long Whole(this JsonElement details, string name) =>
        details.TryGetProperty(name, out var number) ? number.GetInt64() : 0;

    /// <summary>What is inside; empty where it is left out.</summary>
    public static JsonElement In(this JsonElement details, string name) =>
        details.TryGetProperty(name, out var inside) ? inside : Empty;

    /// <summary>The rows of a list.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement details, string name) =>
        details.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];
}
