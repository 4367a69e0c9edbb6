using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Values;

/// <summary>
/// A validated identifier that travels as a JSON string and stands in URLs. A value that does not fit its form is
/// refused where it enters (400), so an actor never sees one.
/// </summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IStringId<TSelf> : IComparable<TSelf>
    where TSelf : struct, IStringId<TSelf>
{
    /// <summary>The text of the identifier.</summary>
    string Value { get; }

    /// <summary>Whether the text has the form of this identifier.</summary>
    static abstract bool IsValid([NotNullWhen(true)] string? text);

    /// <summary>Wraps a text already known to be valid.</summary>
    static abstract TSelf Wrap(string text);
}

/// <summary>Parsing and JSON shared by every id.</summary>
public static class StringId
{
    /// <summary>Parses or throws.</summary>
    /// <exception cref="FormatException">The text does not have the form of the id.</exception>
    public static TSelf Parse<TSelf>(string text)
        where TSelf : struct, IStringId<TSelf> =>
        TSelf.IsValid(text) ? TSelf.Wrap(text) : throw new FormatException($"Not a valid {typeof(TSelf).Name}.");

    /// <summary>Parses if the text has the form of the id.</summary>
    public static bool TryParse<TSelf>(string? text, out TSelf id)
        where TSelf : struct, IStringId<TSelf>
    {
        var valid = TSelf.IsValid(text);
        id = valid ? TSelf.Wrap(text!) : default;
        return valid;
    }

    /// <summary>1–64 letters, digits, dots, hyphens or underscores: the form of ids without one of their own.</summary>
    public static bool IsPlain([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= 64 }
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>Reads and writes an id as a JSON string, also as a dictionary key.</summary>
/// <typeparam name="TId">The id type.</typeparam>
public sealed class StringIdConverter<TId> : JsonConverter<TId>
    where TId : struct, IStringId<TId>
{
    /// <inheritdoc />
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && StringId.TryParse<TId>(reader.GetString(), out var id)
            ? id
            : throw new JsonException($"Not a valid {typeof(TId).Name}.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc />
    public override TId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StringId.TryParse<TId>(reader.GetString(), out var id)
            ? id
            : throw new JsonException($"Not a valid {typeof(TId).Name}.");

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
