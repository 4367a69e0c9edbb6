using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Outcomes;
using Marketplace.Regions;
using Marketplace.Values;
using MiniExcelLibs;
using MiniExcelLibs.Csv;

namespace Marketplace.Frontend.Catalogue;

/// <summary>
/// Reads the file of an import: CSV or XLSX, one product to a line under a row of titles. Columns whose titles are not
/// among <see cref="Titles"/> fill the attributes of that name, where the product's category has one.
/// </summary>
public static class ImportFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const string Name = "Nama produk";
    private const string Category = "Kategori";
    private const string Unit = "Satuan";
    private const string Origin = "Wilayah asal";
    private const string Brand = "Merek";
    private const string Sku = "SKU";
    private const string Kbki = "KBKI";
    private const string Description = "Uraian";
    private const string Price = "Harga";
    private const string Stock = "Stok";

    /// <summary>The columns a file may have, in the order of the sample; the first three it must have.</summary>
    public static readonly ImmutableArray<string> Titles =
        [Name, Category, Unit, Origin, Brand, Sku, Kbki, Description, Price, Stock];

    private static readonly ImmutableArray<string> Needed = [Name, Category, Unit];

    /// <summary>
    /// A file to begin with: the titles with a line as an example, and what may be written under some of them.
    /// </summary>
    /// <param name="categories">Every category.</param>
    public static byte[] Sample(IEnumerable<CategorySummary> categories)
    {
        object[] example =
            ["Kopi bubuk robusta 250 gram", "10.03.02", "buah", "Kabupaten Tanggamus", "Ulu Belu", "KB-250", "", "",
                32_000, 100];
        using var file = new MemoryStream();
        file.SaveAs(new Dictionary<string, object>
        {
            ["Produk"] = new[]
            {
                Titles.Zip(example).ToDictionary(static cell => cell.First, static cell => cell.Second),
            },
            [Category] = categories.Where(static one => one.Level == Categories.Levels)
                .Select(static one => new { Kategori = one.Code.Value, Nama = Formats.Name(one) }),
            [Unit] = Units.All.Select(static one => new { Satuan = one.Name, Kode = one.Code }),
            ["Wilayah"] = RegionTable.Under(RegionTable.Lampung)
                .Select(static one => new { Wilayah = one.Name, Kode = one.Code.Value }),
        });
        return file.ToArray();
    }

    /// <summary>
    /// The rows of a file; refused with <c>import-unreadable</c>, <c>import-column-missing</c>, or with every cell that
    /// cannot be read.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="home">Where products are made of which the file does not say it.</param>
    /// <param name="categories">Finds a category.</param>
    public static async Task<Result<ImmutableArray<ImportRow>>> Read(
        byte[] file, RegionCode? home, Func<CategoryCode, Task<CategoryView?>> categories)
    {
        if (Lines(file) is not { } lines) return ItemRefusals.ImportUnreadable;
        if (lines.Count == 0) return ImmutableArray<ImportRow>.Empty;
        if (Needed.FirstOrDefault(title => !lines[0].ContainsKey(title)) is { } missing)
            return ItemRefusals.ImportColumnMissing.With("column", missing);
        var rows = ImmutableArray.CreateBuilder<ImportRow>();
        var unreadable = ImmutableArray.CreateBuilder<Refusal>();
        var known = new Dictionary<CategoryCode, CategoryView?>();
        for (var at = 0; at < lines.Count && unreadable.Count < 20; at++)
        {
            // Under the titles, as spreadsheets count.
            var line = new Line(lines[at], at + 2, unreadable);
            if (line.IsEmpty) continue;
            var category = line.Category();
            if (!known.TryGetValue(category, out var template)) known[category] = template = await categories(category);
            rows.Add(line.Row(category, template?.Template, home));
        }

        return unreadable.Count > 0
            ? ItemRefusals.ImportUnreadable.On("file") with { Parts = unreadable.ToImmutable() }
            : rows.ToImmutable();
    }

    /// <summary>The lines as text by title; null when it is no such file.</summary>
    private static List<Dictionary<string, string>>? Lines(byte[] file)
    {
        var isExcel = file.AsSpan().StartsWith("PK"u8);
        try
        {
            using var stream = new MemoryStream(file);
            // Spreadsheets of Indonesia write CSV with semicolons: the comma is their decimal point.
            var first = Encoding.UTF8.GetString(file.AsSpan(0, Math.Min(file.Length, 2_000))).Split('\n')[0];
            var csv = new CsvConfiguration { Seperator = first.Contains(';', StringComparison.Ordinal) ? ';' : ',' };
            return [.. stream.Query(
                    useHeaderRow: true, excelType: isExcel ? ExcelType.XLSX : ExcelType.CSV,
                    configuration: isExcel ? null : csv)
                .Cast<IDictionary<string, object?>>().Take(ImportLimits.MaxRows + 1)
                .Select(static row => row.ToDictionary(
                    static cell => cell.Key.Trim('\uFEFF', ' '),
                    static cell => Convert.ToString(cell.Value, CultureInfo.InvariantCulture)?.Trim() ?? "",
                    StringComparer.OrdinalIgnoreCase)),];
        }
        catch (Exception damaged) when (damaged
            is InvalidDataException or FormatException or IndexOutOfRangeException or ArgumentException
            or InvalidOperationException or System.Xml.XmlException or NullReferenceException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A line of the file.</summary>
    /// <param name="cells">Its cells by title.</param>
    /// <param name="number">Its number.</param>
    /// <param name="unreadable">Where cells that cannot be read are noted.</param>
    private sealed class Line(
        Dictionary<string, string> cells, int number, ImmutableArray<Refusal>.Builder unreadable)
    {
        public bool IsEmpty => cells.Values.All(static cell => cell.Length == 0);

        public CategoryCode Category()
        {
            var text = Cell(ImportFile.Category);
            if (CategoryCode.TryParse(text, out var code)) return code;
            Note(ImportFile.Category);
            return default;
        }

        public ImportRow Row(CategoryCode category, CategoryTemplate? template, RegionCode? home) => new(
            number,
            new ItemDetails
            {
                Name = Cell(Name),
                Category = category,
                Unit = UnitOf(),
                Origin = new ItemOrigin(OriginKind.Domestic, OriginOf(home)),
                Brand = Cell(Brand),
                Sku = Cell(Sku),
                Kbki = Cell(Kbki),
                Description = Cell(Description),
                Attributes =
                [
                    .. (template?.Attributes ?? []).Select(one => new ItemAttribute(
                            one.Code, First(Cell(one.Name), Cell(one.NameEn), Cell(one.Code))))
                        .Where(static one => one.Value.Length > 0),
                ],
            },
            Amount(Price, static text => Formats.TryRupiah(text, out var price) ? price : (Rupiah?)null),
            Amount(Stock, static text => Quantity.TryParse(text.Replace(',', '.'), null, out var stock)
                && stock > Quantity.Zero ? stock : (Quantity?)null));

        private string UnitOf()
        {
            var text = Cell(Unit);
            var unit = Units.All.FirstOrDefault(one => Same(one.Code, text) || Same(one.Name, text)
                || Same(one.NameEn, text));
            if (unit is null) Note(Unit);
            return unit?.Code ?? "";
        }

        private RegionCode? OriginOf(RegionCode? home)
        {
            var text = Cell(Origin);
            if (text.Length == 0) return home;
            foreach (var region in RegionTable.Under(RegionTable.Lampung))
                if (Same(region.Name, text) || Same(region.Code.Value, text)) return region.Code;
            if (RegionCode.TryParse(text, out var code)) return code;
            Note(Origin);
            return home;
        }

        private T? Amount<T>(string title, Func<string, T?> read)
            where T : struct
        {
            var text = Cell(title);
            if (text.Length == 0) return null;
            var amount = read(text);
            if (amount is null) Note(title);
            return amount;
        }

        private string Cell(string title) => cells.GetValueOrDefault(title) ?? "";

        private void Note(string title) => unreadable.Add(ItemRefusals.ImportCellUnreadable
            .With("line", number).With("column", title).With("value", Cell(title)).On("file"));

        private static string First(params ReadOnlySpan<string> texts)
        {
            foreach (var text in texts)
                if (text.Length > 0) return text;
            return "";
        }

        private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
    }
}
