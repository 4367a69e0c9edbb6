using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Pages;

/// <summary>Refusals as pages show them.</summary>
public static class PageProblems
{
    /// <summary>
    /// The refusal in the words of the language being read. What concerns a field is said as it stands beside that
    /// field: people do not know what the API calls it.
    /// </summary>
    public static Problem InWords(this Refusal refusal) =>
        BesideField(Problem.Of(refusal, LanguageChoice.Current), refusal);

    private static Problem BesideField(Problem problem, Refusal refusal) => problem with
    {
        Detail = problem.Field is not null && FieldTexts.Of($"refused.{refusal.Code.Slug}") is { } words
            ? Filled(words, refusal)
            : problem.Detail,
        Parts = problem.Parts?.Zip(refusal.Parts, BesideField).ToList(),
    };

    private static string Filled(string words, Refusal refusal) => refusal.Facts.Aggregate(words, static (text, fact) =>
        text.Replace($"{{{fact.Name}}}", FieldTexts.Of($"form.{fact.Value}") ?? fact.Value, StringComparison.Ordinal));

    /// <summary>Each reason by itself: the parts of a problem that has any, otherwise the problem.</summary>
    public static IEnumerable<Problem> Reasons(this Problem problem) => problem.Parts ?? [problem];

    /// <summary>What a page is about; without it there is no page, only the reason.</summary>
    /// <exception cref="RefusedRequestException">It was refused.</exception>
    public static T Expected<T>(this Result<T> result)
        where T : class => result.Value ?? throw new RefusedRequestException(result.Refusal!);

    /// <summary>The same, with the status of the answer set to what programs would be told.</summary>
    public static Problem Tell(this HttpContext http, Refusal refusal)
    {
        var problem = refusal.InWords();
        http.Response.StatusCode = problem.Status;
        return problem;
    }
}
