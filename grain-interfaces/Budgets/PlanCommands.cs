using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>Enters a package.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Organisation">Whose plan it is, for good.</param>
/// <param name="Unit">The unit that spends it, for good.</param>
/// <param name="Year">Budget year, for good.</param>
/// <param name="Package">Its content.</param>
[GenerateSerializer, Immutable, Alias("draft-plan")]
public sealed record DraftPlan(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] OrganisationId Organisation,
    [property: Id(2)] UnitId Unit,
    [property: Id(3)] int Year,
    [property: Id(4)] PlanPackage Package);

/// <summary>Replaces a package's content.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Package">Its whole content from now on.</param>
/// <param name="Reason">Why, 1–<see cref="PlanLimits.MaxReason"/> characters.</param>
[GenerateSerializer, Immutable, Alias("revise-plan")]
public sealed record RevisePlan(
    [property: Id(0)] CommandContext Context, [property: Id(1)] PlanPackage Package, [property: Id(2)] string Reason);

/// <summary>Closes a package.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Reason">Why, 1–<see cref="PlanLimits.MaxReason"/> characters.</param>
[GenerateSerializer, Immutable, Alias("close-plan")]
public sealed record ClosePlan([property: Id(0)] CommandContext Context, [property: Id(1)] string Reason);

/// <summary>The content of a package (DOMAIN §2, RUP link).</summary>
[GenerateSerializer, Immutable, Alias("plan-package")]
public sealed record PlanPackage
{
    /// <summary>Name, 1–<see cref="PlanLimits.MaxName"/> characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>How it is bought (metode_pengadaan); orders here need
    /// <see cref="ProcurementMethod.EPurchasing"/>.</summary>
    [Id(1)] public required ProcurementMethod Method { get; init; }

    /// <summary>What is bought (jenis_pengadaan).</summary>
    [Id(2)] public required ProcurementKind Kind { get; init; }

    /// <summary>Restricted to domestic products (status_pdn).</summary>
    [Id(3)] public bool DomesticOnly { get; init; }

    /// <summary>Set aside for micro, small and cooperative suppliers (status_ukm).</summary>
    [Id(4)] public bool ReservedForSmall { get; init; }

    /// <summary>Why it is not set aside (alasan_non_ukm); required exactly then.</summary>
    [Id(5)] public string NotReservedReason { get; init; } = "";

    /// <summary>First day on which it may be ordered from, WIB, within the budget year.</summary>
    [Id(6)] public required DateOnly From { get; init; }

    /// <summary>Last day on which it may be ordered from, WIB.</summary>
    [Id(7)] public required DateOnly Until { get; init; }

    /// <summary>Who signs its orders: a commitment officer of the unit; in a company an approver.</summary>
    [Id(8)] public required UserId CommitmentOfficer { get; init; }

    /// <summary>Package ceiling (pagu), above zero: the sum of its lines.</summary>
    [Id(9)] public required Rupiah Ceiling { get; init; }

    /// <summary>Budget lines, 1–<see cref="PlanLimits.MaxLines"/>, each number once.</summary>
    [Id(10)] public ImmutableArray<BudgetLine> Lines { get; init; } = [];
}

/// <summary>A budget line of a package.</summary>
/// <param name="Line">Number within the package, 1–999; stays its own through every revision.</param>
/// <param name="Account">Account code (MAK).</param>
/// <param name="FundingSource">Where the money comes from.</param>
/// <param name="Ceiling">Whole rupiah, above zero.</param>
[GenerateSerializer, Immutable, Alias("budget-line")]
public sealed record BudgetLine(
    [property: Id(0)] int Line,
    [property: Id(1)] AccountCode Account,
    [property: Id(2)] FundingSource FundingSource,
    [property: Id(3)] Rupiah Ceiling);

/// <summary>Metode pengadaan.</summary>
public enum ProcurementMethod
{
    /// <summary>E-purchasing from the catalogue.</summary>
    EPurchasing = 1,

    /// <summary>Pengadaan langsung.</summary>
    DirectProcurement = 2,

    /// <summary>Penunjukan langsung.</summary>
    DirectAppointment = 3,

    /// <summary>Tender cepat.</summary>
    QuickTender = 4,

    /// <summary>Tender, or seleksi for consultants.</summary>
    Tender = 5,
}

/// <summary>Jenis pengadaan.</summary>
public enum ProcurementKind
{
    /// <summary>Barang.</summary>
    Goods = 1,

    /// <summary>Pekerjaan konstruksi.</summary>
    Construction = 2,

    /// <summary>Jasa konsultansi.</summary>
    Consultancy = 3,

    /// <summary>Jasa lainnya.</summary>
    OtherServices = 4,
}

/// <summary>Limits of plans.</summary>
public static class PlanLimits
{
    /// <summary>Longest name of a package.</summary>
    public const int MaxName = 300;

    /// <summary>Longest reason.</summary>
    public const int MaxReason = 500;

    /// <summary>Most budget lines of one package.</summary>
    public const int MaxLines = 100;

    /// <summary>Highest line number.</summary>
    public const int MaxLine = 999;
}
