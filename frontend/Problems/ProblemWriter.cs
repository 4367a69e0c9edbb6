using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marketplace.Frontend.Pages;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;

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
        var isForPage = http.IsForPage();
        var language = isForPage ? http.Request.PageLanguage() : http.Request.LanguageOf();
        var problem = Problem.Of(refusal, language) with { TraceId = Activity.Current?.Id ?? http.TraceIdentifier };
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", isForPage ? "Cookie" : "Accept-Language");
        if (refusal.Code.Kind == RefusalKind.Busy && problem.Status != StatusCodes.Status500InternalServerError)
            response.Headers.RetryAfter = RetryAfter(refusal).ToString(CultureInfo.InvariantCulture);
        if (isForPage)
        {
            await WritePage(http, problem);
            return;
        }

        response.ContentType = MediaType;
        await JsonSerializer.SerializeAsync(response.Body, problem, Json, http.RequestAborted);
    }

    /// <summary>In a scope of its own: the request's may have begun to render the page that failed.</summary>
    private static async Task WritePage(HttpContext http, Problem problem)
    {
        // Written by a page that found nothing to show, and once more below.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<ProblemPage>(new { Problem = problem }).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
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
