using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>One mistake each, in a body that is otherwise right, from somebody who may.</summary>
[Collection(ApiCollection.Name)]
public sealed class SpecificProblemTests(ApiHost host)
{
    private const string Long = "(long)";
    private const string Blank = "(blank)";

    public static TheoryData<string, string, string, int> Mistakes => new()
    {
        { "POST /api/v1/suppliers", "profile.nib", "\"12345\"", 1009 },
        { "POST /api/v1/suppliers", "profile.kbli.0", "\"1\"", 1009 },
        { "POST /api/v1/suppliers", "numbers.npwp", "\"12\"", 1009 },
        { "POST /api/v1/suppliers", "numbers.ownerNik", "\"abcdefghijklmnop\"", 1009 },
        { "POST /api/v1/suppliers", "profile.legalName", Long, 1007 },
        { "POST /api/v1/suppliers", "profile.legalName", "\"Tapis\\u0007\"", 1007 },
        { "POST /api/v1/suppliers", "profile.capital", "-1", 1008 },
        { "POST /api/v1/suppliers", "profile.annualSales", "9007199254740992", 8003 },
        { "POST /api/v1/plans", "code", "\"12\"", 8003 },
        { "POST /api/v1/plans", "package.lines.0.account", "\"x\"", 8003 },
        { "POST /api/v1/plans", "package.lines.0.ceiling", "-1", 1008 },
        { "POST /api/v1/plans", "package.ceiling", "1", 5015 },
        { "POST /api/v1/catalogue/items", "details.unit", "\"PARSEC\"", 3103 },
        { "POST /api/v1/catalogue/items", "details.minOrder", "0", 1008 },
        { "POST /api/v1/catalogue/items", "details.kbki", "\"12\"", 1009 },
        { "POST /api/v1/catalogue/items", "details.description", Long, 1007 },
        { "POST /api/v1/catalogue/items/{id}/prices", "tiers.0.amount", "0", 1008 },
        { "POST /api/v1/catalogue/items/{id}/prices", "tiers.0.amount", "-5", 1008 },
        { "POST /api/v1/catalogue/items/{id}/stock/receipts", "quantity", "-1", 1008 },
        { "POST /api/v1/catalogue/items/{id}/stock/receipts", "quantity", "0.0001", 8003 },
        { "POST /api/v1/cart/lines", "quantity", "0", 1008 },
        { "POST /api/v1/cart/lines", "quantity", "1000000001", 8003 },
        { "POST /api/v1/cart/lines", "region", "\"Lampung\"", 8003 },
        { "POST /api/v1/cart/lines", "note", Long, 1007 },
        { "POST /api/v1/cart/lines", "note", Blank, 1007 },
        { "POST /api/v1/orders/{id}/submit", "lines.0.quantity", "0", 1008 },
        { "POST /api/v1/orders/{id}/submit", "lines.0.delivery", "7", 1008 },
        { "POST /api/v1/orders/{id}/submit", "budget.0.line", "0", 1008 },
        { "POST /api/v1/orders/{id}/submit", "plan", "\"RUP-1\"", 8003 },
        { "POST /api/v1/orders/{id}/dispatch", "lines.0.quantity", "11", 7040 },
        { "POST /api/v1/orders/{id}/offers", "prices.0.amount", "10001", 7032 },
        { "POST /api/v1/orders/{id}/payments", "amount", "0", 1008 },
        { "POST /api/v1/orders/{id}/payments", "amount", "999999999", 7052 },
        { "POST /api/v1/orders/{id}/rating", "quality", "4", 1008 },
        { "POST /api/v1/organisations/{id}/appointments", "decree", "\"\"", 1007 },
        { "POST /api/v1/organisations/{id}/appointments", "role", "\"payer\"", 4003 },
        { "PUT /api/v1/organisations/{id}/units/{unit}/budgets/{year}", "amount", "-1", 1008 },
        { "POST /api/v1/suppliers/{id}/sanctions", "evidence", Long, 1007 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Each_mistake_gets_its_own_code_and_a_title_in_both_languages(
        string name, string member, string value, int code)
    {
        var tenant = await host.Tenant();
        var operation = (await ApiOperation.All(host)).Single(operation => operation.Name == name);
        var row = MatrixRow.All([.. tenant.Callers.Keys])
            .First(row => row.Operation == name && row.Rightful is not null);
        var ids = await tenant.Make(row.Of, row.Rightful!);
        var body = tenant.Fit(operation.Example);
        Set(body, member.Split('.'), value switch
        {
            Long => new string('x', 100_000),
            Blank => new string(' ', 100_000),
            _ => JsonNode.Parse(value),
        });
        var titles = new HashSet<string>();

        foreach (var language in (string[])["id", "en"])
        {
            using var request = operation.RequestFor(id => ids[id], body.ToJsonString());
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await tenant.Callers[row.Rightful!].SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();

            Assert.True(answer.StatusCode >= HttpStatusCode.BadRequest, text);
            Assert.True(await ApiHost.ProblemCode(answer) == code, text);
            titles.Add(JsonSerializer.Deserialize<JsonElement>(text).GetProperty("title").GetString()!);
        }

        Assert.Equal(2, titles.Count);
    }

    private static void Set(JsonNode body, string[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate(
            body, static (node, part) => node is JsonArray list ? At(list, part) : node[part]!);
        if (parent is JsonArray entries) entries[int.Parse(path[^1], CultureInfo.InvariantCulture)] = value;
        else parent[path[^1]] = value;
    }

    private static JsonNode At(JsonArray list, string part) => list[int.Parse(part, CultureInfo.InvariantCulture)]!;
}
