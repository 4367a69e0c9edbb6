using Marketplace.Values;

namespace Marketplace.Outcomes;

/// <summary>Shape checks every command uses: each answers the refusal, or null when all is well.</summary>
public static class Check
{
    /// <summary>
    /// A text of 1 to <paramref name="maxLength"/> characters without control characters; blanks count as characters,
    /// but a required text is more than blanks.
    /// </summary>
    public static Refusal? Text(string? text, string field, int maxLength, bool required = true)
    {
        var fits = string.IsNullOrWhiteSpace(text)
            ? !required && (text?.Length ?? 0) <= maxLength && IsPlain(text ?? "")
            : text.Length <= maxLength && IsPlain(text);
        return fits ? null : CommonRefusals.InvalidText.With("maxLength", maxLength).On(field);
    }

    private static bool IsPlain(string text) =>
        !text.Any(static c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    /// <summary>An official code of a given form.</summary>
    public static Refusal? Code(bool valid, string field, string form) =>
        valid ? null : CommonRefusals.MalformedCode.With("form", form).On(field);

    /// <summary>An amount of money between two bounds, both included.</summary>
    public static Refusal? Money(Rupiah amount, string field, long min, long max) =>
        amount.Amount >= min && amount.Amount <= max
            ? null
            : CommonRefusals.OutOfRange.With("min", min).With("max", max).On(field);

    /// <summary>A quantity above zero that fits the unit's decimals.</summary>
    public static Refusal? Positive(Quantity quantity, string field, int decimals = 3) =>
        quantity > Quantity.Zero && quantity.FitsDecimals(decimals)
            ? null
            : CommonRefusals.OutOfRange
                .With("min", decimals == 0 ? 1 : 0.001m).With("max", Quantity.MaxAmount).On(field);

    /// <summary>A number of entries between two bounds, both included.</summary>
    public static Refusal? Count(int count, string field, int min, int max) =>
        count >= min && count <= max
            ? null
            : CommonRefusals.InvalidCount.With("min", min).With("max", max).On(field);

    /// <summary>A whole number between two bounds, both included.</summary>
    public static Refusal? Range(long number, string field, long min, long max) =>
        number >= min && number <= max
            ? null
            : CommonRefusals.OutOfRange.With("min", min).With("max", max).On(field);
}
