using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Frontend.Http;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketplace.Frontend.Problems;

/// <summary>
/// Tells what was wrong with a request that ASP.NET Core could not bind. Its exceptions say so only in their messages;
/// none of that text is passed on, because it names CLR types.
/// </summary>
internal static partial class BadRequests
{
    public static Refusal Explain(BadHttpRequestException failure, HttpContext http) => failure switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            HttpRefusals.BodyTooLarge.With("maxBytes", CommandKeys.MaxBodyOf(http)),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => HttpRefusals.UnsupportedMediaType,
        { InnerException: JsonException json } => Explain(json),
        _ when failure.Message.Contains("no body was provided", StringComparison.Ordinal) => HttpRefusals.MissingBody,
        _ when Parameter().Match(failure.Message) is { Success: true } match =>
            HttpRefusals.InvalidParameter.On(match.Groups["name"].Value),
        _ => HttpRefusals.MalformedRequest,
    };

    /// <summary>
    /// A 400 without a word: an optional part of the address that could not be read. Whichever it is, the endpoint
    /// knows its name and how it is read.
    /// </summary>
    public static Refusal ExplainBare(HttpContext http)
    {
        foreach (var part in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            // What comes twice is one text with a comma, as the endpoint saw it.
            if (!part.HasTryParse || http.Request.Query[part.Name].ToString() is not { Length: > 0 } given) continue;
            if (!CanRead(part.ParameterInfo.ParameterType, given))
                return HttpRefusals.InvalidParameter.On(JsonNamingPolicy.CamelCase.ConvertName(part.Name));
        }

        return HttpRefusals.MalformedRequest;
    }

    private static bool CanRead(Type declared, string given)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var result = type.MakeByRefType();
        return type.GetMethod("TryParse", [typeof(string), typeof(IFormatProvider), result]) is { } cultured
            ? cultured.Invoke(null, [given, CultureInfo.InvariantCulture, null]) is true
            : type.GetMethod("TryParse", [typeof(string), result])?.Invoke(null, [given, null]) is not false;
    }

    private static Refusal Explain(JsonException failure)
    {
        var field = FieldOf(failure.Path);
        if (failure.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return HttpRefusals.UnknownMember.On(field);
        if (Missing().Match(failure.Message) is { Success: true } missing)
            return HttpRefusals.MissingMember.With("members", missing.Groups["names"].Value.Replace("'", "")).On(field);
        // The reader's own exception inside tells broken JSON from JSON that does not fit.
        if (failure.InnerException is JsonException)
        {
            return HttpRefusals.MalformedJson
                .With("line", (failure.LineNumber ?? 0) + 1).With("column", (failure.BytePositionInLine ?? 0) + 1);
        }

        return HttpRefusals.InvalidMember.On(field);
    }

    /// <summary><c>$.lines[2].quantity</c> → <c>lines[2].quantity</c>; the body itself is <c>body</c>.</summary>
    private static string FieldOf(string? path) => path switch
    {
        null or "$" => "body",
        ['$', '.', .. var member] => member,
        _ => path[1..],
    };

    [GeneratedRegex("""(?:Failed to bind|Required) parameter "[^"]*?(?<name>\w+)" """, RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("missing required properties including: (?<names>.+)\\.", RegexOptions.CultureInvariant)]
    private static partial Regex Missing();
}
