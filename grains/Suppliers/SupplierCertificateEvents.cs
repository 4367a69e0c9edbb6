using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>A certificate was handed in or mended.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Certificate">What is on it.</param>
/// <param name="By">Who.</param>
/// <param name="Assisted">Whether a facilitator did, on the supplier's behalf.</param>
[StoredAs("supplier-certificate-submitted.v1")]
public sealed record SupplierCertificateSubmitted(int Number, Certificate Certificate, UserId By, bool Assisted)
    : SupplierEvent;

/// <summary>A certificate was found genuine.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="By">Who found so.</param>
/// <param name="NextDue">When to look at it next: a reminder, or the end of its last day; null without a term.</param>
[StoredAs("supplier-certificate-verified.v1")]
public sealed record SupplierCertificateVerified(int Number, UserId By, DateTimeOffset? NextDue)
    : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => SupplierDeadlines.Certificate(Number, NextDue);
}

/// <summary>A certificate was refused.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="By">Who refused it.</param>
/// <param name="Reason">Why.</param>
[StoredAs("supplier-certificate-rejected.v1")]
public sealed record SupplierCertificateRejected(int Number, UserId By, string Reason) : SupplierEvent;

/// <summary>A certificate nears its last day.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="DaysLeft">Days until its last.</param>
/// <param name="NextDue">When to look at it next.</param>
[StoredAs("supplier-certificate-expiry-near.v1")]
public sealed record SupplierCertificateExpiryNear(int Number, int DaysLeft, DateTimeOffset? NextDue)
    : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => SupplierDeadlines.Certificate(Number, NextDue);
}

/// <summary>A certificate's last day has passed.</summary>
/// <param name="Number">Its place, from 1.</param>
[StoredAs("supplier-certificate-expired.v1")]
public sealed record SupplierCertificateExpired(int Number) : SupplierEvent, IDeadlineEvent
{
    /// <inheritdoc />
    public IEnumerable<DeadlineChange> DeadlineChanges() => SupplierDeadlines.Certificate(Number, null);
}
