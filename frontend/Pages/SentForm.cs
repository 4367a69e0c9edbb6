using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Commands;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Pages;

/// <summary>
/// A form as a browser sent it. Reading a field that is not of its form notes the first such refusal and goes on, so
/// that what reads it stays one expression; <see cref="Refusal"/> is asked before anything is done.
/// </summary>
/// <param name="name">Which form of the page.</param>
/// <param name="values">What was typed.</param>
public sealed class SentForm(string name, IFormCollection values)
{
    /// <summary>The hidden field that names the command: pressing again, even after a lost answer, is the same
    /// one.</summary>
    public const string Key = "kunci";

    /// <summary>Fields of the page itself, no part of what is asked.</summary>
    private static readonly string[] NotAsked = [Key, "__RequestVerificationToken", "_handler"];

    /// <summary>Which form of the page.</summary>
    public string Name => name;

    /// <summary>The first field that could not be read; null when all could.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Why it was not done, once it was not.</summary>
    public Problem? Problem { get; set; }

    /// <summary>What was typed into a field; empty when it was not there.</summary>
    public string Typed(string field) => values[field].ToString();

    /// <summary>Text without the blanks around it; null when there is none.</summary>
    public string? Text(string field) => Typed(field).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An amount of rupiah; null when the field was left empty.</summary>
    public Rupiah? Money(string field)
    {
        if (Text(field) is not { } text) return null;
        if (Formats.TryRupiah(text, out var amount)) return amount;
        Refuse(HttpRefusals.AmountUnreadable.On(field));
        return null;
    }

    /// <summary>A quantity; null when the field was left empty.</summary>
    public Quantity? Amount(string field)
    {
        if (Text(field) is not { } text) return null;
        if (Quantity.TryParse(text.Replace(',', '.'), provider: null, out var quantity)) return quantity;
        Refuse(CommonRefusals.MalformedCode.With("form", "0.5").On(field));
        return null;
    }

    /// <summary>A whole number; 0 when the field does not hold one.</summary>
    public int Number(string field)
    {
        if (int.TryParse(Typed(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(HttpRefusals.InvalidParameter.On(field));
        return 0;
    }

    /// <summary>A day as date fields send it, <c>2026-11-25</c>.</summary>
    public DateOnly Date(string field)
    {
        if (DateOnly.TryParseExact(Typed(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date)) return date;
        Refuse(CommonRefusals.MalformedCode.With("form", "2026-11-25").On(field));
        return default;
    }

    /// <summary>An id or a code, in its own form.</summary>
    public TId Id<TId>(string field)
        where TId : struct, IStringId<TId>
    {
        if (TId.IsValid(Typed(field))) return TId.Wrap(Typed(field));
        Refuse(HttpRefusals.InvalidParameter.On(field));
        return default;
    }

    /// <summary>One of a list.</summary>
    public TEnum Choice<TEnum>(string field)
        where TEnum : struct, Enum
    {
        if (Enum.TryParse<TEnum>(Typed(field), out var choice) && Enum.IsDefined(choice)) return choice;
        Refuse(HttpRefusals.InvalidParameter.On(field));
        return default;
    }

    /// <summary>The numbers behind a name in fields such as <c>quantity.2</c>, those left empty left out.</summary>
    public IEnumerable<int> NumbersOf(string field) => values.Keys
        .Where(key => key.StartsWith(field + ".", StringComparison.Ordinal) && Text(key) is not null)
        .Select(key => int.TryParse(key.AsSpan(field.Length + 1), CultureInfo.InvariantCulture, out var n) ? n : -1)
        .Where(static number => number >= 0).Order();

    /// <summary>What travels with the command this form asks for.</summary>
    /// <param name="http">The request.</param>
    public CommandContext Command(HttpContext http)
    {
        var key = Typed(Key);
        if (key.Length is 0 or > CommandKeys.MaxKeyLength || !key.All(static c => c is >= '!' and <= '~'))
            Refuse(HttpRefusals.KeyInvalid.With("maxLength", CommandKeys.MaxKeyLength));
        var asked = new StringBuilder(http.Request.Path);
        foreach (var field in values.Keys.Except(NotAsked).Order(StringComparer.Ordinal))
            asked.Append('\n').Append(field).Append('=').Append(values[field]);
        return new CommandContext(
            http.Caller(), key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToString()))));
    }

    /// <summary>Notes why nothing is done, unless something was noted before.</summary>
    public void Refuse(Refusal refusal) => Refusal ??= refusal;
}
