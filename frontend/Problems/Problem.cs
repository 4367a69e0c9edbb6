using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>A refusal as RFC 9457 describes it, <c>application/problem+json</c>.</summary>
public sealed record Problem
{
    /// <summary>Permanent name of the reason, <c>/problems/{slug}</c>; the address explains it.</summary>
    public required string Type { get; init; }

    /// <summary>A few words in the caller's language.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong, in the caller's language.</summary>
    public required string Detail { get; init; }

    /// <summary>The permanent number of the reason.</summary>
    public required int Code { get; init; }

    /// <summary>The member of the request it concerns, such as <c>lines[2].quantity</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>The facts the refusal rests on, by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    /// <summary>The rule applied, <c>key@validFrom</c> of the policy table.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }

    /// <summary>What would change the answer, in the caller's language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remedy { get; init; }

    /// <summary>The reason of each part that was refused, such as each line of an order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Problem>? Parts { get; init; }

    /// <summary>What to tell the operators, so that they find the request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>Puts a refusal into words.</summary>
    public static Problem Of(Refusal refusal, Language language)
    {
        var text = ProblemTexts.Of(refusal.Code.Slug, language);
        // A sender's collections may arrive uninitialised: a problem must never fail for that.
        var facts = refusal.Facts.IsDefault ? [] : refusal.Facts;
        var parts = refusal.Parts.IsDefault ? [] : refusal.Parts;
        return new Problem
        {
            Type = $"/problems/{refusal.Code.Slug}",
            Title = text.Title,
            Status = ProblemStatus.Of(refusal.Code),
            Detail = Fill(text.Detail, facts, refusal.Field, language),
            Code = refusal.Code.Number,
            Field = refusal.Field,
            Facts = facts.IsEmpty ? null : ByName(facts),
            Rule = refusal.Rule,
            Remedy = text.Remedy.Length == 0 ? null : Fill(text.Remedy, facts, refusal.Field, language),
            Parts = parts.IsEmpty ? null : [.. parts.Select(part => Of(part, language))],
        };
    }

    private static Dictionary<string, string> ByName(ImmutableArray<RefusalFact> facts)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in facts) byName[fact.Name] = fact.Value;
        return byName;
    }

    private static string Fill(
        string text, ImmutableArray<RefusalFact> facts, string? field, Language language) =>
        FactWords.Fill(text, facts, language).Replace("{field}", field ?? "", StringComparison.Ordinal);
}
