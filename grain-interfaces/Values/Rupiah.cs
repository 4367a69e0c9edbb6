using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Values;

/// <summary>
/// Whole rupiah. Arithmetic is checked: leaving the range ±(2⁵³−1), which JSON clients can hold exactly, throws.
/// Negative amounts are differences; a price, total or ceiling is checked for its sign where it enters.
/// </summary>
[GenerateSerializer, Immutable, Alias("rupiah")]
[JsonConverter(typeof(JsonConverter))]
public readonly record struct Rupiah : IComparable<Rupiah>
{
    /// <summary>The largest amount: 2⁵³−1 rupiah.</summary>
    public const long MaxAmount = (1L << 53) - 1;

    /// <summary>No money.</summary>
    public static readonly Rupiah Zero;

    /// <summary>Wraps an amount of whole rupiah.</summary>
    /// <exception cref="OverflowException">The amount is outside ±(2⁵³−1).</exception>
    public Rupiah(long amount)
    {
        if (amount is > MaxAmount or < -MaxAmount)
            throw new OverflowException($"{amount} is outside the range of rupiah amounts.");
        Amount = amount;
    }

    /// <summary>Whole rupiah.</summary>
    [Id(0)] public long Amount { get; }

    public static Rupiah operator +(Rupiah left, Rupiah right) => new(checked(left.Amount + right.Amount));
    public static Rupiah operator -(Rupiah left, Rupiah right) => new(checked(left.Amount - right.Amount));
    public static Rupiah operator *(Rupiah price, int count) => new(checked(price.Amount * count));
    public static bool operator <(Rupiah left, Rupiah right) => left.Amount < right.Amount;
    public static bool operator >(Rupiah left, Rupiah right) => left.Amount > right.Amount;
    public static bool operator <=(Rupiah left, Rupiah right) => left.Amount <= right.Amount;
    public static bool operator >=(Rupiah left, Rupiah right) => left.Amount >= right.Amount;

    /// <inheritdoc />
    public int CompareTo(Rupiah other) => Amount.CompareTo(other.Amount);

    /// <summary>The smaller of two amounts.</summary>
    public static Rupiah Min(Rupiah left, Rupiah right) => left < right ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Rupiah Max(Rupiah left, Rupiah right) => left > right ? left : right;

    /// <summary>Indonesian form: <c>Rp1.234.567</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Rp{Amount:#,0}").Replace(',', '.');

    /// <summary>Money travels as a whole-rupiah JSON integer; a fraction or a string is refused.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Belongs to Rupiah alone.")]
    public sealed class JsonConverter : JsonConverter<Rupiah>
    {
        /// <inheritdoc />
        public override Rupiah Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var amount)
                && amount is >= -MaxAmount and <= MaxAmount
                ? new Rupiah(amount)
                : throw new JsonException("An amount of money is a whole number of rupiah.");

        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, Rupiah value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Amount);
    }
}

/// <summary>Sums over amounts of money.</summary>
public static class RupiahSums
{
    /// <summary>The checked sum of the amounts picked from each element.</summary>
    public static Rupiah Sum<T>(this IEnumerable<T> source, Func<T, Rupiah> amount) =>
        source.Aggregate(Rupiah.Zero, (total, element) => total + amount(element));
}
