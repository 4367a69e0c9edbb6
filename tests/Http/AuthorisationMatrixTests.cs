using Marketplace.Tests.Architecture;
using Marketplace.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Marketplace.Tests.Http;

/// <summary>
/// Every operation of the document, asked by every kind of caller for something that does not exist or is not theirs.
/// The expected statuses lie in <c>authorisation-matrix.csv</c>; alternatives are separated by a bar.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class AuthorisationMatrixTests(ApiHost host, ITestOutputHelper output)
{
    private static readonly string[] Callers = ["anonymous", "stranger", "machine", "administrator"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_operation_answers_every_kind_of_caller_as_the_matrix_says(StorageKind kind)
    {
        var on = await host.On(kind);
        var expected = Matrix();
        var clients = await Clients(on);
        var problems = new List<string>();
        foreach (var operation in (await ApiOperation.All(on)).OrderBy(static operation => operation.Path))
        {
            var found = new List<string>();
            foreach (var client in clients) found.Add(await StatusOf(operation, client));
            output.WriteLine($"{operation.Name},{string.Join(',', found)}");
            if (!expected.Remove(operation.Name, out var row))
                problems.Add($"No row: {operation.Name},{string.Join(',', found)}");
            else if (!Fits(row, found))
                problems.Add($"Expected {operation.Name},{string.Join(',', row)} but found {string.Join(',', found)}");
        }

        problems.AddRange(expected.Keys.Select(static name => $"No operation: {name}"));
        Assert.Empty(problems);
    }

    private static async Task<HttpClient[]> Clients(ApiHost on)
    {
        var stranger = await on.Stranger();
        return [on.Anonymous(), stranger, await on.Machine(), on.Administrator];
    }

    private static async Task<string> StatusOf(ApiOperation operation, HttpClient client)
    {
        // Live feeds never end: the headers are enough.
        using var answer = await client.SendAsync(operation.Request(), HttpCompletionOption.ResponseHeadersRead);
        return ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool Fits(string[] row, List<string> found) =>
        row.Length == found.Count && row.Zip(found).All(static pair => pair.First.Split('|').Contains(pair.Second));

    private static Dictionary<string, string[]> Matrix()
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root, "tests", "Http", "authorisation-matrix.csv"));
        Assert.Equal($"operation,{string.Join(',', Callers)}", lines[0]);
        return lines.Skip(1).Select(static line => line.Split(','))
            .ToDictionary(static cells => cells[0], static cells => cells[1..]);
    }
}
