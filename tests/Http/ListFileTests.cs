using System.Globalization;
using System.Net;
using MiniExcelLibs;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Lists as files: for whom, and with what in them.</summary>
[Collection(ApiCollection.Name)]
public sealed class ListFileTests(ApiHost host)
{
    private const string Own = "usaha/kopi-liwa-jaya/produk";

    [Theory]
    [InlineData("katalog", "stranger", "kopi-robusta-1kg")]
    [InlineData("penyedia", "stranger", "kopi-liwa-jaya")]
    [InlineData("instansi", "stranger", "dinas-lain")]
    [InlineData("rencana", "buyer", "52000001")]
    [InlineData("pesanan", "auditor", "kopi-liwa-jaya")]
    [InlineData(Own, "supplier", "kopi-robusta-1kg")]
    [InlineData("antrean-penyedia", "catalogueManager", "of-the-tenant")]
    [InlineData("antrean-produk", "catalogueManager", "of-the-tenant")]
    [InlineData("tugas", "catalogueManager", "of-the-tenant")]
    public async Task A_list_is_a_file_of_either_format_with_its_rows(string list, string caller, string expected)
    {
        var tenant = await host.Tenant();
        await Fill(tenant);

        var csv = await tenant.Client(caller).GetStringAsync($"unduh/{list}.csv");
        using var xlsx = await tenant.Client(caller).GetStreamAsync($"unduh/{list}.xlsx");
        using var content = new MemoryStream();
        await xlsx.CopyToAsync(content);
        var rows = content.Query().Cast<IDictionary<string, object?>>().ToList();

        Assert.Contains(expected, csv, StringComparison.Ordinal);
        Assert.Equal(csv.TrimEnd().Split('\n').Length, rows.Count);
        Assert.Contains(rows.Skip(1), row => row.Values.Any(cell =>
            cell?.ToString()?.Contains(expected, StringComparison.Ordinal) == true));
    }

    [Theory]
    [InlineData("katalog", "anonymous")]
    [InlineData("tugas", "anonymous")]
    [InlineData("instansi", "anonymous")]
    [InlineData(Own, "anonymous")]
    [InlineData(Own, "stranger")]
    [InlineData(Own, "rival")]
    [InlineData("antrean-penyedia", "anonymous")]
    [InlineData("antrean-penyedia", "supplier")]
    [InlineData("antrean-produk", "facilitator")]
    [InlineData("antrean-produk", "buyer")]
    public async Task What_someone_may_not_see_they_may_not_download(string list, string caller)
    {
        var tenant = await host.Tenant();

        using var answer = await tenant.Client(caller).GetAsync($"unduh/{list}.csv");

        Assert.Contains(
            answer.StatusCode,
            (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound]);
    }

    [Fact]
    public async Task There_is_no_other_format()
    {
        var tenant = await host.Tenant();

        using var answer = await tenant.Client("buyer").GetAsync("unduh/katalog.exe");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>An order, and something in each queue; lists follow the log, so they are asked once they have
    /// it.</summary>
    private static async Task Fill(Tenant tenant)
    {
        var newest = 0L;
        foreach (var (what, path) in ((string, string)[])[
            ("order completed", "orders"), ("supplier submitted", "suppliers"),
            ("item submitted", "catalogue/items")])
        {
            var id = (await tenant.Make(what, "auditor"))["id"];
            using var seen = await tenant.Client("auditor").GetAsync($"/api/v1/{path}/{id}");
            var position = long.Parse(
                seen.Headers.GetValues("Marketplace-Position").Single(), CultureInfo.InvariantCulture);
            newest = Math.Max(newest, position);
        }

        foreach (var list in (string[])[
            "orders", "organisations", "suppliers", "suppliers/review-queue", "catalogue/items",
            "catalogue/items/review-queue", "plans", "tasks"])
        {
            using var read = await tenant.Client("auditor").GetAsync($"/api/v1/{list}?waitFor={newest}");
            read.EnsureSuccessStatusCode();
        }
    }
}
