using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Frontend.Pages;

/// <summary>What becomes of a form that was sent.</summary>
public static class PageForms
{
    /// <summary>
    /// Does what a form asks. Done, the browser is sent on, so that reloading repeats nothing. Refused, or without a
    /// certain answer, the page is shown again with all that was typed, the reason, and the same key: pressing again
    /// is safe.
    /// </summary>
    /// <typeparam name="TPage">The page with the form; it has a parameter <c>Sent</c>.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="sent">The form.</param>
    /// <param name="act">Does it.</param>
    /// <param name="next">Where to go on to.</param>
    /// <param name="page">The page's other parameters.</param>
    public static Task<IResult> Carry<TPage>(
        this HttpContext http, SentForm sent, Func<Task<Refusal?>> act, string next,
        IReadOnlyDictionary<string, object?> page)
        where TPage : IComponent => http.Carry<TPage>(
            sent,
            act,
            () =>
            {
                http.Response.Headers.Location = next;
                return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
            },
            page);

    /// <summary>The same for what is shown in the answer itself instead of somewhere else.</summary>
    /// <typeparam name="TPage">The page with the form; it has a parameter <c>Sent</c>.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="sent">The form.</param>
    /// <param name="act">Does it.</param>
    /// <param name="done">What is answered then.</param>
    /// <param name="page">The page's other parameters.</param>
    public static async Task<IResult> Carry<TPage>(
        this HttpContext http, SentForm sent, Func<Task<Refusal?>> act, Func<IResult> done,
        IReadOnlyDictionary<string, object?> page)
        where TPage : IComponent
    {
        Refusal? refusal;
        try
        {
            refusal = await act();
        }
        catch (Exception failure) when (Failures.IsUncertain(failure))
        {
            refusal = HttpRefusals.OutcomeUnknown;
        }

        if (refusal is null) return done();
        var problem = refusal.InWords();
        sent.Keep(problem);
        return new RazorComponentResult<TPage>(new Dictionary<string, object?>(page) { ["Sent"] = sent })
        {
            StatusCode = problem.Status,
        };
    }
}
