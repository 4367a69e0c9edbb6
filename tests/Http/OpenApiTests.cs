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

    [Fact]
    public async Task Every_body_has_an_example_and_no_example_is_left_over()
    {
        var taking = (await ApiOperation.All(host)).Where(static operation => operation.HasBody).ToArray();

        Assert.All(taking, static operation => Assert.True(operation.HasExample, operation.Name));
        Assert.Equal(
            taking.Select(static operation => operation.Name.Replace("/api/v1/", "", StringComparison.Ordinal)).Order(),
            RequestExamples.Operations.Order());
    }

    [Fact]
    public async Task Every_schema_is_one_that_a_generator_of_clients_understands()
    {
        var text = await host.Anonymous().GetStringAsync("/openapi/v1.json");
        var schemas = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("components").GetProperty("schemas");

        foreach (var schema in schemas.EnumerateObject())
        {
            Assert.True(schema.Value.TryGetProperty("type", out _), $"{schema.Name} has no type");
            // Whether something may be null is a matter of where it is used.
            Assert.False(schema.Value.TryGetProperty("nullable", out _), $"{schema.Name} may be null everywhere");
            Assert.Matches("^[A-Z][A-Za-z]+$", schema.Name);
            if (!schema.Value.TryGetProperty("properties", out var members)) continue;
            Assert.All(members.EnumerateObject(), static member => Assert.Matches("^[a-z][A-Za-z0-9]*$", member.Name));
        }

        Assert.DoesNotContain("\"oneOf\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_are_named_alike_and_no_description_speaks_of_the_program()
    {
        var text = await host.Anonymous().GetStringAsync("/openapi/v1.json");
        var queries = (await ApiOperation.All(host)).SelectMany(static operation => operation.Parameters)
            .Where(static parameter => parameter.GetProperty("in").GetString() == "query");

        Assert.All(queries, static query => Assert.Matches("^[a-z][A-Za-z]*$", query.GetProperty("name").GetString()));
        Assert.Empty(ProgramTalk().Matches(text).Select(static match => match.Value));
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

    [GeneratedRegex(
        @"\b(?:int|long|bool|string|decimal)\?? [A-Z]\w+\.\w+|DOMAIN|&lt;|cref|\bMarketplace\.[A-Z]\w+",
        RegexOptions.CultureInvariant)]
    private static partial Regex ProgramTalk();

    [GeneratedRegex("\"\\$ref\":\\s*\"(#[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
