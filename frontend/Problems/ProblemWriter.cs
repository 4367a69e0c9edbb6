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
        response.Headers.ETag = default;
        response.Headers.Append("Vary", isForPage ? "Cookie" : "Accept-Language");
        var mayBeRepeated = refusal.Code.Kind == RefusalKind.Busy
            && problem.Status != StatusCodes.Status500InternalServerError;
        if (mayBeRepeated) response.Headers.RetryAfter = RetryAfter(refusal).ToString(CultureInfo.InvariantCulture);
        if (isForPage)
        {
            await WritePage(http, problem, mayBeRepeated ? await Sent(http) : null);
            return;
        }

        response.ContentType = MediaType;
        await JsonSerializer.SerializeAsync(response.Body, problem, Json, http.RequestAborted);
    }

    /// <summary>In a scope of its own: the request's may have begun to render the page that failed.</summary>
    private static async Task WritePage(HttpContext http, Problem problem, IFormCollection? again)
    {
        // Written by a page that found nothing to show, and once more below.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<ProblemPage>(new { Problem = problem, Again = again }).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }

    /// <summary>
    /// The form that was sent, where sending it again is the same command; null where it is not, where there are
    /// secrets in it, and where files are, which no page can give back.
    /// </summary>
    private static async Task<IFormCollection?> Sent(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return null;
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return form.ContainsKey(SentForm.Key) && form.Files.All(static file => file.Length == 0)
                && !form.Keys.Any(static field => field.Contains("password", StringComparison.OrdinalIgnoreCase))
                    ? form
                    : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or InvalidOperationException)
        {
            return null;
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
