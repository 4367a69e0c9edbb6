using System.Text.Json.Nodes;

namespace Marketplace.Tests.Http;

/// <summary>Every way of spoiling one member of a body, wherever it lies.</summary>
internal static class MutatedBodies
{
    /// <summary>What no member of ours takes, or only within bounds.</summary>
    private static readonly string[] Values =
    [
        "null", "{}", "[null]", "\" \"", $"\"{new string('x', 100_000)}\"", $"\"{new string(' ', 100_000)}\"",
        "\"a\\u0000b\\u001b\"", "\"\\ud800\"", "-1", "0", "0.0001", "9223372036854775808", "1e400", "2147483648",
        "\"9999-12-31\"", "\"0001-01-01\"",
    ];

    /// <summary>The names of what is decided here and never by a caller.</summary>
    private static readonly string[] NeverBelieved =
        ["unitPrice", "total", "ppn", "taxRate", "stage", "roles", "createdBy", "paid", "isAdministrator"];

    /// <summary>The body with each member in turn set to each value.</summary>
    public static IEnumerable<(string Where, string Body)> Of(JsonNode body)
    {
        foreach (var path in Paths(body))
        {
            foreach (var value in Values)
            {
                var copy = body.DeepClone();
                // What no .NET number holds has to be put in as text.
                const string mark = "\"spoilt-member\"";
                Set(copy, path, JsonNode.Parse(mark));
                yield return (
                    $"{string.Join('.', path)}={(value.Length > 40 ? value[..40] : value)}",
                    copy.ToJsonString().Replace(mark, value, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>The body with something in it, at each level, that only the service decides.</summary>
    public static IEnumerable<(string Where, string Body)> WithMoreThanIsAsked(JsonNode body)
    {
        foreach (var path in Objects(body))
        {
            foreach (var name in NeverBelieved)
            {
                var copy = body.DeepClone();
                var target = path.Aggregate(copy, static (node, part) => Child(node, part)!);
                if (target.AsObject().ContainsKey(name)) continue;
                target[name] = 1;
                yield return ($"{string.Join('.', path)}.{name}", copy.ToJsonString());
            }
        }
    }

    private static IEnumerable<string[]> Paths(JsonNode body) =>
        Objects(body).SelectMany(path => path.Aggregate(body, static (node, part) => Child(node, part)!).AsObject()
            .Select(member => (string[])[.. path, member.Key]));

    private static IEnumerable<string[]> Objects(JsonNode node) => node switch
    {
        JsonObject members => [[], .. members.Where(static member => member.Value is not null)
            .SelectMany(static member => Objects(member.Value!)
                .Select(path => (string[])[member.Key, .. path]))],
        // One entry stands for the others.
        JsonArray { Count: > 0 } list when list[0] is { } first =>
            Objects(first).Select(static path => (string[])["0", .. path]),
        _ => [],
    };

    private static JsonNode? Child(JsonNode node, string part) =>
        node is JsonArray list
            ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]
            : node[part];

    private static void Set(JsonNode body, string[] path, JsonNode? value) =>
        path[..^1].Aggregate(body, static (node, part) => Child(node, part)!)[path[^1]] = value;
}
