using System.Collections.Frozen;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>What HTTP itself refuses, before any actor is asked. Numbers 8000–8099.</summary>
public static class HttpRefusals
{
    /// <summary>The body is not JSON. Facts: line, column.</summary>
    public static readonly RefusalCode MalformedJson = new(8001, "malformed-json", RefusalKind.Shape);

    /// <summary>The body holds a member that means nothing here, such as a price the caller may not set.</summary>
    public static readonly RefusalCode UnknownMember = new(8002, "unknown-member", RefusalKind.Shape);

    /// <summary>A member has a type or form it cannot have.</summary>
    public static readonly RefusalCode InvalidMember = new(8003, "invalid-member", RefusalKind.Shape);

    /// <summary>A required member is absent. Facts: members.</summary>
    public static readonly RefusalCode MissingMember = new(8004, "missing-member", RefusalKind.Shape);

    /// <summary>A body is required and absent.</summary>
    public static readonly RefusalCode MissingBody = new(8005, "missing-body", RefusalKind.Shape);

    /// <summary>The body is not declared as JSON.</summary>
    public static readonly RefusalCode UnsupportedMediaType = new(8006, "unsupported-media-type", RefusalKind.Shape);

    /// <summary>The body is larger than allowed. Facts: maxBytes.</summary>
    public static readonly RefusalCode BodyTooLarge = new(8007, "body-too-large", RefusalKind.Shape);

    /// <summary>There is nothing at this address.</summary>
    public static readonly RefusalCode RouteNotFound = new(8008, "route-not-found", RefusalKind.NotFound);

    /// <summary>The address exists, but not for this method. Facts: allowed.</summary>
    public static readonly RefusalCode MethodNotAllowed = new(8009, "method-not-allowed", RefusalKind.Shape);

    /// <summary>A part of the path or query does not have its form.</summary>
    public static readonly RefusalCode InvalidParameter = new(8010, "invalid-parameter", RefusalKind.Shape);

    /// <summary>A command came without an idempotency key.</summary>
    public static readonly RefusalCode KeyMissing = new(8011, "idempotency-key-missing", RefusalKind.Shape);

    /// <summary>The idempotency key is empty, too long, given twice, or not visible ASCII. Facts: maxLength.</summary>
    public static readonly RefusalCode KeyInvalid = new(8012, "idempotency-key-invalid", RefusalKind.Shape);

    /// <summary>The If-Match header is not an ETag this service gives.</summary>
    public static readonly RefusalCode IfMatchInvalid = new(8013, "if-match-invalid", RefusalKind.Shape);

    /// <summary>The caller has not signed in, or the token is no longer good.</summary>
    public static readonly RefusalCode NotSignedIn = new(8014, "not-signed-in", RefusalKind.NotAllowed);

    /// <summary>The caller is known, but this address is not for them.</summary>
    public static readonly RefusalCode Forbidden = new(8015, "forbidden", RefusalKind.NotAllowed);

    /// <summary>Too many requests. Facts: retryAfterSeconds.</summary>
    public static readonly RefusalCode TooManyRequests = new(8016, "too-many-requests", RefusalKind.Busy);

    /// <summary>Storage or the cluster did not answer: whether the command took effect is unknown.</summary>
    public static readonly RefusalCode OutcomeUnknown = new(8017, "outcome-unknown", RefusalKind.Busy);

    /// <summary>A defect of this program.</summary>
    public static readonly RefusalCode InternalError = new(8018, "internal-error", RefusalKind.Busy);

    /// <summary>The request is not one HTTP allows.</summary>
    public static readonly RefusalCode MalformedRequest = new(8019, "malformed-request", RefusalKind.Shape);

    /// <summary>The process is being stopped and takes no more requests; nothing was done.</summary>
    public static readonly RefusalCode Stopping = new(8020, "stopping", RefusalKind.Busy);

    /// <summary>More people look around without signing in than there is room for; nothing was done.</summary>
    public static readonly RefusalCode Crowded = new(8033, "crowded", RefusalKind.Busy);

    /// <summary>More commands are under way than would end in time; this one did nothing.</summary>
    public static readonly RefusalCode Overloaded = new(8034, "overloaded", RefusalKind.Busy);

    /// <summary>A field of a form does not hold an amount of rupiah.</summary>
    public static readonly RefusalCode AmountUnreadable = new(8021, "amount-unreadable", RefusalKind.Shape);

    /// <summary>A filter names an organisation or a supplier that there is not.</summary>
    public static readonly RefusalCode NobodyOfThatName = new(8032, "nobody-of-that-name", RefusalKind.Shape);

    /// <summary>A form does not carry the token of a page of ours: it is another site's, or older than the
    /// session.</summary>
    public static readonly RefusalCode FormExpired = new(8022, "form-expired", RefusalKind.Shape);

    /// <summary>A question of a form to which at least one answer is wanted has none.</summary>
    public static readonly RefusalCode NothingChosen = new(8031, "nothing-chosen", RefusalKind.Shape);

    /// <summary>The statuses HTTP has of its own; every other code has that of its <see cref="RefusalKind"/>.</summary>
    internal static readonly FrozenDictionary<int, int> Statuses = new Dictionary<int, int>
    {
        [UnsupportedMediaType.Number] = StatusCodes.Status415UnsupportedMediaType,
        [BodyTooLarge.Number] = StatusCodes.Status413PayloadTooLarge,
        [MethodNotAllowed.Number] = StatusCodes.Status405MethodNotAllowed,
        [NotSignedIn.Number] = StatusCodes.Status401Unauthorized,
        [TooManyRequests.Number] = StatusCodes.Status429TooManyRequests,
        [InternalError.Number] = StatusCodes.Status500InternalServerError,
    }.ToFrozenDictionary();
}
