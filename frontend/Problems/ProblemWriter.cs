using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>Writes a problem as the answer of a request.</summary>
public static class ProblemWriter
{
    /// <summary>The media type of problems.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // The answer is JSON and says so, never HTML: Indonesian and English read better unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Answers with the refusal in the caller's language.</summary>
    public static async Task WriteProblem(this HttpContext http, Refusal refusal)
    {
        var language = http.Request.LanguageOf();
        var problem = Problem.Of(refusal, language) with { TraceId = Activity.Current?.Id ?? http.TraceIdentifier };
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept-Language");
        if (refusal.Code.Kind == RefusalKind.Busy && problem.Status != StatusCodes.Status500InternalServerError)
            response.Headers.RetryAfter = RetryAfter(refusal).ToString(CultureInfo.InvariantCulture);
        await JsonSerializer.SerializeAsync(response.Body, problem, Json, http.RequestAborted);
    }

    private static int RetryAfter(Refusal refusal)
    {
        foreach (var fact in refusal.Facts)
        {
            if (fact.Name == "retryAfterSeconds" && int.TryParse(fact.Value, out var seconds)) return seconds;
        }

        return 1;
    }
}
