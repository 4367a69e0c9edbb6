using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>Kinds of certificates (DOMAIN §5). Stored by name; names are permanent.</summary>
public enum CertificateKind
{
    /// <summary>Indonesian national standard (SPPT-SNI or SNI Bina UMK).</summary>
    Sni = 1,

    /// <summary>Domestic content; carries a value.</summary>
    Tkdn = 2,

    /// <summary>Company benefit weight (BMP); carries a value.</summary>
    Bmp = 3,

    /// <summary>Halal.</summary>
    Halal = 4,

    /// <summary>P-IRT, home-industry food.</summary>
    HomeFood = 5,

    /// <summary>BPOM food or drug registration.</summary>
    Bpom = 6,

    /// <summary>A management-system standard of ISO.</summary>
    Iso = 7,

    /// <summary>Another.</summary>
    Other = 99,
}

/// <summary>What became of a certificate. Stored by name; names are permanent.</summary>
public enum CertificateState
{
    /// <summary>Handed in, waiting for a catalogue manager.</summary>
    Submitted = 1,

    /// <summary>Checked against its issuer.</summary>
    Verified = 2,

    /// <summary>Refused with a reason; may be mended.</summary>
    Rejected = 3,

    /// <summary>Its last day has passed.</summary>
    Expired = 4,
}

/// <summary>What is written on a certificate.</summary>
[GenerateSerializer, Immutable, Alias("certificate")]
public sealed record Certificate
{
    /// <summary>Its kind.</summary>
    [Id(0)] public required CertificateKind Kind { get; init; }

    /// <summary>Its number, 1–<see cref="SupplierLimits.MaxNumberLength"/> characters. A form that is unusual for the
    /// kind is shown as a warning, never refused.</summary>
    [Id(1)] public required string Number { get; init; }

    /// <summary>Whom it was issued to.</summary>
    [Id(2)] public required string Holder { get; init; }

    /// <summary>For TKDN (to 100 %) and BMP (to the legal ceiling): the value; null for every other kind.</summary>
    [Id(3)] public BasisPoints? Value { get; init; }

    /// <summary>Day of issue.</summary>
    [Id(4)] public required DateOnly IssuedOn { get; init; }

    /// <summary>Last day, Western Indonesian time; null when it has no fixed term.</summary>
    [Id(5)] public DateOnly? ExpiresOn { get; init; }

    /// <summary>The items it covers; empty for all of the supplier's items.</summary>
    [Id(6)] public ImmutableArray<ItemId> Items { get; init; } = [];

    /// <summary>A photo or PDF of it that was uploaded for the supplier; null when there is none.</summary>
    [Id(7)] public DocumentId? Copy { get; init; }
}

/// <summary>Hands in a certificate. Members and facilitators.</summary>
[GenerateSerializer, Immutable, Alias("submit-certificate")]
public sealed record SubmitCertificate
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>What is on it.</summary>
    [Id(1)] public required Certificate Certificate { get; init; }
}

/// <summary>Mends a certificate that is waiting or was rejected. Members and facilitators.</summary>
[GenerateSerializer, Immutable, Alias("change-certificate")]
public sealed record ChangeCertificate
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>Which, from 1.</summary>
    [Id(1)] public required int Number { get; init; }

    /// <summary>What is on it.</summary>
    [Id(2)] public required Certificate Certificate { get; init; }
}

/// <summary>Says whether a certificate is genuine. Catalogue managers who neither submitted it nor helped.</summary>
[GenerateSerializer, Immutable, Alias("judge-certificate")]
public sealed record JudgeCertificate
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>Which, from 1.</summary>
    [Id(1)] public required int Number { get; init; }

    /// <summary>Why it is rejected; null when it is verified.</summary>
    [Id(2)] public string? Rejection { get; init; }
}

/// <summary>A certificate as shown.</summary>
/// <param name="Number">Its place among the supplier's certificates, from 1.</param>
/// <param name="Certificate">What is on it.</param>
/// <param name="State">What became of it.</param>
/// <param name="Rejection">Why it was rejected; null otherwise.</param>
/// <param name="Warnings">
/// Soft warnings, such as <c>numberForm</c> (unusual for its kind) or <c>expiryMissing</c>.
/// </param>
[GenerateSerializer, Immutable, Alias("certificate-view")]
public sealed record CertificateView(
    [property: Id(0)] int Number,
    [property: Id(1)] Certificate Certificate,
    [property: Id(2)] CertificateState State,
    [property: Id(3)] string? Rejection,
    [property: Id(4)] ImmutableArray<string> Warnings);
