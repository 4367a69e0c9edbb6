using System.Globalization;
using Marketplace.Catalogue;
using Marketplace.Frontend.Problems;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Frontend.Pages;

/// <summary>How pages write numbers, dates and names: in the reader's language, and the time of Lampung.</summary>
public static class Formats
{
    /// <summary>A count: <c>57.733</c>, in English <c>57,733</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A quantity without its unit: <c>1.250,5</c>.</summary>
    public static string Number(Quantity quantity) => quantity.Amount.ToString("#,0.###", CultureInfo.CurrentCulture);

    /// <summary>Reads rupiah as people write them: <c>Rp1.250.000</c>, <c>1,250,000</c> and <c>1250000</c> alike; there
    /// are no fractions, so dots and commas only group.</summary>
    public static bool TryRupiah(string text, out Rupiah amount)
    {
        var digits = text.Trim();
        if (digits.StartsWith("Rp", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        digits = digits.Trim().Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        amount = default;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > Rupiah.MaxAmount) return false;
        amount = new Rupiah(number);
        return true;
    }

    /// <summary>A large amount in few characters: <c>Rp118,5 juta</c>, in English <c>Rp118.5 million</c>.</summary>
    public static string Large(Rupiah amount)
    {
        var (unit, size) = amount.Amount switch
        {
            >= 1_000_000_000_000 => ("trillion", 1_000_000_000_000m),
            >= 1_000_000_000 => ("billion", 1_000_000_000m),
            >= 1_000_000 => ("million", 1_000_000m),
            _ => ("", 1m),
        };
        if (unit.Length == 0) return amount.ToString();
        var number = (amount.Amount / size).ToString("0.#", CultureInfo.CurrentCulture);
        return $"Rp{number} {PageTexts.Of($"amount.{unit}")}";
    }

    /// <summary>A quantity as a form field holds it, the same in either language: <c>1250.5</c>.</summary>
    public static string Field(Quantity quantity) => quantity.Amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day as a date field holds it: <c>2026-11-25</c>.</summary>
    public static string Field(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A share in percent as a form field holds it: <c>41.25</c>.</summary>
    public static string Field(BasisPoints share) =>
        (share.Value / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share: <c>41,25 %</c>.</summary>
    public static string Percent(BasisPoints share) =>
        (share.Value / 100m).ToString("0.##", CultureInfo.CurrentCulture)
        + (LanguageChoice.Current == Language.English ? "%" : " %");

    /// <summary>A day: <c>25 November 2026</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The day in Lampung at a moment.</summary>
    public static string Date(DateTimeOffset moment) => Date(Wib.DateOf(moment));

    /// <summary>A moment: <c>25 November 2026 14.05 WIB</c>, in English <c>14:05</c>.</summary>
    public static string Moment(DateTimeOffset moment) =>
        Wib.Of(moment).ToString("d MMMM yyyy HH:mm", CultureInfo.CurrentCulture) + " WIB";

    /// <summary>A quantity with its unit: <c>12 dus</c>.</summary>
    public static string Amount(Quantity quantity, string unit) =>
        $"{Number(quantity)} {(quantity.Amount == 1 ? Unit(unit) : Plural(Unit(unit)))}";

    /// <summary>A unit's name.</summary>
    public static string Unit(string code) =>
        Units.TryFind(code, out var unit) ? Read(unit.Name, unit.NameEn) : code;

    /// <summary>A region's official name; outside Lampung that of its province.</summary>
    public static string Region(RegionCode code) =>
        RegionTable.Find(code)?.Name ?? Provinces.NameOf(code) ?? $"{PageTexts.Of("region.outside")} ({code})";

    /// <summary>A category's name.</summary>
    public static string Name(CategorySummary category) => Read(category.Name, category.NameEn);

    /// <summary>A category's name, by its template.</summary>
    public static string Name(CategoryTemplate template) => Read(template.Name, template.NameEn);

    /// <summary>An attribute's name.</summary>
    public static string Name(AttributeTemplate attribute) => Read(attribute.Name, attribute.NameEn);

    /// <summary>An attribute's name, by its code; the code itself where the category does not have it.</summary>
    public static string Attribute(CategoryTemplate? template, string code) =>
        template?.Attributes.FirstOrDefault(one => one.Code == code) is { } attribute ? Name(attribute) : code;

    /// <summary>More than one: Indonesian says it by the number alone.</summary>
    private static string Plural(string unit) => LanguageChoice.Current != Language.English ? unit : unit switch
    {
        "dozen" or "gross" => unit,
        "person" => "people",
        _ when unit.EndsWith('x') => unit + "es",
        _ => unit + "s",
    };

    private static string Read(string indonesian, string english) =>
        LanguageChoice.Current == Language.English ? english : indonesian;
}
