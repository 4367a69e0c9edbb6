using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Pages;

/// <summary>Refusals as pages show them.</summary>
public static class PageProblems
{
    /// <summary>The refusal in the words of the language being read.</summary>
    public static Problem InWords(this Refusal refusal) => Problem.Of(refusal, LanguageChoice.Current);

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
