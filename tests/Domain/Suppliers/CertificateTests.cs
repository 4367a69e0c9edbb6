using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

public sealed class CertificateTests
{
    private static readonly Certificate Tkdn = new()
    {
        Kind = CertificateKind.Tkdn,
        Number = "1234/SJ-IND.8/TKDN/1/2026",
        Holder = "Kopi Lestari",
        Value = new BasisPoints(4025),
        IssuedOn = new DateOnly(2026, 1, 5),
        ExpiresOn = new DateOnly(2027, 1, 5),
    };

    [Fact]
    public void A_certificate_counts_only_once_it_is_verified_and_until_its_last_day()
    {
        var held = Verified(Tkdn).Certificates[0];

        Assert.True(held.IsValidOn(new DateOnly(2027, 1, 5)));
        Assert.False(held.IsValidOn(new DateOnly(2027, 1, 6)));
        var submitted = In(SupplierStage.Verified);
        submitted = submitted.Then(submitted.SubmitCertificate(Owner, Tkdn, Law, Now));
        Assert.False(submitted.Certificates[0].IsValidOn(new DateOnly(2026, 6, 1)));
    }

    [Fact]
    public void Whoever_submitted_or_helped_may_not_judge()
    {
        var both = Facilitator with { Manages = true };
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.SubmitCertificate(both, Tkdn, Law, Now));

        Assert.Equal(
            SupplierRefusals.JudgeInvolved, supplier.JudgeCertificate(both, 1, null, Law, Now).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.NotAllowed, supplier.JudgeCertificate(Facilitator, 1, null, Law, Now).Refusal?.Code);
        Assert.Null(supplier.JudgeCertificate(Manager, 1, null, Law, Now).Refusal);
    }

    [Fact]
    public void A_rejected_one_is_mended_and_judged_again_a_verified_one_never_changes()
    {
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.SubmitCertificate(Owner, Tkdn, Law, Now));
        supplier = supplier.Then(supplier.JudgeCertificate(Manager, 1, "Nomor tidak ditemukan", Law, Now));
        Assert.Equal("Nomor tidak ditemukan", supplier.Certificates[0].Rejection);

        supplier = supplier.Then(supplier.ChangeCertificate(Owner, 1, Tkdn with { Number = "77" }, Law, Now));
        Assert.Null(supplier.Certificates[0].Rejection);
        supplier = supplier.Then(supplier.JudgeCertificate(Manager, 1, null, Law, Now));

        Assert.Equal(
            SupplierRefusals.CertificateSettled, supplier.ChangeCertificate(Owner, 1, Tkdn, Law, Now).Refusal?.Code);
        Assert.Equal(
            SupplierRefusals.CertificateSettled,
            supplier.JudgeCertificate(Manager, 1, "lagi", Law, Now).Refusal?.Code);
        Assert.Equal(
            SupplierRefusals.NoSuchCertificate,
            supplier.ChangeCertificate(Owner, 2, Tkdn, Law, Now).Refusal?.Code);
    }

    [Fact]
    public void The_same_number_of_one_kind_is_refused()
    {
        var supplier = Verified(Tkdn);

        Assert.Equal(
            CommonRefusals.AlreadyExists, supplier.SubmitCertificate(Owner, Tkdn, Law, Now).Refusal?.Code);
    }

    [Theory]
    [InlineData(CertificateKind.Tkdn, 10_000, null)]
    [InlineData(CertificateKind.Tkdn, 10_001, "certificate-value-too-high")]
    [InlineData(CertificateKind.Tkdn, null, "certificate-value")]
    [InlineData(CertificateKind.Bmp, 1500, null)]
    [InlineData(CertificateKind.Bmp, 1501, "certificate-value-too-high")]
    [InlineData(CertificateKind.Halal, 1, "certificate-value")]
    [InlineData(CertificateKind.Halal, null, null)]
    public void Only_tkdn_and_bmp_carry_a_value_within_the_law(CertificateKind kind, int? value, string? refusal)
    {
        var certificate = Tkdn with { Kind = kind, Value = value is { } points ? new BasisPoints(points) : null };

        var decision = In(SupplierStage.Draft).SubmitCertificate(Owner, certificate, Law, Now);

        Assert.Equal(refusal, decision.Refusal?.Code.Slug);
    }

    [Fact]
    public void Impossible_dates_are_refused()
    {
        var draft = In(SupplierStage.Draft);
        var future = Tkdn with { IssuedOn = new DateOnly(2026, 3, 11) };
        var backwards = Tkdn with { ExpiresOn = new DateOnly(2026, 1, 4) };
        var endless = Tkdn with { ExpiresOn = DateOnly.MaxValue };
        var over = Tkdn with { IssuedOn = new DateOnly(2020, 1, 1), ExpiresOn = new DateOnly(2026, 3, 9) };

        Assert.Equal(CommonRefusals.InvalidPeriod, draft.SubmitCertificate(Owner, future, Law, Now).Refusal?.Code);
        Assert.Equal(CommonRefusals.InvalidPeriod, draft.SubmitCertificate(Owner, backwards, Law, Now).Refusal?.Code);
        Assert.Equal(CommonRefusals.InvalidPeriod, draft.SubmitCertificate(Owner, endless, Law, Now).Refusal?.Code);
        Assert.Equal(
            SupplierRefusals.CertificateExpired, draft.SubmitCertificate(Owner, over, Law, Now).Refusal?.Code);
    }

    [Fact]
    public void Its_owner_is_reminded_at_90_30_and_7_days_and_told_when_it_is_over()
    {
        var supplier = Verified(Tkdn);
        var last = Tkdn.ExpiresOn!.Value;
        var told = new List<SupplierEvent>();

        while (supplier.Certificates[0].NextDue is { } due)
        {
            Assert.Empty(supplier.LookAtCertificate(1, Law, due.AddSeconds(-1)).Events);
            var decision = supplier.LookAtCertificate(1, Law, due);
            told.AddRange(decision.Events);
            supplier = supplier.Then(decision);
        }

        Assert.Equal(
            [90, 30, 7],
            told.OfType<SupplierCertificateExpiryNear>().Select(static near => near.DaysLeft));
        Assert.IsType<SupplierCertificateExpired>(told[^1]);
        Assert.Equal(CertificateState.Expired, supplier.Certificates[0].State);
        Assert.Equal(
            Wib.StartOf(last.AddDays(1)),
            told.OfType<SupplierCertificateExpiryNear>().Last().NextDue);
    }

    [Fact]
    public void One_without_a_term_is_never_due()
    {
        var supplier = Verified(Halal);

        Assert.Null(supplier.Certificates[0].NextDue);
        Assert.Empty(supplier.LookAtCertificate(1, Law, Now.AddYears(20)).Events);
    }

    [Theory]
    [InlineData(CertificateKind.Sni, "SNI 3140:2020", "")]
    [InlineData(CertificateKind.Sni, "3140", "numberForm")]
    [InlineData(CertificateKind.Halal, "ID18110000123450422", "")]
    [InlineData(CertificateKind.Halal, "18110000123450422", "numberForm")]
    [InlineData(CertificateKind.HomeFood, "2101871010012-27", "")]
    [InlineData(CertificateKind.HomeFood, "2101871010012-29", "expiryYear")]
    [InlineData(CertificateKind.HomeFood, "2101871010012", "numberForm")]
    [InlineData(CertificateKind.Bpom, "MD 248609001150", "")]
    [InlineData(CertificateKind.Bpom, "MX1", "numberForm")]
    public void An_unusual_number_warns_and_is_accepted(CertificateKind kind, string number, string warning)
    {
        var certificate = Tkdn with { Kind = kind, Number = number, Value = null };

        Assert.Equal(warning, string.Join(',', CertificateForms.Warnings(certificate)));
        Assert.Null(In(SupplierStage.Draft).SubmitCertificate(Owner, certificate, Law, Now).Refusal);
    }

    private static Supplier Verified(Certificate certificate)
    {
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.SubmitCertificate(Owner, certificate, Law, Now));
        return supplier.Then(supplier.JudgeCertificate(Manager, 1, null, Law, Now));
    }
}
