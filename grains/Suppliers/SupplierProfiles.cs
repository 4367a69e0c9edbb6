using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Marketplace.Outcomes;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>What a changed field means for a verified supplier.</summary>
public enum FieldWeight
{
    /// <summary>Nothing: contact, capacity and the like.</summary>
    Contact,

    /// <summary>Where it is paid: flagged and logged.</summary>
    Bank,

    /// <summary>What was verified: it has to be verified anew.</summary>
    Identity,
}

/// <summary>The shape of profiles, what they lack, and how two differ.</summary>
public static partial class SupplierProfiles
{
    private static readonly (string Field, FieldWeight Weight, Func<SupplierProfile, object?> Part)[] Parts =
    [
        ("legalName", FieldWeight.Identity, static profile => profile.LegalName),
        ("nib", FieldWeight.Identity, static profile => profile.Nib),
        ("form", FieldWeight.Identity, static profile => profile.Form),
        ("address.region", FieldWeight.Identity, static profile => profile.Address?.Region),
        ("kbli", FieldWeight.Identity, static profile => string.Join(',', profile.Kbli.Order(StringComparer.Ordinal))),
        ("bankName", FieldWeight.Bank, static profile => profile.BankName),
        ("bankHolder", FieldWeight.Bank, static profile => profile.BankHolder),
        ("tradeName", FieldWeight.Contact, static profile => profile.TradeName),
        ("activity", FieldWeight.Contact, static profile => profile.Activity),
        ("capital", FieldWeight.Contact, static profile => profile.Capital),
        ("annualSales", FieldWeight.Contact, static profile => profile.AnnualSales),
        ("address.line", FieldWeight.Contact, static profile => profile.Address?.Line),
        ("address.postalCode", FieldWeight.Contact, static profile => profile.Address?.PostalCode),
        ("phone", FieldWeight.Contact, static profile => profile.Phone),
        ("email", FieldWeight.Contact, static profile => profile.Email),
        ("isTaxable", FieldWeight.Contact, static profile => profile.IsTaxable),
        ("finalTaxLetter", FieldWeight.Contact, static profile => profile.FinalTaxLetter),
        ("capacity", FieldWeight.Contact, static profile => string.Join('\n', profile.Capacity)),
    ];

    /// <summary>The fields in which two versions of a supplier differ, with what each means.</summary>
    public static ImmutableArray<(string Field, FieldWeight Weight)> Changes(
        (SupplierProfile Profile, SealedNumbers Numbers, BusinessSize? Size) before,
        (SupplierProfile Profile, SealedNumbers Numbers, BusinessSize? Size) after)
    {
        var changes = Parts.Where(part => !Equals(part.Part(before.Profile), part.Part(after.Profile)))
            .Select(static part => (part.Field, part.Weight))
            .ToList();
        if (before.Size != after.Size) changes.Add(("size", FieldWeight.Identity));
        if (before.Numbers.Npwp != after.Numbers.Npwp) changes.Add(("npwp", FieldWeight.Identity));
        if (before.Numbers.OwnerNik != after.Numbers.OwnerNik) changes.Add(("ownerNik", FieldWeight.Identity));
        if (before.Numbers.BankAccount != after.Numbers.BankAccount) changes.Add(("bankAccount", FieldWeight.Bank));
        return [.. changes];
    }

    /// <summary>The fields a submission still lacks.</summary>
    public static ImmutableArray<string> Missing(SupplierProfile profile, SealedNumbers numbers, BusinessSize? size)
    {
        (string Field, bool Present)[] needed =
        [
            ("nib", profile.Nib.Length > 0),
            ("npwp", numbers.Npwp is not null),
            ("ownerNik", numbers.OwnerNik is not null || profile.Form != BusinessForm.Individual),
            ("annualSales", size is not null),
            ("address", profile.Address is not null),
            ("kbli", profile.Kbli.Length > 0),
            ("phone", profile.Phone.Length > 0),
            ("bankName", profile.BankName.Length > 0),
            ("bankHolder", profile.BankHolder.Length > 0),
            ("bankAccount", numbers.BankAccount is not null),
        ];
        return [.. needed.Where(static field => !field.Present).Select(static field => field.Field)];
    }

    /// <summary>Soft warnings: unusual, not wrong, for a person to look at.</summary>
    public static ImmutableArray<string> Warnings(SupplierProfile profile, SealedNumbers numbers) =>
        profile.Form == BusinessForm.Individual
        && numbers is { Npwp: { } npwp, OwnerNik: { } nik } && npwp.Fingerprint != nik.Fingerprint
            ? ["nikIsNotNpwp"]
            : [];

    /// <summary>What is malformed; empty fields are not, a draft may leave them out.</summary>
    public static Refusal? ShapeOf(SupplierProfile profile, PersonalNumbers numbers) =>
        Check.Text(profile.LegalName, "legalName", SupplierLimits.MaxNameLength)
        ?? Check.Text(profile.TradeName, "tradeName", SupplierLimits.MaxNameLength, required: false)
        ?? Check.Code(Blank(profile.Nib) || CodeForms.IsNib(profile.Nib), "nib", "13 digits")
        ?? Check.Code(Enum.IsDefined(profile.Form), "form", "a form of the list")
        ?? Check.Code(Enum.IsDefined(profile.Activity), "activity", "producer|reseller")
        ?? NotNegative(profile.Capital, "capital")
        ?? NotNegative(profile.AnnualSales, "annualSales")
        ?? (profile.Address is { } address ? ShapeOf(address) : null)
        ?? Check.Count(profile.Kbli.Length, "kbli", 0, SupplierLimits.MaxKbli)
        ?? Check.Code(profile.Kbli.All(CodeForms.IsKbli), "kbli", "5 digits")
        ?? Check.Count(profile.Kbli.Distinct().Count(), "kbli", profile.Kbli.Length, SupplierLimits.MaxKbli)
        ?? Check.Code(Blank(profile.Phone) || Phone().IsMatch(profile.Phone), "phone", "+ and 8-15 digits")
        ?? Check.Code(Blank(profile.Email) || Email().IsMatch(profile.Email), "email", "name@host")
        ?? Check.Text(profile.BankName, "bankName", SupplierLimits.MaxNameLength, required: false)
        ?? Check.Text(profile.BankHolder, "bankHolder", SupplierLimits.MaxNameLength, required: false)
        ?? (profile.FinalTaxLetter is { } letter
            ? Check.Text(letter.Number, "finalTaxLetter.number", SupplierLimits.MaxNumberLength)
            : null)
        ?? Check.Count(profile.Capacity.Length, "capacity", 0, SupplierLimits.MaxCapacityLines)
        ?? profile.Capacity.Select(ShapeOf).FirstOrDefault(static malformed => malformed is not null)
        ?? Check.Code(Blank(numbers.Npwp) || CodeForms.IsNpwp(numbers.Npwp), "npwp", "16 digits")
        ?? Check.Code(Blank(numbers.OwnerNik) || CodeForms.IsNik(numbers.OwnerNik), "ownerNik", "16 digits")
        ?? Check.Code(
            Blank(numbers.BankAccount) || CodeForms.IsDigits(numbers.BankAccount, 5, 30), "bankAccount", "5-30 digits");

    private static Refusal? ShapeOf(SupplierAddress address) =>
        Check.Text(address.Line, "address.line", SupplierLimits.MaxAddressLength)
        ?? Check.Code(IsPlace(address.Region), "address.region", "an existing kecamatan or kelurahan")
        ?? Check.Code(
            Blank(address.PostalCode) || CodeForms.IsDigits(address.PostalCode, 5, 5),
            "address.postalCode",
            "5 digits");

    // A JSON list may hold nulls.
    private static Refusal? ShapeOf(MonthlyCapacity? capacity, int index) =>
        Check.Text(capacity?.Product, $"capacity[{index}].product", SupplierLimits.MaxNameLength)
        ?? Check.Positive(capacity!.Amount, $"capacity[{index}].amount")
        ?? Check.Text(capacity.Unit, $"capacity[{index}].unit", 20);

    /// <summary>Within the province only places that exist; of the others the market keeps no list.</summary>
    private static bool IsPlace(RegionCode region) =>
        CodeForms.IsRegion(region.Value) && region.Value.Length >= "18.71.01".Length
        && (!RegionTable.IsWithin(region, RegionTable.Lampung) || RegionTable.Find(region) is not null);

    private static Refusal? NotNegative(Rupiah? amount, string field) =>
        amount is { } given ? Check.Money(given, field, 0, Rupiah.MaxAmount) : null;

    private static bool Blank(string? text) => string.IsNullOrEmpty(text);

    [GeneratedRegex(@"^\+?\d{8,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^(?=.{3,254}\z)[^\s@\p{C}]+@[^\s@\p{C}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
