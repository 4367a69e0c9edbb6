using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Frontend.OpenApi;
using Marketplace.Values;
using Microsoft.OpenApi;
using Xunit;

namespace Marketplace.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed partial class OpenApiTests(ApiHost host)
{
    [Fact]
    public async Task A_generic_reader_reads_the_document_without_complaint()
    {
        var text = await host.Anonymous().GetStringAsync("/openapi/v1.json");

        var read = OpenApiDocument.Parse(text, OpenApiConstants.Json);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var text = await host.Anonymous().GetStringAsync("/openapi/v1.json");
        var document = JsonSerializer.Deserialize<JsonElement>(text);

        var references = Reference().Matches(text).Select(static match => match.Groups[1].Value).Distinct().ToArray();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Leads(document, reference), reference));
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_takes_and_answers()
    {
        var operations = await ApiOperation.All(host);

        Assert.NotEmpty(operations);
        Assert.Empty(operations.GroupBy(static operation => operation.Id).Where(static same => same.Count() > 1)
            .Select(static same => same.Key));
        foreach (var operation in operations) AssertDescribed(operation);
    }

    [Fact]
    public void Every_value_type_has_a_shape()
    {
        var values = typeof(Rupiah).Assembly.GetTypes()
            .Where(static type =>
                type is { Namespace: "Marketplace.Values", IsValueType: true, IsPublic: true, IsEnum: false })
            .Where(static type =>
                type.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonConverterAttribute), false)
                .Length > 0);

        Assert.Empty(values.Except(ValueSchemas.Described));
    }

    private static void AssertDescribed(ApiOperation operation)
    {
        var json = operation.Json;
        Assert.True(
            json.TryGetProperty("summary", out var summary) && summary.GetString() is { Length: > 5 },
            operation.Name);
        Assert.True(
            json.TryGetProperty("tags", out var tags) && tags.GetArrayLength() == 1,
            $"{operation.Name}: no tag");
        var responses = json.GetProperty("responses").EnumerateObject().ToArray();
        var success = responses.Where(static response => response.Name[0] == '2').ToArray();
        Assert.True(success.Length > 0, $"{operation.Name}: no answer");
        foreach (var response in success.Where(static response => response.Name != "204"))
        {
            Assert.True(
                response.Value.TryGetProperty("content", out var content)
                && content.EnumerateObject().All(static type => type.Value.TryGetProperty("schema", out _)),
                $"{operation.Name}: answer {response.Name} has no schema");
        }

        foreach (var refused in responses.Where(static response => response.Name[0] is '4' or '5'))
        {
            Assert.True(
                refused.Value.GetProperty("content").TryGetProperty("application/problem+json", out _),
                $"{operation.Name}: {refused.Name} is no problem");
        }

        foreach (var parameter in operation.Parameters)
        {
            Assert.True(
                parameter.GetProperty("schema").EnumerateObject().Any(static part => part.Name is "type" or "$ref"),
                $"{operation.Name}: {parameter.GetProperty("name")} has no type");
        }
    }

    private static bool Leads(JsonElement document, string reference)
    {
        foreach (var part in reference[2..].Split('/'))
        {
            if (!document.TryGetProperty(part.Replace("~1", "/", StringComparison.Ordinal), out document)) return false;
        }

        return true;
    }

    [GeneratedRegex("\"\\$ref\":\\s*\"(#[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
