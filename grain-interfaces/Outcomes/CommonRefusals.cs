namespace Marketplace.Outcomes;

/// <summary>Reasons any actor may give.</summary>
public static class CommonRefusals
{
    /// <summary>Absent, or not the caller's to know of.</summary>
    public static readonly RefusalCode NotFound = new(1001, "not-found", RefusalKind.NotFound);

    /// <summary>The caller has no role that allows this.</summary>
    public static readonly RefusalCode NotAllowed = new(1002, "not-allowed", RefusalKind.NotAllowed);

    /// <summary>The same idempotency key came before with other content.</summary>
    public static readonly RefusalCode KeyReused = new(1003, "idempotency-key-reused", RefusalKind.Rule);

    /// <summary>The object changed since the caller read it. Facts: expected, actual.</summary>
    public static readonly RefusalCode StaleVersion = new(1004, "stale-version", RefusalKind.Stale);

    /// <summary>So many are changing it at once that no turn was had; nothing was done.</summary>
    public static readonly RefusalCode TooContended = new(1005, "too-contended", RefusalKind.Busy);

    /// <summary>An object of this id exists already, with other content.</summary>
    public static readonly RefusalCode AlreadyExists = new(1006, "already-exists", RefusalKind.Conflict);

    /// <summary>A text is missing, too long, or holds control characters. Facts: maxLength.</summary>
    public static readonly RefusalCode InvalidText = new(1007, "invalid-text", RefusalKind.Shape);

    /// <summary>A number is outside its range. Facts: min, max.</summary>
    public static readonly RefusalCode OutOfRange = new(1008, "out-of-range", RefusalKind.Shape);

    /// <summary>A code does not have its official form. Facts: form.</summary>
    public static readonly RefusalCode MalformedCode = new(1009, "malformed-code", RefusalKind.Shape);

    /// <summary>A list has too few or too many entries, or one twice. Facts: min, max.</summary>
    public static readonly RefusalCode InvalidCount = new(1010, "invalid-count", RefusalKind.Shape);

    /// <summary>A date or period is impossible, such as an end before its start.</summary>
    public static readonly RefusalCode InvalidPeriod = new(1012, "invalid-period", RefusalKind.Shape);
}
