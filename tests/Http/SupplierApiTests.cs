using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class SupplierApiTests(ApiHost host)
{
    private const string Suppliers = "/api/v1/suppliers";

    private static readonly object Profile = new
    {
        legalName = "Tapis Ayu",
        form = "individual",
        activity = "producer",
        address = new { line = "Jl. Melati 3", region = "18.71.01", postalCode = "35121" },
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_is_registered_once_and_seen_by_its_owner_alone(StorageKind kind)
    {
        var on = await host.On(kind);
        var owner = await on.Stranger();
        var (id, key) = (NewId(), NewId());
        var body = new { id, profile = Profile, numbers = new { npwp = "1871012345678901" } };

        var created = await Send(owner, HttpMethod.Post, Suppliers, body, key);
        var repeated = await Send(owner, HttpMethod.Post, Suppliers, body, key);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"{Suppliers}/{id}", created.Headers.Location?.OriginalString);
        Assert.Equal(created.Headers.ETag, repeated.Headers.ETag);
        var text = await created.Content.ReadAsStringAsync();
        Assert.Contains("8901", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1871012345678901", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"{Suppliers}/{id}")).StatusCode);
        var stranger = await on.Stranger();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Suppliers}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await on.Anonymous().GetAsync($"{Suppliers}/{id}")).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Submitting_too_early_names_what_is_missing(StorageKind kind)
    {
        var on = await host.On(kind);
        var owner = await on.Stranger();
        var id = NewId();
        await Send(owner, HttpMethod.Post, Suppliers, new { id, profile = Profile });

        var refused = await Send(owner, HttpMethod.Post, $"{Suppliers}/{id}/submit", body: null);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("bankAccount", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2002, await ApiHost.ProblemCode(refused));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_edit_of_an_older_version_is_refused(StorageKind kind)
    {
        var on = await host.On(kind);
        var owner = await on.Stranger();
        var id = NewId();
        await Send(owner, HttpMethod.Post, Suppliers, new { id, profile = Profile });

        var stale = await Send(
            owner, HttpMethod.Put, $"{Suppliers}/{id}/profile", new { profile = Profile }, ifMatch: "\"7\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"a b","profile":{"legalName":"A","form":"individual","activity":"producer"}}""")]
    [InlineData("""{"id":"x1","profile":{"legalName":"A","form":"individual","activity":"producer","kbli":[null]}}""")]
    [InlineData(
        """{"id":"x2","profile":{"legalName":"A","form":"individual","activity":"producer","capacity":[null]}}""")]
    [InlineData(
        """{"id":"x3","profile":{"legalName":"A","form":"individual","activity":"producer","stage":"verified"}}""")]
    [InlineData("""{"id":"x4","profile":{"legalName":"A","form":1,"activity":"producer"}}""")]
    [InlineData("""{"id":"x5","profile":null}""")]
    [InlineData("""{"id":"mine","profile":{"legalName":"A","form":"individual","activity":"producer"}}""")]
    public async Task Malformed_registrations_are_refused_as_such(string body)
    {
        var owner = await host.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Post, Suppliers)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", NewId());

        var answer = await owner.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?size=micro&region=18.71&text=tapis&limit=2", HttpStatusCode.OK)]
    [InlineData("?size=tiny", HttpStatusCode.BadRequest)]
    [InlineData("?size=1", HttpStatusCode.BadRequest)]
    [InlineData("?region=x", HttpStatusCode.BadRequest)]
    public async Task The_public_list_takes_filters_by_their_names(string query, HttpStatusCode status)
    {
        var answer = await host.Anonymous().GetAsync($"{Suppliers}{query}");

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.OK)
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("items", out _));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_queue_is_not_for_everyone(StorageKind kind)
    {
        var on = await host.On(kind);
        var stranger = await on.Stranger();

        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"{Suppliers}/review-queue")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"{Suppliers}/mine")).StatusCode);
        var anonymous = await on.Anonymous().GetAsync($"{Suppliers}/mine");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    private static async Task<HttpResponseMessage> Send(
        HttpClient client, HttpMethod method, string path, object? body, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", key ?? NewId());
        if (ifMatch is not null) request.Headers.Add("If-Match", ifMatch);
        return await client.SendAsync(request);
    }

    private static string NewId() => Guid.NewGuid().ToString("n");
}
