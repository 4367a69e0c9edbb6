using System.Collections.Immutable;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Frontend.Catalogue;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Files of products as spreadsheets write them.</summary>
public sealed class ImportFileTests
{
    private static readonly CategoryCode Coffee = CategoryCode.Wrap("10.03.02");
    private static readonly RegionCode Home = RegionCode.Wrap("18.71");

    [Fact]
    public async Task The_sample_is_a_file_that_can_be_sent()
    {
        var row = Assert.Single((await Read(ImportFile.Sample([]))).Value);

        Assert.Equal((2, "Kopi bubuk robusta 250 gram", "H87"), (row.Line, row.Details.Name, row.Details.Unit));
        Assert.Equal((new Rupiah(32_000), new Quantity(100)), (row.Price, row.Stock));
        Assert.Equal("18.06", row.Details.Origin.Region?.Value);
    }

    [Theory]
    [InlineData("Nama produk,Kategori,Satuan,Harga,Stok,Berat bersih\nKopi,10.03.02,kg,\"Rp32.000\",2.5,250 gram\n")]
    [InlineData("\uFEFFnama produk;KATEGORI;satuan;harga;stok;Net weight\r\nKopi;10.03.02;KGM;32.000;2,5;250 gram\r\n")]
    public async Task Commas_and_semicolons_names_and_codes_are_read_alike(string text)
    {
        var row = Assert.Single((await Read(Encoding.UTF8.GetBytes(text.Replace(",kg,", ",kilogram,")))).Value);

        Assert.Equal(("Kopi", Coffee, "KGM"), (row.Details.Name, row.Details.Category, row.Details.Unit));
        Assert.Equal((new Rupiah(32_000), new Quantity(2.5m)), (row.Price, row.Stock));
        Assert.Equal(new ItemAttribute("net", "250 gram"), Assert.Single(row.Details.Attributes));
        Assert.Equal(Home, row.Details.Origin.Region);
    }

    [Fact]
    public async Task Each_cell_that_cannot_be_read_is_named_with_its_line()
    {
        var read = await Read(
            "Nama produk,Kategori,Satuan,Harga\nKopi,10.03.02,ember,1\n,,,\nTeh,teh,buah,murah\n"u8.ToArray());

        Assert.Equal(
            ["2 Satuan ember", "4 Kategori teh", "4 Harga murah"],
            read.Refusal!.Parts.Select(static part =>
                string.Join(' ', part.Facts.Select(static fact => fact.Value))));
    }

    [Fact]
    public async Task What_is_no_such_file_is_refused()
    {
        var lacking = await Read("Nama produk,Satuan\nKopi,buah\n"u8.ToArray());
        Assert.Equal(ItemRefusals.ImportColumnMissing, lacking.Refusal?.Code);
        foreach (var file in (byte[][])[[], [0, 1, 2, 3], "PK\x3\x4 broken"u8.ToArray(), "{}"u8.ToArray()])
        {
            // A first line that is no title at all leaves no row, which the import itself refuses.
            var read = await Read(file);
            Assert.True(
                !read.IsOk || read.Value.IsEmpty, $"{Encoding.Latin1.GetString(file)} was read as a product.");
        }

        Assert.Equal(ItemRefusals.ImportUnreadable, (await Read("PK\x3\x4 broken"u8.ToArray())).Refusal?.Code);
    }

    private static Task<Result<ImmutableArray<ImportRow>>> Read(byte[] file) => ImportFile.Read(
        file, Home, static code => Task.FromResult(code == Coffee ? Category : null));

    private static readonly CategoryView Category = new(
        Coffee, null, new CategoryTemplate
        {
            Name = "Kopi",
            NameEn = "Coffee",
            TaxClass = TaxClass.Goods,
            Attributes = [new AttributeTemplate("net", "Berat bersih", "Net weight", Required: false, [])],
        }, new Marketplace.Commands.Revision(1, 1));
}
