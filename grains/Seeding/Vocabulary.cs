using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Marketplace.Catalogue;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>A product as the vocabulary describes it, from which many items are made.</summary>
/// <param name="Category">Level-3 category.</param>
/// <param name="Name">First part of the name.</param>
/// <param name="Kinds">Second part: varieties.</param>
/// <param name="Sizes">Third part with its price factor in thousandths of the smallest size.</param>
/// <param name="Unit">UN/ECE unit code.</param>
/// <param name="PriceFrom">Lowest price of the smallest size, rupiah before tax.</param>
/// <param name="PriceTo">Highest price of the smallest size.</param>
/// <param name="IsDomestic">Made in Indonesia.</param>
/// <param name="LocalContentFrom">Lowest TKDN, basis points.</param>
/// <param name="LocalContentTo">Highest TKDN.</param>
/// <param name="Brands">Brand pool.</param>
/// <param name="Origins">Kabupaten it comes from; empty when from elsewhere.</param>
/// <param name="MinOrder">Smallest order.</param>
/// <param name="LeadDays">Working days to dispatch.</param>
public sealed record ProductTemplate(
    CategoryCode Category, string Name, ImmutableArray<string> Kinds, ImmutableArray<ProductSize> Sizes, string Unit,
    int PriceFrom, int PriceTo, bool IsDomestic, int LocalContentFrom, int LocalContentTo,
    ImmutableArray<string> Brands, ImmutableArray<RegionCode> Origins, int MinOrder, int LeadDays);

/// <summary>A size and its price as a factor of the smallest, in thousandths.</summary>
public sealed record ProductSize(string Name, int FactorThousandths);

/// <summary>A category as the vocabulary describes it.</summary>
public sealed record SeedCategory(CategoryCode Code, CategoryTemplate Template);

/// <summary>The invented but plausible words the seeds are made of: the CSV files under <c>data/</c>.</summary>
public static class Vocabulary
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> BrandPools = Lists("brands.csv");
    private static readonly FrozenDictionary<string, ImmutableArray<string>> NameLists = Lists("names.csv");

    /// <summary>The category tree, parents before children.</summary>
    public static readonly ImmutableArray<SeedCategory> Categories = [.. Rows("categories.csv").Select(Category)];

    private static readonly FrozenDictionary<CategoryCode, CategoryTemplate> Templates =
        Categories.ToFrozenDictionary(static category => category.Code, static category => category.Template);

    /// <summary>The product templates.</summary>
    public static readonly ImmutableArray<ProductTemplate> Products = [.. Rows("products.csv").Select(Product)];

    /// <summary>The template of a category of the vocabulary.</summary>
    public static CategoryTemplate Template(CategoryCode code) => Templates[code];

    /// <summary>A list of names: <c>given</c>, <c>family</c>, <c>business</c>, <c>street</c>, <c>agency</c>,
    /// <c>company</c>.</summary>
    public static ImmutableArray<string> Names(string kind) => NameLists[kind];

    private static SeedCategory Category(string[] row) => new(CategoryCode.Parse(row[0]), new CategoryTemplate
    {
        Name = row[1],
        NameEn = row[2],
        TaxClass = Enum.Parse<TaxClass>(row[3], ignoreCase: true),
        KbkiPrefix = row[4],
        RequiredKbli = Split(row[5], ';'),
        ReservedForSmall = row[6] == "1",
        Attributes = [.. Split(row[7], ';').Select(Attribute)],
    });

    private static AttributeTemplate Attribute(string text)
    {
        var parts = text.Split(':');
        return new AttributeTemplate(parts[0], parts[1], parts[2], parts[3] == "1", Split(parts[4], '|'));
    }

    private static ProductTemplate Product(string[] row)
    {
        var (price, content) = (Range(row[5]), Range(row[7]));
        return new ProductTemplate(
            CategoryCode.Parse(row[0]), row[1], Split(row[2], '|'), [.. Split(row[3], '|').Select(Size)], row[4],
            price.From, price.To, row[6] == "1", content.From, content.To, BrandPools[row[8]],
            [.. Split(row[9], ';').Select(code => RegionCode.Parse(code))], Number(row[10]), Number(row[11]));
    }

    private static ProductSize Size(string text)
    {
        var parts = text.Split(':');
        return new ProductSize(parts[0], (int)(decimal.Parse(parts[1], CultureInfo.InvariantCulture) * 1000));
    }

    private static (int From, int To) Range(string text)
    {
        var parts = text.Split('-');
        return (Number(parts[0]), Number(parts[1]));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static ImmutableArray<string> Split(string text, char separator) =>
        text.Length == 0 ? [] : [.. text.Split(separator)];

    private static FrozenDictionary<string, ImmutableArray<string>> Lists(string file) =>
        Rows(file).ToFrozenDictionary(static row => row[0], static row => Split(row[1], '|'));

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream($"Marketplace.Seeding.data.{file}")
            ?? throw new InvalidDataException($"{file} is missing from the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Fields)];
    }

    private static string[] Fields(string line)
    {
        // Quoted fields occur (names with commas), quotes within fields do not.
        var parts = line.TrimEnd('\r').Split('"');
        for (var i = 0; i < parts.Length; i += 2) parts[i] = parts[i].Replace(',', '\u001f');
        return string.Concat(parts).Split('\u001f');
    }
}
