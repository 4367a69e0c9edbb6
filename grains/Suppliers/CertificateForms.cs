using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Marketplace.Suppliers;

/// <summary>
/// How certificate numbers usually look (DOMAIN §5). Issuers change their forms, so an unusual number is a warning for
/// the person who verifies it, never a refusal.
/// </summary>
public static partial class CertificateForms
{
    /// <summary>The number does not look like one of its kind.</summary>
    public const string NumberForm = "numberForm";

    /// <summary>Its kind usually has a last day, and none is given.</summary>
    public const string ExpiryMissing = "expiryMissing";

    /// <summary>The number says another year of expiry than the certificate (P-IRT).</summary>
    public const string ExpiryYear = "expiryYear";

    /// <summary>The warnings of a certificate; empty when it looks as usual.</summary>
    public static ImmutableArray<string> Warnings(Certificate certificate)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (!LooksUsual(certificate)) warnings.Add(NumberForm);
        if (certificate.ExpiresOn is null && certificate.Kind is not (CertificateKind.Halal or CertificateKind.Other))
            warnings.Add(ExpiryMissing);
        if (certificate is { Kind: CertificateKind.HomeFood, ExpiresOn: { } last }
            && HomeFood().IsMatch(certificate.Number)
            && int.Parse(certificate.Number.AsSpan(certificate.Number.Length - 2), provider: null) != last.Year % 100)
            warnings.Add(ExpiryYear);
        return warnings.ToImmutable();
    }

    private static bool LooksUsual(Certificate certificate) => certificate.Kind switch
    {
        CertificateKind.Sni => Sni().IsMatch(certificate.Number),
        CertificateKind.Halal => Halal().IsMatch(certificate.Number),
        CertificateKind.HomeFood => HomeFood().IsMatch(certificate.Number),
        CertificateKind.Bpom => Bpom().IsMatch(certificate.Number),
        _ => true,
    };

    [GeneratedRegex(@"^SNI \d+(:\d{4})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sni();

    [GeneratedRegex(@"^ID\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Halal();

    [GeneratedRegex(@"^\d{13}-\d{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HomeFood();

    [GeneratedRegex(@"^M[DL] ?\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bpom();
}
