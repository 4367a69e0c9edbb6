using System.Collections.Immutable;
using System.Text.Json;
using Marketplace.Commands;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>What is shown of a supplier, and to whom.</summary>
public static class SupplierViews
{
    /// <summary>Everything, for its own people and the market's operators; personal numbers masked.</summary>
    public static SupplierView Full(SupplierId id, Supplier supplier, Revision revision) =>
        Public(id, supplier, revision, static held => held.State == CertificateState.Verified) with
        {
            Registration = new SupplierRegistration
            {
                Profile = supplier.Profile!,
                Numbers = Masked(supplier.Numbers),
                Members = supplier.Members,
                AssistedBy = supplier.AssistedBy,
                SubmittedBy = supplier.SubmittedBy,
                SubmittedAt = supplier.SubmittedAt,
                ReviewedBy = supplier.ReviewedBy,
                ReturnNotes = supplier.ReturnNotes,
                Certificates = [.. supplier.Certificates.Select(Shown)],
                Sanctions = supplier.Sanctions,
                BankChangedAt = supplier.BankChangedAt,
                Warnings = SupplierProfiles.Warnings(supplier.Profile!, supplier.Numbers),
                Missing = supplier.Missing(),
            },
        };

    /// <summary>What anyone may see of a verified supplier; certificates that are valid on a day.</summary>
    public static SupplierView Public(SupplierId id, Supplier supplier, Revision revision, DateOnly today) =>
        Public(id, supplier, revision, held => held.IsValidOn(today));

    /// <summary>Personal numbers as people see them without having asked for more.</summary>
    public static PersonalNumbersView Masked(SealedNumbers numbers) =>
        new(numbers.Npwp?.Masked(), numbers.OwnerNik?.Masked(), numbers.BankAccount?.Masked());

    private static SupplierView Public(
        SupplierId id, Supplier supplier, Revision revision, Func<HeldCertificate, bool> isValid)
    {
        var certificates = supplier.Certificates.Where(isValid).ToList();
        return new SupplierView
        {
            Id = id,
            Stage = supplier.Stage,
            Name = supplier.Profile!.LegalName,
            TradeName = supplier.Profile.TradeName,
            Size = supplier.Size,
            Activity = supplier.Profile.Activity,
            Region = supplier.Profile.Address is { } address ? RegionTable.KabupatenOf(address.Region) : null,
            Labels = supplier.Stage == SupplierStage.Verified ? Labels(supplier, certificates) : [],
            Certificates = [.. certificates.Select(Shown)],
            Revision = revision,
        };
    }

    /// <summary>Derived from what was verified, never typed by anyone (DOMAIN §3).</summary>
    private static ImmutableArray<string> Labels(Supplier supplier, List<HeldCertificate> certificates)
    {
        var labels = ImmutableArray.CreateBuilder<string>();
        labels.Add("verified");
        if (supplier.Size is BusinessSize.Micro or BusinessSize.Small or BusinessSize.Cooperative) labels.Add("umkk");
        if (supplier.Profile!.Activity == SupplierActivity.Producer) labels.Add("producer");
        if (supplier.Profile.Address is { } address && RegionTable.IsWithin(address.Region, RegionTable.Lampung))
            labels.Add("lampung");
        labels.AddRange(certificates.Select(static held => held.Certificate.Kind).Distinct().Order()
            .Where(static kind => kind != CertificateKind.Other)
            .Select(static kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())));
        return labels.ToImmutable();
    }

    private static CertificateView Shown(HeldCertificate held) => new(
        held.Number, held.Certificate, held.State, held.Rejection, CertificateForms.Warnings(held.Certificate));
}
