using Marketplace.Frontend.Problems;

namespace Marketplace.Frontend.Pages;

/// <summary>The form a field stands in: several forms of one page may have fields of the same name.</summary>
/// <param name="Name">The form.</param>
/// <param name="Sent">What was typed and refused; null when it was not sent.</param>
public sealed record FormScope(string Name, SentForm? Sent)
{
    /// <summary>The id of a field's control.</summary>
    public string IdOf(string field) => $"{Name}-{field}";

    /// <summary>What a field holds: what was typed, or what it begins with.</summary>
    public string? ValueOf(string field, string? first) => Sent is null ? first : Sent.Typed(field);

    /// <summary>Why a field was refused.</summary>
    public IReadOnlyList<Problem> ReasonsFor(string field) =>
        Sent?.Problem?.Reasons().Where(reason => reason.Field == field).ToList() ?? [];

    /// <summary>The ids of what a <see cref="Field"/> says about its control; null when it says nothing.</summary>
    /// <param name="field">The field.</param>
    /// <param name="hasHint">Whether it says how to fill it in.</param>
    public string? DescribedBy(string field, bool hasHint)
    {
        var hint = hasHint ? $"{IdOf(field)}-hint" : "";
        var error = ReasonsFor(field).Count > 0 ? $"{IdOf(field)}-error" : "";
        return $"{hint} {error}".Trim() is { Length: > 0 } ids ? ids : null;
    }
}
