using Marketplace.Outcomes;

namespace Marketplace.Suppliers;

/// <summary>Why a supplier refuses. 2000–2999.</summary>
public static class SupplierRefusals
{
    /// <summary>Its stage does not allow this. Facts: stage, allowed.</summary>
    public static readonly RefusalCode WrongStage = new(2001, "supplier-wrong-stage", RefusalKind.Conflict);

    /// <summary>Something is missing before it can be submitted. Facts: fields. Parts: one per field.</summary>
    public static readonly RefusalCode Incomplete = new(2002, "supplier-incomplete", RefusalKind.Rule);

    /// <summary>One field that is missing. Facts: field.</summary>
    public static readonly RefusalCode FieldMissing = new(2003, "supplier-field-missing", RefusalKind.Rule);

    /// <summary>Whoever submitted it or helped with it may not judge it (DOMAIN §1 c). Facts: user.</summary>
    public static readonly RefusalCode JudgeInvolved = new(2004, "supplier-judge-involved", RefusalKind.NotAllowed);

    /// <summary>Another catalogue manager has taken it. Facts: reviewer.</summary>
    public static readonly RefusalCode TakenByAnother = new(2005, "supplier-taken-by-another", RefusalKind.Conflict);

    /// <summary>The last owner cannot leave or be made staff.</summary>
    public static readonly RefusalCode LastOwner = new(2006, "supplier-last-owner", RefusalKind.Rule);

    /// <summary>It has no such member. Facts: user.</summary>
    public static readonly RefusalCode NoSuchMember = new(2007, "supplier-no-such-member", RefusalKind.NotFound);

    /// <summary>An individual needs the owner named; only facilitators register for someone else.</summary>
    public static readonly RefusalCode OwnerMissing = new(2008, "supplier-owner-missing", RefusalKind.Rule);

    /// <summary>It has no such certificate. Facts: number.</summary>
    public static readonly RefusalCode NoSuchCertificate = new(2020, "certificate-not-found", RefusalKind.NotFound);

    /// <summary>The certificate has been judged; it can no longer be changed or judged again. Facts: state.</summary>
    public static readonly RefusalCode CertificateSettled = new(2021, "certificate-settled", RefusalKind.Conflict);

    /// <summary>TKDN and BMP certificates need a value, others have none. Facts: kind.</summary>
    public static readonly RefusalCode CertificateValue = new(2022, "certificate-value", RefusalKind.Rule);

    /// <summary>The value is above what the law knows. Facts: value, ceiling (basis points).</summary>
    public static readonly RefusalCode CertificateValueTooHigh =
        new(2023, "certificate-value-too-high", RefusalKind.Rule);

    /// <summary>The certificate's last day has passed. Facts: expiresOn.</summary>
    public static readonly RefusalCode CertificateExpired = new(2024, "certificate-expired", RefusalKind.Rule);

    /// <summary>It has no such sanction. Facts: number.</summary>
    public static readonly RefusalCode NoSuchSanction = new(2040, "sanction-not-found", RefusalKind.NotFound);

    /// <summary>Warnings climb one step at a time. Facts: next.</summary>
    public static readonly RefusalCode SanctionOutOfOrder = new(2041, "sanction-out-of-order", RefusalKind.Rule);

    /// <summary>
    /// Only false documents and collusion lead to the blacklist (Perpres 16/2018 Art. 80). Facts: reason.
    /// </summary>
    public static readonly RefusalCode NoGroundForBlacklist = new(2042, "sanction-no-ground", RefusalKind.Rule);

    /// <summary>The sanction is over. Facts: number.</summary>
    public static readonly RefusalCode SanctionOver = new(2043, "sanction-over", RefusalKind.Conflict);
}
