using System.Text;
using System.Text.Json;
using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Browser;

/// <summary>Someone at the API: does the part of a walk whose pages are not what is looked at.</summary>
internal sealed class DeskApi : IDisposable
{
    /// <summary>Of every account of the demo, and of those a walk makes.</summary>
    public const string Password = "lampung-local-first";

    /// <summary>A profile with nothing missing but the personal numbers.</summary>
    private const string Profile =
        """
        {"legalName":"Koperasi Kopi Sumberjaya","form":"cooperative","activity":"producer","nib":"9120001234567",
        "kbli":["10761"],"annualSales":900000000,"address":{"line":"Jl. Kopi 5","region":"18.04.04",
        "postalCode":"34871"},"phone":"081279001234","bankName":"Bank Lampung","bankHolder":"Koperasi Sumberjaya"}
        """;

    private const string Numbers = """{"npwp":"0123456789012345","bankAccount":"3801234567890"}""";

    private readonly Api _api;
    private string _token = "";

    private DeskApi(Uri address) => _api = new Api(address);

    /// <summary>Signs in as someone of the demo or of a walk.</summary>
    /// <param name="address">Where the demo answers.</param>
    /// <param name="name">The account's name before the @.</param>
    public static async Task<DeskApi> SignIn(Uri address, string name)
    {
        var desk = new DeskApi(address);
        var answer = await desk.Ask(HttpMethod.Post, "accounts/login", Credentials(name));
        desk._token = $"Bearer {answer.GetProperty("accessToken").GetString()}";
        return desk;
    }

    /// <summary>Makes an account and signs in.</summary>
    public static async Task<DeskApi> Register(Uri address, string name)
    {
        using (var desk = new DeskApi(address)) await desk.Ask(HttpMethod.Post, "accounts/register", Credentials(name));
        return await SignIn(address, name);
    }

    /// <summary>Registers a supplier in which nothing is missing, and hands it in.</summary>
    public async Task HandIn(string supplier)
    {
        await Post("suppliers", $$"""{"id":"{{supplier}}","profile":{{Profile}},"numbers":{{Numbers}} }""");
        await Post($"suppliers/{supplier}/submit");
    }

    /// <summary>Takes a supplier for review and verifies it.</summary>
    public async Task VerifySupplier(string supplier)
    {
        await Post($"suppliers/{supplier}/review");
        await Post($"suppliers/{supplier}/verify");
    }

    /// <summary>Drafts a product in which nothing is missing, and hands it in.</summary>
    public async Task HandIn(string supplier, string item)
    {
        await Post("catalogue/items",
            $$"""
            {"id":"{{item}}","supplier":"{{supplier}}","details":{"name":"Kopi","category":"10.01.01","unit":"H87",
            "origin":{"kind":"domestic","region":"18.04"},"kbki":"2391100000",
            "attributes":[{"code":"netWeight","value":"250 g"}]} }
            """);
        await Post($"catalogue/items/{item}/prices",
            """{"tiers":[{"minQuantity":1,"amount":32000}],"freight":{"basis":"perLine","amount":0}}""");
        await Post($"catalogue/items/{item}/submit");
    }

    /// <summary>Takes a product for review and publishes it.</summary>
    public async Task PublishItem(string item)
    {
        await Post($"catalogue/items/{item}/review");
        await Post($"catalogue/items/{item}/publish", """{"certificates":[],"domesticConfirmed":true}""");
    }

    /// <summary>Does something; it has to be done.</summary>
    public Task Post(string path, string body = "") => Ask(HttpMethod.Post, path, body);

    public void Dispose() => _api.Dispose();

    private static string Credentials(string name) =>
        $$"""{"email":"{{name}}@demo.test","password":"{{Password}}"}""";

    private async Task<JsonElement> Ask(HttpMethod method, string path, string body)
    {
        var answer = await _api.Command(
            method, _api.At(path), Encoding.UTF8.GetBytes(body), _token.Length == 0 ? null : _token,
            Guid.NewGuid().ToString(), keep: true);
        var text = Encoding.UTF8.GetString(answer.Body ?? []);
        Assert.True(answer.IsOk, $"{path}: {answer.Status} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
