using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Marketplace.Frontend.OpenApi;

/// <summary>
/// A request body of every operation that takes one, from the features' <c>examples.json</c>. They are of one story: a
/// tenant set up as they name it can send them as they stand, and a test does.
/// </summary>
public static class RequestExamples
{
    private static readonly FrozenDictionary<string, JsonNode> ByOperation = Load();

    /// <summary>The operations that have one, as <c>METHOD path</c> below <c>/api/v1/</c>.</summary>
    public static IReadOnlyCollection<string> Operations => ByOperation.Keys;

    /// <summary>The example of an operation; null when it takes no body.</summary>
    public static JsonNode? Of(ApiDescription api) =>
        ByOperation.TryGetValue($"{api.HttpMethod} {OperationDescriptions.PathOf(api)}", out var found)
            ? found.DeepClone()
            : null;

    private static FrozenDictionary<string, JsonNode> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith(".examples.json", StringComparison.Ordinal))
            .SelectMany(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, JsonNode>>(stream)!;
            })
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
