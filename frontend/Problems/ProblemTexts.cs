using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Marketplace.Frontend.Problems;

/// <summary>What a refusal says to people in one language.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Detail">One or two sentences, with <c>{fact}</c> placeholders.</param>
/// <param name="Remedy">What would change the answer, with placeholders; empty if nothing would.</param>
public sealed record ProblemText(string Title, string Detail, string Remedy);

/// <summary>
/// The texts of the refusals, from the resource pairs <c>{Feature}/{Feature}Refusals.resx</c> (Indonesian) and
/// <c>.en.resx</c> (English): entries <c>{slug}.title</c>, <c>{slug}.detail</c>, <c>{slug}.remedy</c>.
/// </summary>
public static class ProblemTexts
{
    private const string Suffix = "Refusals.resources";

    private static readonly FrozenDictionary<string, ProblemText> Indonesian = Load(CultureInfo.InvariantCulture);
    private static readonly FrozenDictionary<string, ProblemText> English = Load(CultureInfo.GetCultureInfo("en"));

    /// <summary>The texts of a language: every slug that has any.</summary>
    public static FrozenDictionary<string, ProblemText> In(Language language) =>
        language == Language.English ? English : Indonesian;

    /// <summary>
    /// The texts of a slug. A test sees to it that there are; were one missing, the bare slug still carries the right
    /// status and code, which a failure would not.
    /// </summary>
    public static ProblemText Of(string slug, Language language) =>
        In(language).GetValueOrDefault(slug) ?? new ProblemText(slug, slug, "");

    private static FrozenDictionary<string, ProblemText> Load(CultureInfo culture)
    {
        var assembly = typeof(ProblemTexts).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .SelectMany(name => Entries(assembly, name, culture))
            .GroupBy(static entry => entry.Name[..entry.Name.LastIndexOf('.')], StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key,
                static group => Text(group.ToDictionary()), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ToDictionary(this IGrouping<string, (string Name, string Text)> group) =>
        group.ToDictionary(entry => entry.Name[(group.Key.Length + 1)..], static entry => entry.Text);

    private static ProblemText Text(Dictionary<string, string> parts) => new(
        parts.GetValueOrDefault("title", ""), parts.GetValueOrDefault("detail", ""),
        parts.GetValueOrDefault("remedy", ""));

    private static IEnumerable<(string Name, string Text)> Entries(
        Assembly assembly, string resource, CultureInfo culture)
    {
        var manager = new ResourceManager(resource[..^".resources".Length], assembly);
        // No fallback to the other language: a text that is missing must be seen to be missing.
        var set = manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        return set is null ? [] : set.Cast<DictionaryEntry>().Select(static e => ((string)e.Key, (string)e.Value!));
    }
}
