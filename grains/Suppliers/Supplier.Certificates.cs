using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>A certificate with its course.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Certificate">What is on it.</param>
/// <param name="State">What became of it.</param>
/// <param name="SubmittedBy">Who handed it in or mended it last.</param>
/// <param name="Rejection">Why it was rejected; null otherwise.</param>
/// <param name="NextDue">When to look at it next; null when never.</param>
public sealed record HeldCertificate(
    int Number,
    Certificate Certificate,
    CertificateState State,
    UserId SubmittedBy,
    string? Rejection,
    DateTimeOffset? NextDue)
{
    /// <summary>Whether others may rely on it on a day.</summary>
    public bool IsValidOn(DateOnly day) =>
        State == CertificateState.Verified && (Certificate.ExpiresOn is not { } last || day <= last);
}

/// <summary>Certificates: handed in, judged, watched until they expire (DOMAIN §5).</summary>
public sealed partial record Supplier
{
    /// <summary>Hands in a certificate.</summary>
    public Decision<SupplierEvent> SubmitCertificate(
        Acting by, Certificate certificate, SupplierPolicy policy, DateTimeOffset now)
    {
        var guard = GuardCertificate(by)
            ?? Check.Count(Certificates.Length + 1, "certificates", 1, SupplierLimits.MaxCertificates)
            ?? FitOf(certificate, policy, now)
            ?? SameAs(certificate, number: 0);
        if (guard is not null) return guard;
        return new SupplierCertificateSubmitted(Certificates.Length + 1, certificate, by.User, IsAssisting(by));
    }

    /// <summary>Mends a certificate that is waiting or was rejected. A new term is a new certificate.</summary>
    public Decision<SupplierEvent> ChangeCertificate(
        Acting by, int number, Certificate certificate, SupplierPolicy policy, DateTimeOffset now)
    {
        if (GuardCertificate(by) is { } guard) return guard;
        if (Held(number) is not { } held) return SupplierRefusals.NoSuchCertificate.With("number", number);
        if (held.State is not (CertificateState.Submitted or CertificateState.Rejected)) return Settled(held);
        var misfit = FitOf(certificate, policy, now) ?? SameAs(certificate, number);
        return misfit is not null
            ? misfit
            : new SupplierCertificateSubmitted(number, certificate, by.User, IsAssisting(by));
    }

    /// <summary>Says whether a certificate is genuine.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="number">Which.</param>
    /// <param name="rejection">Why not; null when it is.</param>
    /// <param name="policy">The law of the day.</param>
    /// <param name="now">The moment.</param>
    public Decision<SupplierEvent> JudgeCertificate(
        Acting by, int number, string? rejection, SupplierPolicy policy, DateTimeOffset now)
    {
        if (Guard(by, by.Manages, Registered) is { } guard) return guard;
        if (Held(number) is not { } held) return SupplierRefusals.NoSuchCertificate.With("number", number);
        if (Involved(by, held.SubmittedBy) is { } involved) return involved;
        if (held.State != CertificateState.Submitted) return Settled(held);
        if (rejection is null)
        {
            if (OverOn(held.Certificate, now) is { } over) return over;
            return new SupplierCertificateVerified(number, by.User, NextLook(held.Certificate, policy, now));
        }

        return Check.Text(rejection, "rejection", SupplierLimits.MaxTextLength) is { } malformed
            ? malformed
            : new SupplierCertificateRejected(number, by.User, rejection);
    }

    /// <summary>The time has come to look at a certificate: remind its owner, or note that it is over.</summary>
    public Decision<SupplierEvent> LookAtCertificate(int number, SupplierPolicy policy, DateTimeOffset now)
    {
        if (Held(number) is not { State: CertificateState.Verified, Certificate.ExpiresOn: { } last } held
            || now < held.NextDue)
            return Decision<SupplierEvent>.Nothing;
        var today = Wib.DateOf(now);
        return today > last
            ? new SupplierCertificateExpired(number)
            : new SupplierCertificateExpiryNear(
                number, last.DayNumber - today.DayNumber, NextLook(held.Certificate, policy, now));
    }

    private Supplier? WhenCertified(SupplierEvent happened) => happened switch
    {
        SupplierCertificateSubmitted submitted => Hold(submitted),
        SupplierCertificateVerified verified => Replace(
            verified.Number, held => held with { State = CertificateState.Verified, NextDue = verified.NextDue }),
        SupplierCertificateRejected rejected => Replace(
            rejected.Number, held => held with { State = CertificateState.Rejected, Rejection = rejected.Reason }),
        SupplierCertificateExpiryNear near => Replace(near.Number, held => held with { NextDue = near.NextDue }),
        SupplierCertificateExpired expired => Replace(
            expired.Number, static held => held with { State = CertificateState.Expired, NextDue = null }),
        _ => null,
    };

    private Supplier Hold(SupplierCertificateSubmitted submitted)
    {
        var held = new HeldCertificate(
            submitted.Number, submitted.Certificate, CertificateState.Submitted, submitted.By, null, null);
        return this with
        {
            AssistedBy = Assisting(submitted.Assisted, submitted.By),
            Certificates = submitted.Number > Certificates.Length
                ? Certificates.Add(held)
                : Certificates.SetItem(submitted.Number - 1, held),
        };
    }

    private Supplier Replace(int number, Func<HeldCertificate, HeldCertificate> change) =>
        this with { Certificates = Certificates.SetItem(number - 1, change(Certificates[number - 1])) };

    private HeldCertificate? Held(int number) =>
        number >= 1 && number <= Certificates.Length ? Certificates[number - 1] : null;

    private Refusal? GuardCertificate(Acting by) => Guard(by, MayPrepare(by), Registered);

    private static Refusal Settled(HeldCertificate held) =>
        SupplierRefusals.CertificateSettled.With("state", held.State);

    private Refusal? SameAs(Certificate certificate, int number) => Certificates.Any(held =>
        held.Number != number && (held.State is CertificateState.Submitted or CertificateState.Verified)
        && held.Certificate.Kind == certificate.Kind && held.Certificate.Number == certificate.Number)
            ? CommonRefusals.AlreadyExists.On("number")
            : null;

    private static Refusal? FitOf(Certificate certificate, SupplierPolicy policy, DateTimeOffset now) =>
        Check.Code(Enum.IsDefined(certificate.Kind), "kind", "a kind of the list")
        ?? Check.Text(certificate.Number, "number", SupplierLimits.MaxNumberLength)
        ?? Check.Text(certificate.Holder, "holder", SupplierLimits.MaxNameLength)
        ?? Check.Count(certificate.Items.Length, "items", 0, SupplierLimits.MaxCertificateItems)
        ?? (certificate.IssuedOn > Wib.DateOf(now) || certificate.ExpiresOn < certificate.IssuedOn
            || certificate.ExpiresOn > Wib.DateOf(now).AddYears(SupplierLimits.MaxCertificateYears)
            ? CommonRefusals.InvalidPeriod.On("issuedOn")
            : null)
        ?? OverOn(certificate, now)
        ?? ValueOf(certificate, policy);

    private static Refusal? OverOn(Certificate certificate, DateTimeOffset now) =>
        certificate.ExpiresOn is { } last && last < Wib.DateOf(now)
            ? SupplierRefusals.CertificateExpired.With("expiresOn", $"{last:yyyy-MM-dd}").On("expiresOn")
            : null;

    private static Refusal? ValueOf(Certificate certificate, SupplierPolicy policy)
    {
        var carriesValue = certificate.Kind is CertificateKind.Tkdn or CertificateKind.Bmp;
        if (carriesValue != certificate.Value.HasValue)
            return SupplierRefusals.CertificateValue.With("kind", certificate.Kind).On("value");
        var ceiling = certificate.Kind == CertificateKind.Bmp ? policy.BmpCeiling : new BasisPoints(10_000);
        return certificate.Value > ceiling
            ? SupplierRefusals.CertificateValueTooHigh
                .With("value", certificate.Value?.Value).With("ceiling", ceiling.Value).On("value")
            : null;
    }

    /// <summary>The next reminder that lies ahead, else the end of the last day; null without a term.</summary>
    private static DateTimeOffset? NextLook(Certificate certificate, SupplierPolicy policy, DateTimeOffset now)
    {
        if (certificate.ExpiresOn is not { } last) return null;
        return policy.ReminderDays
            .Where(days => days < last.DayNumber)
            .Select(days => Wib.StartOf(last.AddDays(-days)))
            .Where(due => due > now)
            .Append(Wib.StartOf(last.AddDays(1)))
            .Min();
    }
}
