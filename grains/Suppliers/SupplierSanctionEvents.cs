using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>A sanction was imposed, in force at once.</summary>
/// <param name="Sanction">The sanction.</param>
[StoredAs("supplier-sanctioned.v1")]
public sealed record SupplierSanctioned(Sanction Sanction) : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges()
    {
        if (Sanction.Until is { } until) yield return SupplierDeadlines.Sanction(Sanction.Number, until);
        if (Sanction.Suspends(Sanction.From)) yield return SupplierDeadlines.Items(Sanction.From);
    }
}

/// <summary>A sanction was ended early.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Lifting">By whom, why, when.</param>
[StoredAs("supplier-sanction-lifted.v1")]
public sealed record SupplierSanctionLifted(int Number, SanctionLifting Lifting) : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() =>
        [SupplierDeadlines.Sanction(Number, null), SupplierDeadlines.Items(Lifting.At)];
}

/// <summary>The supplier objected to a sanction.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Appeal">What it says.</param>
[StoredAs("supplier-sanction-appealed.v1")]
public sealed record SupplierSanctionAppealed(int Number, SanctionAppeal Appeal) : SupplierEvent;

/// <summary>A sanction's time has run out.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="At">
/// When it was noted; null in events from before items followed sanctions, which have nothing to release.
/// </param>
[StoredAs("supplier-sanction-ended.v1")]
public sealed record SupplierSanctionEnded(int Number, DateTimeOffset? At = null) : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => At is { } at
        ? [SupplierDeadlines.Sanction(Number, null), SupplierDeadlines.Items(at)]
        : [SupplierDeadlines.Sanction(Number, null)];
}

/// <summary>Some or all of the items were told of the newest change of the sanctions.</summary>
/// <param name="Through">The last item told, in the order of their ids; null when all were.</param>
/// <param name="NextAt">When the next ones are told; null when all were.</param>
[StoredAs("supplier-items-told.v1")]
public sealed record SupplierItemsTold(ItemId? Through, DateTimeOffset? NextAt) : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => [SupplierDeadlines.Items(NextAt)];
}

/// <summary>How far the items were told.</summary>
/// <param name="Change">Which change of the sanctions they are told of: a count that only grows.</param>
/// <param name="Through">The last item told; null at first.</param>
public sealed record ItemTelling(int Change, ItemId? Through);

/// <summary>The names of a supplier's deadlines: permanent, for the read model is rebuilt from them.</summary>
public static class SupplierDeadlines
{
    private const string CertificatePrefix = "certificate-";
    private const string SanctionPrefix = "sanction-";

    /// <summary>Items are to be frozen or released with the supplier's sanctions.</summary>
    public const string ItemsKind = "items";

    /// <summary>The telling of the items.</summary>
    public static DeadlineChange Items(DateTimeOffset? dueAt) => new(ItemsKind, dueAt);

    /// <summary>The look at a certificate.</summary>
    public static IEnumerable<DeadlineChange> Certificate(int number, DateTimeOffset? dueAt) =>
        [new DeadlineChange($"{CertificatePrefix}{number}", dueAt)];

    /// <summary>The end of a sanction.</summary>
    public static DeadlineChange Sanction(int number, DateTimeOffset? dueAt) =>
        new($"{SanctionPrefix}{number}", dueAt);

    /// <summary>The certificate a deadline is about; null when it is about something else.</summary>
    public static int? CertificateOf(string kind) => NumberOf(kind, CertificatePrefix);

    /// <summary>The sanction a deadline is about; null when it is about something else.</summary>
    public static int? SanctionOf(string kind) => NumberOf(kind, SanctionPrefix);

    private static int? NumberOf(string kind, string prefix) =>
        kind.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(kind.AsSpan(prefix.Length), out var number)
            ? number
            : null;
}
