using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Values;

/// <summary>A percentage in hundredths of a percent: 4000 is 40 %. Range 0–1,000,000.</summary>
[GenerateSerializer, Immutable, Alias("basis-points")]
[JsonConverter(typeof(JsonConverter))]
public readonly record struct BasisPoints : IComparable<BasisPoints>
{
    /// <summary>Wraps a number of basis points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0–1,000,000.</exception>
    public BasisPoints(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000);
        Value = value;
    }

    /// <summary>Hundredths of a percent.</summary>
    [Id(0)] public int Value { get; }

    public static bool operator <(BasisPoints left, BasisPoints right) => left.Value < right.Value;
    public static bool operator >(BasisPoints left, BasisPoints right) => left.Value > right.Value;
    public static bool operator <=(BasisPoints left, BasisPoints right) => left.Value <= right.Value;
    public static bool operator >=(BasisPoints left, BasisPoints right) => left.Value >= right.Value;

    /// <inheritdoc />
    public int CompareTo(BasisPoints other) => Value.CompareTo(other.Value);

    /// <summary>Travels as a JSON integer.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Belongs to BasisPoints alone.")]
    public sealed class JsonConverter : JsonConverter<BasisPoints>
    {
        /// <inheritdoc />
        public override BasisPoints Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)
                && value is >= 0 and <= 1_000_000
                ? new BasisPoints(value)
                : throw new JsonException("A percentage is a whole number of basis points, 0 to 1,000,000.");

        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, BasisPoints value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
