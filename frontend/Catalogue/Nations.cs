using System.Globalization;

namespace Marketplace.Frontend.Catalogue;

/// <summary>Countries by name, for people to choose from.</summary>
internal static class Nations
{
    /// <summary>Indonesia.</summary>
    public const string Home = "ID";

    /// <summary>Every country by ISO 3166-1 alpha-2, in the language being read and by name.</summary>
    public static IEnumerable<(string Code, string Name)> All => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(static culture => new RegionInfo(culture.Name))
        .Where(static region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        .DistinctBy(static region => region.TwoLetterISORegionName)
        .Select(static region => (region.TwoLetterISORegionName, region.DisplayName))
        .OrderBy(static nation => nation.DisplayName, StringComparer.CurrentCulture);
}
