using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Nonsense sent to every operation of the document: each time a problem with a code, never a 500.</summary>
[Collection(ApiCollection.Name)]
public sealed class BadInputTests(ApiHost host)
{
    private static readonly string[] Hostile =
    [
        "\"\\u0000\\u0007\"", $"\"{new string('x', 20_000)}\"",
        "\"; DROP TABLE account; --\"", "-1", "0", "1e300", "1.5",
        "9223372036854775807", "true", "null", "{}", "[]", "[null]",
        $"[{string.Join(',', Enumerable.Repeat("{}", 10_000))}]",
    ];

    [Fact]
    public async Task Every_body_that_is_not_ours_gets_its_problem()
    {
        var caller = await host.Stranger();
        foreach (var operation in (await ApiOperation.All(host)).Where(static operation => operation.HasBody))
        {
            await Refused(operation, caller, 8006, static request => request.Content =
                new StringContent("{}", System.Text.Encoding.UTF8, "text/plain"));
            await Refused(operation, caller, 8001, static request => request.Content = ApiOperation.JsonBody("{"));
            await Refused(operation, caller, 8001, static request => request.Content =
                ApiOperation.JsonBody("not json"));
            // Uploads hold a file of 12 MB in base64; everything else is small.
            var most = (operation.Path.EndsWith("/documents", StringComparison.Ordinal) ? 17 : 1) * 1024 * 1024;
            await Refused(operation, caller, 8007, request =>
            {
                request.Content = ApiOperation.JsonBody(new string(' ', most) + "{}");
                // The refusal comes before the body is sent, which would be cut off in the middle.
                request.Headers.ExpectContinue = true;
            });
            await Refused(operation, caller, 8002, request => request.Content =
                ApiOperation.JsonBody(With(operation, "stageOrPriceOrRole", "1")));
            await Refused(operation, caller, 8005, static request => request.Content = ApiOperation.JsonBody(""));
        }
    }

    [Fact]
    public async Task Every_command_needs_a_proper_key_and_ETag()
    {
        var caller = await host.Stranger();
        var commands = (await ApiOperation.All(host)).Where(static operation => operation.IsCommand).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            await Refused(command, caller, 8011, static request => request.Headers.Remove("Idempotency-Key"));
            await Refused(command, caller, 8012, static request => Key(request, new string('k', 201)));
            await Refused(command, caller, 8012, static request => Key(request, "two words"));
            await Refused(command, caller, 8012, static request => request.Headers.Add("Idempotency-Key", "another"));
            foreach (var tag in (string[])["3", "W/\"3\"", "\"x\"", "\"1\", \"2\"", "\"-1\"", "\"99999999999\""])
            {
                await Refused(
                    command, caller, 8013, request => request.Headers.TryAddWithoutValidation("If-Match", tag));
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_id_that_has_not_its_form_is_refused(StorageKind kind)
    {
        var on = await host.On(kind);
        var caller = await on.Stranger();
        string[] wrong = ["%07", "a%20b", "%E2%98%83", new string('9', 300), "..%2F..%2Fetc", "%27%20OR%201=1"];
        foreach (var operation in (await ApiOperation.All(on)).Where(static operation => operation.Ids.Any()))
        {
            foreach (var id in wrong)
            {
                var answer = await caller.SendAsync(operation.RequestFor(_ => id));
                Assert.True(
                    answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
                    $"{operation.Name} with {id}: {(int)answer.StatusCode}");
                await ApiHost.ProblemCode(answer);
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_list_refuses_a_page_that_makes_no_sense(StorageKind kind)
    {
        var on = await host.On(kind);
        var caller = await on.Stranger();
        var lists = (await ApiOperation.All(on)).Where(static operation => operation.Parameters.Any(
            static parameter => parameter.GetProperty("name").GetString() == "cursor"));
        string[] wrong =
            ["limit=0", "limit=201", "limit=x", "limit=-5", "limit=1&limit=2", "waitFor=x", "waitFor=-1",
             "cursor=" + new string('c', 501)];
        foreach (var list in lists)
        {
            foreach (var query in wrong)
            {
                var request = list.Request();
                request.RequestUri = new Uri($"{request.RequestUri}?{query}", UriKind.Relative);
                Assert.Equal(8010, await ApiHost.ProblemCode(await caller.SendAsync(request)));
            }

            var forged = list.Request();
            forged.RequestUri = new Uri($"{forged.RequestUri}?cursor=forged", UriKind.Relative);
            await NeverFails(list, await caller.SendAsync(forged));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hostile_values_in_any_query_never_make_it_fail(StorageKind kind)
    {
        var on = await host.On(kind);
        var callers = new[] { await on.Stranger(), on.Administrator };
        string[] hostile = ["%00", "a%00b", "%25_%5C", "%27%20OR%201=1", "%F0%9F%92%A9", "%FF", "-1", "1e300"];
        foreach (var operation in (await ApiOperation.All(on)).Where(
            static operation => operation.Method == HttpMethod.Get && operation.Queries.Any()))
        {
            foreach (var name in operation.Queries)
            {
                foreach (var value in hostile)
                {
                    foreach (var caller in callers)
                    {
                        var request = operation.Request();
                        request.RequestUri = new Uri($"{request.RequestUri}?{name}={value}", UriKind.Relative);
                        await NeverFails(operation, await caller.SendAsync(request));
                    }
                }
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hostile_values_in_any_member_never_make_it_fail(StorageKind kind)
    {
        var on = await host.On(kind);
        var callers = new[] { await on.Stranger(), on.Administrator };
        var operations = (await ApiOperation.All(on)).Where(static operation => operation.HasBody).ToArray();
        await Parallel.ForEachAsync(operations, new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (operation, token) =>
        {
            foreach (var member in operation.BodyMembers)
            {
                foreach (var value in Hostile)
                {
                    foreach (var caller in callers)
                    {
                        var request = operation.Request();
                        request.Content = ApiOperation.JsonBody(With(operation, member, value));
                        await NeverFails(operation, await caller.SendAsync(request, token));
                    }
                }
            }
        });
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing/here", 8008)]
    [InlineData("GET", "/nothing", 8008)]
    [InlineData("DELETE", "/api/v1/policy", 8009)]
    [InlineData("GET", "/api/v1/policy?date=yesterday", 8010)]
    [InlineData("GET", "/api/v1/accounts/me", 8014)]
    [InlineData("GET", "/problems/no-such-problem", 1001)]
    public async Task A_wrong_address_gets_its_problem(string method, string path, int code)
    {
        var answer = await host.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), path));

        Assert.Equal(code, await ApiHost.ProblemCode(answer));
    }

    [Theory]
    [InlineData("policy?date=yesterday", "date")]
    [InlineData("policy?date=2026-01-01&date=2026-01-02", "date")]
    [InlineData("catalogue/items?priceFrom=cheap", "priceFrom")]
    [InlineData("catalogue/items?sort=best&priceTo=5", "sort")]
    [InlineData("catalogue/items?priceTo=5&region=18.71&origin=there", "origin")]
    public async Task What_cannot_be_read_of_an_address_is_named(string path, string field)
    {
        var answer = await host.Anonymous().GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));

        Assert.Equal(8010, await ApiHost.ProblemCode(answer));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(field, (string?)problem["field"]);
    }

    private static void Key(HttpRequestMessage request, string key)
    {
        request.Headers.Remove("Idempotency-Key");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
    }

    /// <summary>The operation's smallest body with one member set.</summary>
    private static string With(ApiOperation operation, string member, string value)
    {
        var body = JsonNode.Parse(operation.SampleBody)!.AsObject();
        body[member] = JsonNode.Parse(value);
        return body.ToJsonString();
    }

    /// <summary>The same code in both languages, in different words.</summary>
    private static async Task Refused(
        ApiOperation operation, HttpClient caller, int code, Action<HttpRequestMessage> spoil)
    {
        var titles = new List<string>();
        foreach (var language in (string[])["id", "en"])
        {
            var request = operation.Request();
            spoil(request);
            request.Headers.AcceptLanguage.ParseAdd(language);
            var answer = await caller.SendAsync(request);
            var found = await ApiHost.ProblemCode(answer);
            Assert.True(found == code,
                $"{operation.Name}: {found} instead of {code}: {await answer.Content.ReadAsStringAsync()}");
            titles.Add(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["title"]!.GetValue<string>());
        }

        Assert.Equal(2, titles.Distinct().Count());
    }

    private static async Task NeverFails(ApiOperation operation, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            (int)answer.StatusCode < 500,
            $"{operation.Name} as {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        if (!answer.IsSuccessStatusCode) await ApiHost.ProblemCode(answer);
    }
}
