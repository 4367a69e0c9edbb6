using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Values;

/// <summary>
/// An amount of goods in the item's own unit, at most three decimals and at most 1,000,000,000 in size.
/// How many decimals are allowed is the unit's affair: chairs come whole, cable by the
/// metre.
/// </summary>
[GenerateSerializer, Immutable, Alias("quantity")]
[JsonConverter(typeof(JsonConverter))]
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>The largest size of a quantity.</summary>
    public const decimal MaxAmount = 1_000_000_000m;

    /// <summary>Nothing.</summary>
    public static readonly Quantity Zero;

    /// <summary>Wraps an amount in the item's unit.</summary>
    /// <exception cref="OverflowException">Larger than <see cref="MaxAmount"/> or more than three decimals.</exception>
    public Quantity(decimal amount)
    {
        if (!IsValid(amount))
            throw new OverflowException($"{amount} is not a quantity.");
        // The canonical scale keeps 5 and 5.000 the same JSON, the same hash and the same text: dividing by a one of
        // full scale drops the zeros at the end.
        Amount = amount.Scale == 0 ? amount : amount / 1.0000000000000000000000000000m;
    }

    /// <summary>The number of units.</summary>
    [Id(0)] public decimal Amount { get; }

    /// <summary>Whether the amount has at most this many decimals.</summary>
    public bool FitsDecimals(int decimals) => Amount.Scale <= decimals;

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Amount + right.Amount);
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Amount - right.Amount);
    public static bool operator <(Quantity left, Quantity right) => left.Amount < right.Amount;
    public static bool operator >(Quantity left, Quantity right) => left.Amount > right.Amount;
    public static bool operator <=(Quantity left, Quantity right) => left.Amount <= right.Amount;
    public static bool operator >=(Quantity left, Quantity right) => left.Amount >= right.Amount;

    /// <summary>Price × quantity, rounded half up to whole rupiah.</summary>
    public static Rupiah operator *(Rupiah price, Quantity quantity) =>
        new((long)decimal.Round(price.Amount * quantity.Amount, MidpointRounding.AwayFromZero));

    /// <summary>Reads a quantity from a query: digits with at most three decimals behind a point.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Quantity quantity)
    {
        const NumberStyles Form = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        quantity = default;
        if (!decimal.TryParse(text, Form, CultureInfo.InvariantCulture, out var amount)
            || !IsValid(amount)) return false;
        quantity = new Quantity(amount);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Amount.CompareTo(other.Amount);

    /// <inheritdoc />
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture);

    private static bool IsValid(decimal amount) =>
        amount is <= MaxAmount and >= -MaxAmount && (amount.Scale <= 3 || decimal.Round(amount, 3) == amount);

    /// <summary>Travels as a JSON number.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "Belongs to Quantity alone.")]
    public sealed class JsonConverter : JsonConverter<Quantity>
    {
        /// <inheritdoc />
        public override Quantity Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var amount) && IsValid(amount)
                ? new Quantity(amount)
                : throw new JsonException("A quantity is a number with at most three decimals.");

        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Amount);
    }
}

/// <summary>Sums over quantities.</summary>
public static class QuantitySums
{
    /// <summary>The sum of the quantities picked from each element.</summary>
    public static Quantity Sum<T>(this IEnumerable<T> source, Func<T, Quantity> quantity) =>
        source.Aggregate(Quantity.Zero, (total, element) => total + quantity(element));
}
