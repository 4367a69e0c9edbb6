using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Who reads an order's dossier, and what filters of the list of orders find.</summary>
[Collection(ApiCollection.Name)]
public sealed class DossierPageTests(ApiHost host)
{
    [Theory]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("commitmentOfficer", HttpStatusCode.OK)]
    [InlineData("supplier", HttpStatusCode.OK)]
    [InlineData("stranger", HttpStatusCode.NotFound)]
    [InlineData("otherOfficer", HttpStatusCode.NotFound)]
    [InlineData("rival", HttpStatusCode.NotFound)]
    [InlineData("administrator", HttpStatusCode.NotFound)]
    [InlineData("anonymous", HttpStatusCode.Unauthorized)]
    public async Task A_dossier_is_for_the_parties_and_auditors(string caller, HttpStatusCode expected)
    {
        var tenant = await host.Tenant();
        var order = (await tenant.Make("order completed", "auditor"))["id"];

        var (status, page) = await Look(tenant, caller, $"pesanan/{order}/berkas");

        Assert.Equal(expected, status);
        var isShown = page.Contains("Surat pesanan ditandatangani", StringComparison.Ordinal);
        Assert.Equal(expected == HttpStatusCode.OK, isShown);
    }

    [Fact]
    public async Task A_dossier_shows_every_event_with_what_it_changed_and_its_code()
    {
        var tenant = await host.Tenant();
        var order = (await tenant.Make("order completed", "auditor"))["id"];
        var events = await ApiHost.Json(await tenant.Client("auditor").GetAsync($"/api/v1/orders/{order}/events"));

        var (_, page) = await Look(tenant, "auditor", $"pesanan/{order}/berkas");

        var entries = events.GetProperty("events").EnumerateArray().ToList();
        Assert.True(entries.Count > 8);
        Assert.All(entries, entry =>
            Assert.Contains(entry.GetProperty("hash").GetString()!, page, StringComparison.Ordinal));
        Assert.Equal(entries.Count, page.Split("class=\"entry\"").Length - 1);
        Assert.DoesNotContain("content.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("fact.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("event.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_are_found_by_the_name_of_their_buyer_and_added_up()
    {
        var tenant = await host.Tenant();
        var order = (await tenant.Make("order completed", "auditor"))["id"];
        // Lists follow the log: they are asked once they have this order.
        var auditor = tenant.Client("auditor");
        using var seen = await auditor.GetAsync($"/api/v1/orders/{order}");
        var position = seen.Headers.GetValues("Marketplace-Position").Single();
        foreach (var list in (string[])["orders", "organisations"])
            (await auditor.GetAsync($"/api/v1/{list}?waitFor={position}")).EnsureSuccessStatusCode().Dispose();

        // Other tests of this host give the office another name.
        var office = await auditor.GetFromJsonAsync<JsonElement>($"/api/v1/organisations/{Tenant.Office}");
        var name = Uri.EscapeDataString(office.GetProperty("name").GetString()!);

        var (_, byName) = await Look(tenant, "auditor", $"pesanan?instansi={name}&tahap=Completed");
        var (_, byId) = await Look(tenant, "auditor", "pesanan?instansi=dinas-kesehatan&rencana=52000001");
        var (_, other) = await Look(tenant, "auditor", "pesanan?instansi=dinas-lain");
        var (_, early) = await Look(tenant, "auditor", "pesanan?sampai=2020-01-01");
        var (_, several) = await Look(tenant, "auditor", "pesanan?instansi=Dinas");
        var (unknown, said) = await Look(tenant, "auditor", "pesanan?instansi=Tidak+ada");
        var (wrong, _) = await Look(tenant, "auditor", "pesanan?dari=kemarin");

        Assert.Contains("pesanan, seluruhnya Rp", byName, StringComparison.Ordinal);
        Assert.Contains($"/pesanan/{order}", byId, StringComparison.Ordinal);
        Assert.DoesNotContain($"/pesanan/{order}", other, StringComparison.Ordinal);
        Assert.Contains("0 pesanan, seluruhnya", early, StringComparison.Ordinal);
        Assert.Contains("instansi=dinas-lain", several, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unknown);
        Assert.Contains("Tidak ada yang namanya diawali begitu", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong);
    }

    private static async Task<(HttpStatusCode Status, string Page)> Look(Tenant tenant, string caller, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (caller != "anonymous") request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await tenant.Client(caller).SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
