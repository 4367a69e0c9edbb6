using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Frontend.Documents;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Values;
using Microsoft.Extensions.Primitives;

namespace Marketplace.Frontend.Pages;

/// <summary>
/// A form as a browser sent it. Reading a field that is not of its form notes the first such refusal and goes on, so
/// that what reads it stays one expression; <see cref="Refusal"/> is asked before anything is done.
/// </summary>
/// <param name="name">Which form of the page.</param>
/// <param name="values">What was typed.</param>
public sealed partial class SentForm(string name, IFormCollection values)
{
    /// <summary>The hidden field that names the command: pressing again, even after a lost answer, is the same
    /// one.</summary>
    public const string Key = "kunci";

    /// <summary>Fields of the page itself, no part of what is asked.</summary>
    private static readonly string[] NotAsked = [Key, "__RequestVerificationToken", "_handler"];

    /// <summary>The fields that lists of the command were read from, where their names differ.</summary>
    private readonly Dictionary<string, string> _members = [];

    /// <summary>The files of fields, by their ids, once they are kept.</summary>
    private readonly Dictionary<string, StringValues> _uploaded = [];

    /// <summary>Which form of the page.</summary>
    public string Name => name;

    /// <summary>The first field that could not be read; null when all could.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Why it was not done, once it was not; each reason with the field of this form it concerns.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Keeps why it was not done.</summary>
    /// <param name="problem">The reason, its fields named as the command names them.</param>
    public void Keep(Problem problem) => Problem = problem with
    {
        Field = FieldOf(problem.Field),
        Parts = problem.Parts?.Select(part => part with { Field = FieldOf(part.Field) }).ToList(),
    };

    /// <summary>What was typed into a field; empty when it was not there.</summary>
    public string Typed(string field) => _uploaded.GetValueOrDefault(field, values[field]).ToString();

    /// <summary>
    /// The files chosen in a field, with those kept before. They are kept at once, and their ids stay with the form:
    /// browsers forget the files chosen when a page is shown again.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="http">The request.</param>
    /// <param name="owner">Whose they will be.</param>
    public async Task<ImmutableArray<DocumentId>> KeepFiles(string field, HttpContext http, DocumentPlace owner)
    {
        List<DocumentId> kept = [.. FilesKept(field)];
        foreach (var file in values.Files.GetFiles(field).Where(static file => file.Length > 0))
        {
            var stored = file.Length > DocumentLimits.MaxUpload
                ? DocumentRefusals.TooLarge.With("maxBytes", DocumentLimits.MaxUpload)
                : await http.Store(owner, file);
            if (stored.IsOk) kept.Add(stored.Value.Id);
            else Refuse(stored.Refusal.On(field));
        }

        ImmutableArray<DocumentId> files = [.. kept.Distinct()];
        _uploaded[field] = new StringValues([.. files.Select(static file => file.Value)]);
        return files;
    }

    /// <summary>The files of a field that are kept already.</summary>
    public IEnumerable<DocumentId> FilesKept(string field) => _uploaded.GetValueOrDefault(field, values[field])
        .Where(static text => DocumentId.IsValid(text)).Select(static text => DocumentId.Wrap(text!));

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

    /// <summary>A share in percent, such as <c>41,25</c>; null when the field was left empty.</summary>
    public BasisPoints? Share(string field)
    {
        if (Amount(field) is not { } percent) return null;
        var points = percent.Amount * 100;
        if (points is >= 0 and <= 1_000_000 && decimal.Truncate(points) == points) return new BasisPoints((int)points);
        Refuse(CommonRefusals.OutOfRange.With("min", 0).With("max", 100).On(field));
        return null;
    }

    /// <summary>An official number without what people put between its digits; null when there is none.</summary>
    public string? Digits(string field) =>
        string.Concat(Typed(field).Where(static c => c is not (' ' or '.' or '-' or '/'))) is { Length: > 0 } digits
            ? digits
            : null;

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
    /// <param name="field">The name.</param>
    /// <param name="member">The list of the command they become, where it has another name.</param>
    public IEnumerable<int> NumbersOf(string field, string? member = null)
    {
        if (member is not null) _members[member] = field;
        return values.Keys
            .Where(key => key.StartsWith(field + ".", StringComparison.Ordinal) && Text(key) is not null)
            .Select(key => key[(field.Length + 1)..])
            .Select(key => int.TryParse(key, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .Where(static number => number >= 0).Order();
    }

    /// <summary>The fields whose name begins so, in the order of their names, those left empty left out.</summary>
    public IEnumerable<string> FieldsOf(string prefix) => values.Keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && Text(key) is not null)
        .Order(StringComparer.Ordinal);

    /// <summary>What travels with the command this form asks for.</summary>
    /// <param name="http">The request.</param>
    public CommandContext Command(HttpContext http)
    {
        var key = Typed(Key);
        if (key.Length is 0 or > CommandKeys.MaxKeyLength || !key.All(static c => c is >= '!' and <= '~'))
            Refuse(HttpRefusals.KeyInvalid.With("maxLength", CommandKeys.MaxKeyLength));
        var asked = new StringBuilder(http.Request.Path);
        foreach (var field in values.Keys.Union(_uploaded.Keys).Except(NotAsked).Order(StringComparer.Ordinal))
            asked.Append('\n').Append(field).Append('=').Append(Typed(field));
        return new CommandContext(
            http.Caller(), key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToString()))),
            AskedAt: http.Now());
    }

    /// <summary>
    /// The field of this form that a command's member was read from: <c>neededBy.1</c> for
    /// <c>deliveries[1].neededBy</c>, the first <c>prices.2</c> for <c>prices</c>. A member that no field gave keeps
    /// its name: the page may show it elsewhere.
    /// </summary>
    private string? FieldOf(string? member)
    {
        if (member is null || values.ContainsKey(member)) return member;
        var parts = Member().Match(member);
        var (list, part) = (parts.Groups["list"].Value, parts.Groups["member"].Value);
        var index = parts.Groups["index"] is { Success: true } at
            ? int.Parse(at.Value, CultureInfo.InvariantCulture)
            : 0;
        var rows = _members.GetValueOrDefault(list, list);
        if (NumbersOf(rows).Skip(index).Take(1).ToList() is [var number])
            return values.ContainsKey($"{part}.{number}") ? $"{part}.{number}" : $"{rows}.{number}";
        return values.ContainsKey(list) ? list : member;
    }

    /// <summary>Notes why nothing is done, unless something was noted before.</summary>
    public void Refuse(Refusal refusal) => Refusal ??= refusal;

    [GeneratedRegex(@"^(?<list>\w+)(\[(?<index>\d{1,4})\])?(\.(?<member>\w+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
