using Marketplace.Commands;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Http;

/// <summary>Turns results into HTTP answers: the one place where refusals become problems.</summary>
public static class Answers
{
    /// <summary>200 with the view, its ETag and position; or the problem.</summary>
    public static IResult Answer<T>(this CallContext call, Result<T> result)
        where T : class =>
        result.IsOk ? call.Found(result.Value) : Results.Problem(result.Refusal.Code.Slug, statusCode: 422);

    /// <summary>200 with the view, or 404.</summary>
    public static IResult Answer<T>(this CallContext call, T? view)
        where T : class =>
        view is null ? Results.Problem("not-found", statusCode: 404) : call.Found(view);

    private static IResult Found<T>(this CallContext call, T view)
        where T : class
    {
        if (view is IRevisioned { Revision: var revision })
        {
            call.Http.Response.Headers.ETag = $"\"{revision.Version}\"";
            call.Http.Response.Headers["Marketplace-Position"] = $"{revision.Position}";
        }

        return Results.Ok(view);
    }
}
