using Marketplace.Frontend.Http;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>Explains the problem types at the addresses they are named by.</summary>
public static class ProblemsApi
{
    /// <summary><c>/problems/…</c></summary>
    public static void MapProblems(this IEndpointRouteBuilder app)
    {
        var problems = app.MapGroup("/problems").WithTags("Problems").AllowAnonymous();
        problems.MapGet("", All).WithSummary("Every problem type");
        problems.MapGet("{slug}", One).WithSummary("One problem type in both languages");
    }

    private static Answer<ProblemTypes> All(CallContext call) =>
        call.Answer(new ProblemTypes([.. RefusalCodes.All.Select(Explain)]));

    private static Answer<ProblemType> One(string slug, CallContext call) =>
        call.Answer(RefusalCodes.BySlug.TryGetValue(slug, out var code) ? Explain(code) : null);

    private static ProblemType Explain(RefusalCode code) => new(
        $"/problems/{code.Slug}",
        code.Number,
        ProblemStatus.Of(code),
        ProblemTexts.Of(code.Slug, Language.Indonesian),
        ProblemTexts.Of(code.Slug, Language.English));
}

/// <summary>Every problem type.</summary>
/// <param name="Items">By number.</param>
public sealed record ProblemTypes(IReadOnlyList<ProblemType> Items);

/// <summary>A reason the service may give, with its texts; <c>{names}</c> in them are filled with the facts.</summary>
/// <param name="Type">Its permanent name.</param>
/// <param name="Code">Its permanent number.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Id">In Indonesian.</param>
/// <param name="En">In English.</param>
public sealed record ProblemType(string Type, int Code, int Status, ProblemText Id, ProblemText En);
