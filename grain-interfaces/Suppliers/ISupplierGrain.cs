using System.Collections.Immutable;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>A supplier (penyedia). Key: <see cref="SupplierId"/>.</summary>
[Alias("supplier")]
public interface ISupplierGrain : IGrainWithStringKey
{
    /// <summary>
    /// What other actors need to know before dealing with it, at this moment. Never null: an unknown supplier answers
    /// with <see cref="SupplierStanding.Exists"/> false.
    /// </summary>
    [Alias("standing")]
    Task<SupplierStanding> Standing();
}

/// <summary>A supplier as other actors see it.</summary>
[GenerateSerializer, Immutable, Alias("supplier-standing")]
public sealed record SupplierStanding
{
    /// <summary>The supplier.</summary>
    [Id(0)] public required SupplierId Id { get; init; }

    /// <summary>Whether it was ever registered.</summary>
    [Id(1)] public required bool Exists { get; init; }

    /// <summary>Verified, and under no sanction that suspends trade: it may take new orders.</summary>
    [Id(2)] public required bool MaySell { get; init; }

    /// <summary>Registered name.</summary>
    [Id(3)] public string Name { get; init; } = "";

    /// <summary>Micro, small, medium, large or cooperative (PP 7/2021).</summary>
    [Id(4)] public BusinessSize Size { get; init; }

    /// <summary>Whether it charges PPN (pengusaha kena pajak).</summary>
    [Id(5)] public bool IsTaxable { get; init; }

    /// <summary>Whether it holds a Surat Keterangan for the 0.5 % final income tax.</summary>
    [Id(6)] public bool HasFinalTaxLetter { get; init; }

    /// <summary>Kabupaten/kota of its address, <c>18.xx</c>.</summary>
    [Id(7)] public RegionCode? Region { get; init; }

    /// <summary>The activity codes (KBLI) its NIB covers.</summary>
    [Id(8)] public ImmutableArray<string> Kbli { get; init; } = [];

    /// <summary>The accounts that may act for it.</summary>
    [Id(9)] public ImmutableArray<UserId> Members { get; init; } = [];

    /// <summary>NPWP, for documents.</summary>
    [Id(10)] public string Npwp { get; init; } = "";
}

/// <summary>Business size (PP 7/2021 Art. 35; DOMAIN §4). UMKK is micro, small and cooperative.</summary>
public enum BusinessSize
{
    /// <summary>Mikro: capital ≤ Rp1 bn or sales ≤ Rp2 bn.</summary>
    Micro = 1,

    /// <summary>Kecil: capital ≤ Rp5 bn or sales ≤ Rp15 bn.</summary>
    Small = 2,

    /// <summary>Menengah: capital ≤ Rp10 bn or sales ≤ Rp50 bn.</summary>
    Medium = 3,

    /// <summary>Larger than medium.</summary>
    Large = 4,

    /// <summary>Koperasi, of any size.</summary>
    Cooperative = 5,
}
