using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Frontend.Problems;

/// <summary>A language the marketplace speaks.</summary>
public enum Language
{
    /// <summary>Bahasa Indonesia, unless the caller prefers otherwise.</summary>
    Indonesian,

    /// <summary>English.</summary>
    English,
}

/// <summary>Which language a caller reads.</summary>
public static class Languages
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>How a language writes numbers and dates.</summary>
    public static CultureInfo Culture(this Language language) =>
        language == Language.English ? English : Indonesian;

    /// <summary>The first of <c>Accept-Language</c> that is spoken here; Indonesian without one.</summary>
    public static Language LanguageOf(this HttpRequest request) => Preferred(request.Headers.AcceptLanguage);

    /// <summary>The tag of a language, as in <c>Content-Language</c>.</summary>
    public static string Tag(this Language language) => language == Language.English ? "en" : "id";

    private static Language Preferred(StringValues accepted)
    {
        if (accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out var ranges))
            return Language.Indonesian;
        foreach (var range in ranges.Where(static range => range.Quality is not 0)
            .OrderByDescending(static r => r.Quality ?? 1))
        {
            if (Speaks(range.Value, "id")) return Language.Indonesian;
            if (Speaks(range.Value, "en")) return Language.English;
        }

        return Language.Indonesian;
    }

    private static bool Speaks(StringSegment range, string tag) =>
        range.Equals(tag, StringComparison.OrdinalIgnoreCase)
        || range.StartsWith($"{tag}-", StringComparison.OrdinalIgnoreCase);
}
