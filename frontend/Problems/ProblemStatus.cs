using Marketplace.Frontend.Accounts;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>The one table from refusals to HTTP statuses.</summary>
public static class ProblemStatus
{
    /// <summary>The status of a code.</summary>
    public static int Of(RefusalCode code) =>
        HttpRefusals.Statuses.TryGetValue(code.Number, out var own) ? own
        : AccountRefusals.Unauthenticated.Contains(code.Number) ? StatusCodes.Status401Unauthorized
        : Of(code.Kind);

    private static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Shape => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.NotAllowed => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Rule => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A refusal kind without a status."),
    };
}
