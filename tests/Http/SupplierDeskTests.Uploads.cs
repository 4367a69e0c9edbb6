using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Tests.Browser;
using Xunit;

namespace Marketplace.Tests.Http;

/// <content>Files that are sent while a form is being filled in.</content>
public sealed partial class SupplierDeskTests
{
    [Fact]
    public async Task A_chosen_file_is_kept_at_once_and_seen_by_its_own_people_only()
    {
        var business = await Business();
        using var owner = await Browser(business.Email);
        using var stranger = await Browser(await Account());

        using var sent = await Send(owner, business, await TokenOf(owner, "/usaha/baru"), Pictures.Halves(400, 300));
        using var again = await Send(owner, business, await TokenOf(owner, "/usaha/baru"), Pictures.Halves(400, 300));
        var id = await IdOf(sent);

        Assert.Equal(id, await IdOf(again));
        var path = $"/penyedia/{business.Supplier}/berkas/{id}";
        using var seen = await owner.GetAsync(path);
        using var hidden = await stranger.GetAsync(path);
        Assert.Equal("image/jpeg", seen.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task A_file_is_refused_from_a_stranger_without_the_forms_token_and_when_it_is_no_picture()
    {
        var business = await Business();
        using var owner = await Browser(business.Email);
        using var stranger = await Browser(await Account());

        using var foreign = await Send(
            stranger, business, await TokenOf(stranger, "/usaha/baru"), Pictures.Halves(400, 300));
        using var forged = await Send(owner, business, token: "", Pictures.Halves(400, 300));
        using var damaged = await Send(owner, business, await TokenOf(owner, "/usaha/baru"), [1, 2, 3]);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal("form-expired", await SlugOf(forged));
        Assert.Equal("document-unreadable", await SlugOf(damaged));
    }

    [Fact]
    public async Task A_certificate_has_its_copy_and_the_products_it_covers_and_keeps_the_copy_when_mended()
    {
        var business = await Business();
        using var owner = await Browser(business.Email);
        using var sent = await Send(owner, business, await TokenOf(owner, "/usaha/baru"), Pictures.Halves(400, 300));
        var copy = await IdOf(sent);

        await Certify("sertifikat", ("copy", copy), ($"covers.{business.Item}", "true"));
        var page = await owner.GetStringAsync(business.PathOf("/sertifikat"));
        Assert.Contains("Mencakup: Tapis", page, StringComparison.Ordinal);
        Assert.Contains($"/berkas/{copy}", page, StringComparison.Ordinal);

        await Certify("sertifikat-1");
        page = await owner.GetStringAsync(business.PathOf("/sertifikat"));
        Assert.DoesNotContain("Mencakup", page, StringComparison.Ordinal);
        Assert.Contains($"/berkas/{copy}", page, StringComparison.Ordinal);

        async Task Certify(string form, params (string, string)[] more)
        {
            using var content = Form(
            [
                ("__RequestVerificationToken", await TokenOf(owner, "/usaha/baru")),
                ("kunci", Guid.NewGuid().ToString()), ("kind", "Halal"), ("number", "ID18110000123456"),
                ("holder", "Tapis Ayu"), ("issuedOn", "2026-01-01"), .. more,
            ]);
            using var answer = await owner.PostAsync(business.PathOf($"/simpan/{form}"), content);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> Send(
        HttpClient browser, OwnedBusiness business, string token, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { content, "file", "foto.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/usaha/{business.Supplier}/unggah")
        {
            Content = form,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await browser.SendAsync(request);
    }

    private static async Task<string> IdOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<string> SlugOf(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("type").GetString()!.Split('/')[^1];
    }
}
