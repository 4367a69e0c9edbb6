using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Tests.Http;

/// <summary>One operation of the document the host serves about itself.</summary>
internal sealed record ApiOperation(HttpMethod Method, string Path, JsonElement Json, JsonElement Document)
{
    public string Id => Json.GetProperty("operationId").GetString()!;

    public string Name => $"{Method} {Path}";

    public bool IsCommand =>
        Parameters.Any(static parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");

    public bool HasBody => Json.TryGetProperty("requestBody", out _);

    public IEnumerable<JsonElement> Parameters =>
        Json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    /// <summary>The names of the query's parameters.</summary>
    public IEnumerable<string> Queries => Parameters
        .Where(static parameter => parameter.GetProperty("in").GetString() == "query")
        .Select(static parameter => parameter.GetProperty("name").GetString()!);

    /// <summary>The path's placeholders.</summary>
    public IEnumerable<string> Ids => Parameters
        .Where(static parameter => parameter.GetProperty("in").GetString() == "path")
        .Select(static parameter => parameter.GetProperty("name").GetString()!);

    public static async Task<ImmutableArray<ApiOperation>> All(ApiHost host)
    {
        using var client = host.Anonymous();
        var document = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/openapi/v1.json"));
        return
        [
            .. document.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(operation => new ApiOperation(
                    HttpMethod.Parse(operation.Name), path.Name, operation.Value, document))),
        ];
    }

    /// <summary>A request for something of the right form that does not exist.</summary>
    public HttpRequestMessage Request() => RequestFor(AbsentId);

    /// <summary>An id of the right form that nobody uses, for one of the path's placeholders.</summary>
    public string AbsentId(string name) => Absent(Parameter(name));

    /// <summary>A request with the path's placeholders filled in.</summary>
    public HttpRequestMessage RequestFor(Func<string, string> id, string? body = null)
    {
        var path = Ids.Aggregate(
            Path, (filled, name) => filled.Replace($"{{{name}}}", id(name), StringComparison.Ordinal));
        var request = new HttpRequestMessage(Method, path);
        if (IsCommand) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (HasBody) request.Content = JsonBody(body ?? SampleBody);
        return request;
    }

    /// <summary>The body the description gives as an example.</summary>
    public JsonNode Example => JsonNode.Parse(JsonContent.GetProperty("example").GetRawText())!;

    /// <summary>The codes it says it may be refused with.</summary>
    public IEnumerable<int> Codes => Json.GetProperty("responses").EnumerateObject()
        .Where(static response => response.Value.TryGetProperty("x-codes", out _))
        .SelectMany(static response => response.Value.GetProperty("x-codes").EnumerateArray())
        .Select(static code => code.GetInt32());

    public bool HasExample => JsonContent.TryGetProperty("example", out _);

    /// <summary>The smallest body that fits.</summary>
    public string SampleBody => Sample(BodySchema).ToString();

    /// <summary>The members the body may have.</summary>
    public IEnumerable<string> BodyMembers => Resolve(BodySchema).TryGetProperty("properties", out var members)
        ? members.EnumerateObject().Select(static member => member.Name)
        : [];

    public static StringContent JsonBody(string text) => new(text, Encoding.UTF8, "application/json");

    private JsonElement JsonContent =>
        Json.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");

    private JsonElement BodySchema => JsonContent.GetProperty("schema");

    private JsonElement Parameter(string name) => Parameters
        .First(parameter => parameter.GetProperty("name").GetString() == name).GetProperty("schema");

    /// <summary>An id of the right form that nobody uses.</summary>
    private string Absent(JsonElement schema)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("enum", out var values)) return values[0].GetString()!;
        if (schema.TryGetProperty("type", out var type) && type.GetString() is "integer" or "number") return "1";
        var pattern = schema.TryGetProperty("pattern", out var form) ? form.GetString()! : "";
        var digits = string.Concat(Random.Shared.GetItems("0123456789".ToCharArray(), 8));
        return pattern switch
        {
            @"^\d{8,10}$" => digits,
            @"^\d{2}(\.\d{2}){0,2}$" => $"{digits[..2]}.{digits[2..4]}.{digits[4..6]}",
            _ when pattern.StartsWith(@"^\d{2}(\.\d{2}(", StringComparison.Ordinal) => $"99.{digits[2..4]}",
            _ when pattern.StartsWith("^(photo|pdf)-", StringComparison.Ordinal) =>
                $"photo-{digits}{digits}{digits}{digits}{digits}",
            _ => Guid.NewGuid().ToString(),
        };
    }

    /// <summary>The smallest JSON that fits a schema.</summary>
    private StringBuilder Sample(JsonElement schema)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("example", out var example)) return new StringBuilder(example.GetRawText());
        if (schema.TryGetProperty("enum", out var values)) return new StringBuilder(values[0].GetRawText());
        if (schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
            return new StringBuilder("null");
        return (schema.TryGetProperty("type", out var type) ? type.GetString() : "object") switch
        {
            "object" => Object(schema),
            "array" => new StringBuilder("[]"),
            "boolean" => new StringBuilder("false"),
            "integer" or "number" => new StringBuilder("1"),
            _ => new StringBuilder(Text(schema)),
        };
    }

    private static string Text(JsonElement schema) =>
        (schema.TryGetProperty("format", out var format) ? format.GetString() : "") switch
        {
            "byte" => "\"c29tZXRoaW5n\"",
            "date" => "\"2026-01-31\"",
            "date-time" => "\"2026-01-31T08:00:00Z\"",
            _ => "\"something\"",
        };

    private StringBuilder Object(JsonElement schema)
    {
        var text = new StringBuilder("{");
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(static name => name.GetString()!))
            {
                if (text.Length > 1) text.Append(',');
                text.Append(JsonSerializer.Serialize(name)).Append(':')
                    .Append(Sample(schema.GetProperty("properties").GetProperty(name)));
            }
        }

        return text.Append('}');
    }

    private JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var all) && all.GetArrayLength() == 1) return Resolve(all[0]);
        if (schema.TryGetProperty("oneOf", out var one)) return Resolve(one[one.GetArrayLength() - 1]);
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        return Resolve(reference.GetString()![2..].Split('/')
            .Aggregate(Document, static (element, part) => element.GetProperty(part)));
    }
}
