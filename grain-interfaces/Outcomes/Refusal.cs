using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Marketplace.Outcomes;

/// <summary>A fact a refusal was based on.</summary>
/// <param name="Name">camelCase name; also the placeholder in the text shown to people.</param>
/// <param name="Value">
/// The value in invariant form: a date as <c>2026-11-25</c>, a moment in UTC as <c>2026-11-25T07:05:00Z</c>, a value of
/// an enumeration by its camelCase name, several with commas between them.
/// </param>
/// <param name="Type">
/// Of a date, a moment or an enumeration, the name of its type, so that people read it in their language; null for
/// everything else.
/// </param>
[GenerateSerializer, Immutable, Alias("refusal-fact")]
public sealed record RefusalFact(
    [property: Id(0)] string Name, [property: Id(1)] string Value, [property: Id(2)] string? Type = null)
{
    /// <summary>A fact of any value.</summary>
    public static RefusalFact Of(string name, object? value) => value switch
    {
        DateOnly date => new(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), nameof(DateOnly)),
        DateTimeOffset moment => new(
            name, moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            nameof(DateTimeOffset)),
        Enum one => new(name, NameOf(one), one.GetType().Name),
        Array several when several.GetType().GetElementType() is { IsEnum: true } type =>
            new(name, string.Join(", ", several.Cast<Enum>().Select(NameOf)), type.Name),
        _ => new(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static string NameOf(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>An expected no, with what it was based on. A value, never thrown.</summary>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal
{
    /// <summary>Why.</summary>
    [Id(0)] public required RefusalCode Code { get; init; }

    /// <summary>The facts used, in the order they were given.</summary>
    [Id(1)] public ImmutableArray<RefusalFact> Facts { get; init; } = [];

    /// <summary>The field of the request it concerns, such as <c>lines[2].quantity</c>, if one.</summary>
    [Id(2)] public string? Field { get; init; }

    /// <summary>The policy row applied, <c>key@validFrom</c>, if the reason is a legal number.</summary>
    [Id(3)] public string? Rule { get; init; }

    /// <summary>The single reasons when several parts were refused together (one per order line, say).</summary>
    [Id(4)] public ImmutableArray<Refusal> Parts { get; init; } = [];

    /// <summary>Adds a fact.</summary>
    public Refusal With(string name, object? value) => this with { Facts = Facts.Add(RefusalFact.Of(name, value)) };

    /// <summary>Names the field of the request.</summary>
    public Refusal On(string field) => this with { Field = field };

    /// <summary>Names the policy row that was applied.</summary>
    public Refusal By(string rule) => this with { Rule = rule };

    /// <summary>A bare refusal.</summary>
    public static implicit operator Refusal(RefusalCode code) => new() { Code = code };
}
