using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Frontend.Http;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>
/// Tells what was wrong with a request that ASP.NET Core could not bind. Its exceptions say so only in their messages;
/// none of that text is passed on, because it names CLR types.
/// </summary>
internal static partial class BadRequests
{
    public static Refusal Explain(BadHttpRequestException failure) => failure switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            HttpRefusals.BodyTooLarge.With("maxBytes", CommandKeys.MaxBodyBytes),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => HttpRefusals.UnsupportedMediaType,
        { InnerException: JsonException json } => Explain(json),
        _ when failure.Message.Contains("no body was provided", StringComparison.Ordinal) => HttpRefusals.MissingBody,
        _ when Parameter().Match(failure.Message) is { Success: true } match =>
            HttpRefusals.InvalidParameter.On(match.Groups["name"].Value),
        _ => HttpRefusals.MalformedRequest,
    };

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
