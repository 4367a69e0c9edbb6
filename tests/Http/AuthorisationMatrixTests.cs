using System.Globalization;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace Marketplace.Tests.Http;

/// <summary>
/// Every operation of the document, asked by every kind of caller of the objects of one tenant, with the example the
/// document gives. The expected statuses lie in <c>authorisation-matrix.csv</c>. Whoever is let through leaves the
/// object changed, and the next one is asked of a fresh one: the order of the columns does not matter.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class AuthorisationMatrixTests(ApiHost host, ITestOutputHelper output)
{
    /// <summary>Their examples hold secrets that a test cannot know: nobody is let through.</summary>
    private static readonly string[] WithSecrets =
    [
        "POST /api/v1/accounts/first-administrator", "POST /api/v1/accounts/login", "POST /api/v1/accounts/password",
        "POST /api/v1/accounts/refresh", "POST /api/v1/accounts/totp", "POST /api/v1/accounts/totp/confirm",
        "POST /api/v1/accounts/totp/disable",
    ];

    [Fact]
    public async Task Every_operation_answers_every_kind_of_caller_as_the_matrix_says()
    {
        var tenant = await host.Tenant();
        var operations = (await ApiOperation.All(host)).ToDictionary(static operation => operation.Name);
        var problems = new List<string>();
        var asked = new HashSet<string>();
        var accepted = new HashSet<string>(WithSecrets);
        foreach (var row in MatrixRow.All([.. tenant.Callers.Keys]))
        {
            if (!operations.TryGetValue(row.Operation, out var operation))
            {
                problems.Add($"No operation: {row.Operation}");
                continue;
            }

            var found = await Ask(tenant, operation, row.Of, problems);
            var line = $"{row.Operation},{row.Of},{string.Join(',', found)}";
            output.WriteLine(line);
            if (!row.Statuses.Values.SequenceEqual(found)) problems.Add($"Not as the matrix says: {line}");
            asked.Add(row.Operation);
            if (found.Any(static cell => cell[0] == '2')) accepted.Add(row.Operation);
        }

        problems.AddRange(operations.Keys.Except(asked).Select(static name => $"No row: {name}"));
        problems.AddRange(operations.Values.Where(static operation => operation.HasBody)
            .Select(static operation => operation.Name).Except(accepted)
            .Select(static name => $"The example is accepted from nobody: {name}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("/api/v1/organisations/dinas-kesehatan", "inside", "budgetOwner")]
    [InlineData("/api/v1/plans/52000001", "inside", "budgetOwner")]
    [InlineData("/api/v1/suppliers/kopi-liwa-jaya", "registration", "supplier")]
    public async Task What_everyone_may_see_shows_what_is_inside_to_its_own_people_only(
        string address, string member, string insider)
    {
        var tenant = await host.Tenant();
        foreach (var name in (string[])["anonymous", "stranger", "otherOfficer", "rival", insider])
        {
            var view = await ApiHost.Json(await tenant.Callers[name].GetAsync(address));

            Assert.Equal(
                name == insider ? JsonValueKind.Object : JsonValueKind.Null, view.GetProperty(member).ValueKind);
        }
    }

    private static async Task<List<string>> Ask(
        Tenant tenant, ApiOperation operation, string of, List<string> problems)
    {
        var found = new List<string>();
        Dictionary<string, string>? ids = null;
        foreach (var (name, client) in tenant.Callers)
        {
            if (ids is null || of == "cart") ids = await tenant.Make(of, name);
            using var answer = await Send(tenant, operation, client, id => ids[id]);
            if (answer.IsSuccessStatusCode && operation.Method != HttpMethod.Get) ids = null;
            found.Add(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            if (!answer.IsSuccessStatusCode && !operation.Codes.Contains(await ApiHost.ProblemCode(answer)))
                problems.Add($"{operation.Name} does not name the code {await ApiHost.ProblemCode(answer)}");
            if ((int)answer.StatusCode != 404 || !operation.Ids.Any()) continue;
            // What one may not see looks as what is not there.
            using var absent = await Send(tenant, operation, client, operation.AbsentId);
            if (await Told(answer) != await Told(absent))
                problems.Add($"{name} can tell what is hidden from what is absent: {operation.Name} of {of}");
        }

        return found;
    }

    private static Task<HttpResponseMessage> Send(
        Tenant tenant, ApiOperation operation, HttpClient client, Func<string, string> id)
    {
        var request = operation.RequestFor(id, Body(tenant, operation));
        if (operation.Path.EndsWith("/quote", StringComparison.Ordinal))
            request.RequestUri = new Uri($"{request.RequestUri}?region=18.71&quantity=2", UriKind.Relative);
        // Live feeds never end: the headers are enough.
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string? Body(Tenant tenant, ApiOperation operation) =>
        operation.HasBody ? tenant.Fit(operation.Example).ToJsonString() : null;

    private static async Task<string> Told(HttpResponseMessage answer)
    {
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        return $"{(int)answer.StatusCode} {problem.GetProperty("code")} {problem.GetProperty("detail")}";
    }
}
