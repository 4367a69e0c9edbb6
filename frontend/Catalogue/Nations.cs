using System.Globalization;

namespace Marketplace.Frontend.Catalogue;

/// <summary>Countries by name, for people to choose from.</summary>
internal static class Nations
{
    /// <summary>Indonesia.</summary>
    public const string Home = "ID";

    private static readonly IReadOnlyList<string> Codes =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(static culture => new RegionInfo(culture.Name).TwoLetterISORegionName)
            .Where(static code => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            .Distinct(),
    ];

    /// <summary>Every country by ISO 3166-1 alpha-2, in the language being read and by name.</summary>
    public static IEnumerable<(string Code, string Name)> All => Codes.Select(static code => (code, NameOf(code)))
        .OrderBy(static nation => nation.Item2, StringComparer.CurrentCulture);

    /// <summary>The name of a country, in the language being read; its code when it is nobody's.</summary>
    /// <remarks>The display name of a region is that of whoever asked first; its native name under a locale of the
    /// wanted language is right for everyone.</remarks>
    public static string NameOf(string? code)
    {
        try
        {
            return code is null
                ? ""
                : new RegionInfo($"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}-{code}").NativeName;
        }
        catch (ArgumentException)
        {
            return code!;
        }
    }
}
