using System.Collections.Immutable;
using Marketplace.Suppliers;

namespace Marketplace.Frontend.Suppliers;

/// <summary>A step of a registration, which is a page of its own and saved by itself.</summary>
/// <param name="Name">Its name in the address, and that of its form.</param>
/// <param name="Fields">What a submission needs from it, as <c>supplier-incomplete</c> names it.</param>
/// <param name="Reasons">Why a manager may send a registration back that is mended here.</param>
public sealed record DeskStep(string Name, ImmutableArray<string> Fields, ImmutableArray<ReturnReason> Reasons);

/// <summary>The steps of a registration, in their order.</summary>
public static class DeskSteps
{
    /// <summary>Who it is and how large.</summary>
    public const string Identity = "identitas";

    /// <summary>Where it is and how to reach it.</summary>
    public const string Address = "alamat";

    /// <summary>Tax and personal numbers, and where it is paid.</summary>
    public const string Payment = "rekening";

    /// <summary>Certificates; none is needed.</summary>
    public const string Certificates = "sertifikat";

    /// <summary>Who may act for it; nobody but the owner is needed.</summary>
    public const string Members = "anggota";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<DeskStep> All =
    [
        new(Identity, ["nib", "kbli", "annualSales"],
            [
                ReturnReason.NameMismatch, ReturnReason.NibMismatch, ReturnReason.KbliMismatch,
                ReturnReason.SizeNotEvidenced, ReturnReason.Duplicate,
            ]),
        new(Address, ["address", "phone"], [ReturnReason.AddressUnclear]),
        new(Payment, ["npwp", "ownerNik", "bankName", "bankHolder", "bankAccount"],
            [ReturnReason.NpwpMismatch, ReturnReason.BankAccountMismatch]),
        new(Certificates, [], []),
        new(Members, [], []),
    ];

    /// <summary>The fields a submission may lack.</summary>
    public static IEnumerable<string> Fields => All.SelectMany(static step => step.Fields);

    /// <summary>Where a step of a supplier lies.</summary>
    public static string PathOf(string supplier, string step) => $"/usaha/{supplier}/{step}";

    /// <summary>Where a field that is missing is filled in.</summary>
    public static string PathOfField(string supplier, string field)
    {
        var step = All.First(step => step.Fields.Contains(field)).Name;
        return $"{PathOf(supplier, step)}#{step}-{(field == "address" ? "address.line" : field)}";
    }
}
