using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>
/// What a supplier says of itself, personal numbers excepted (<see cref="PersonalNumbers"/>). A draft may leave out
/// anything but the name; submitting asks for all that <c>supplier-incomplete</c> names.
/// </summary>
[GenerateSerializer, Immutable, Alias("supplier-profile")]
public sealed record SupplierProfile
{
    /// <summary>Name as in the NIB, 1–<see cref="SupplierLimits.MaxNameLength"/> characters.</summary>
    [Id(0)] public required string LegalName { get; init; }

    /// <summary>Name it trades under; empty when it is the same.</summary>
    [Id(1)] public string TradeName { get; init; } = "";

    /// <summary>NIB, 13 digits; empty while unknown.</summary>
    [Id(2)] public string Nib { get; init; } = "";

    /// <summary>Legal form.</summary>
    [Id(3)] public required BusinessForm Form { get; init; }

    /// <summary>Producer or reseller.</summary>
    [Id(4)] public required SupplierActivity Activity { get; init; }

    /// <summary>Business capital without land and buildings, in rupiah (PP 7/2021 Art. 35).</summary>
    [Id(5)] public Rupiah? Capital { get; init; }

    /// <summary>
    /// Sales of the last full year, in rupiah (PP 7/2021 Art. 35); null for a business in its first year.
    /// </summary>
    [Id(6)] public Rupiah? AnnualSales { get; init; }

    /// <summary>Where it works.</summary>
    [Id(7)] public SupplierAddress? Address { get; init; }

    /// <summary>KBLI codes its NIB covers, 5 digits each, at most <see cref="SupplierLimits.MaxKbli"/>.</summary>
    [Id(8)] public ImmutableArray<string> Kbli { get; init; } = [];

    /// <summary>Telephone, 8–15 digits after an optional plus; empty while unknown.</summary>
    [Id(9)] public string Phone { get; init; } = "";

    /// <summary>E-mail address; empty while unknown.</summary>
    [Id(10)] public string Email { get; init; } = "";

    /// <summary>Name of the bank of the account it is paid to; empty while unknown.</summary>
    [Id(11)] public string BankName { get; init; } = "";

    /// <summary>Holder of that account; empty while unknown.</summary>
    [Id(12)] public string BankHolder { get; init; } = "";

    /// <summary>Whether it charges PPN (pengusaha kena pajak).</summary>
    [Id(13)] public bool IsTaxable { get; init; }

    /// <summary>Surat Keterangan for the final income tax of PP 55/2022; null without one.</summary>
    [Id(14)] public FinalTaxLetter? FinalTaxLetter { get; init; }

    /// <summary>
    /// What it can make or deliver in a month, at most <see cref="SupplierLimits.MaxCapacityLines"/>.
    /// </summary>
    [Id(15)] public ImmutableArray<MonthlyCapacity> Capacity { get; init; } = [];
}

/// <summary>An address.</summary>
/// <param name="Line">Street, number, hamlet; 1–<see cref="SupplierLimits.MaxAddressLength"/> characters.</param>
/// <param name="Region">Kecamatan or kelurahan, three or four levels such as <c>18.71.01</c>.</param>
/// <param name="PostalCode">5 digits; empty while unknown.</param>
[GenerateSerializer, Immutable, Alias("supplier-address")]
public sealed record SupplierAddress(
    [property: Id(0)] string Line, [property: Id(1)] RegionCode Region, [property: Id(2)] string PostalCode);

/// <summary>Surat Keterangan: the treasurer then withholds final income tax instead of PPh 22.</summary>
/// <param name="Number">As on the letter, 1–<see cref="SupplierLimits.MaxNumberLength"/> characters.</param>
/// <param name="ValidUntil">Last day, Western Indonesian time.</param>
[GenerateSerializer, Immutable, Alias("final-tax-letter")]
public sealed record FinalTaxLetter([property: Id(0)] string Number, [property: Id(1)] DateOnly ValidUntil);

/// <summary>What a supplier can make or deliver in a month.</summary>
/// <param name="Product">What, 1–<see cref="SupplierLimits.MaxNameLength"/> characters.</param>
/// <param name="Amount">How much, above zero.</param>
/// <param name="Unit">Of what, 1–20 characters.</param>
[GenerateSerializer, Immutable, Alias("monthly-capacity")]
public sealed record MonthlyCapacity(
    [property: Id(0)] string Product, [property: Id(1)] Quantity Amount, [property: Id(2)] string Unit);

/// <summary>
/// The numbers that are personal data (UU 27/2022). Only travels towards the actor, which encrypts them; a person's
/// NPWP is their NIK (DOMAIN §5) and is therefore treated alike. In a change, null keeps what is there and an empty
/// text removes it.
/// </summary>
/// <param name="Npwp">Tax number, 16 digits.</param>
/// <param name="OwnerNik">The owner's citizen number, 16 digits; required of individuals.</param>
/// <param name="BankAccount">Account number, 5–30 digits.</param>
[GenerateSerializer, Immutable, Alias("personal-numbers")]
public sealed record PersonalNumbers(
    [property: Id(0)] string? Npwp = null,
    [property: Id(1)] string? OwnerNik = null,
    [property: Id(2)] string? BankAccount = null)
{
    /// <summary>Not printed: these numbers belong in no log.</summary>
    public override string ToString() => nameof(PersonalNumbers);
}
