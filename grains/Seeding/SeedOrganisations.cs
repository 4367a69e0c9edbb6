using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Budgets;
using Marketplace.Organisations;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>An invented organisation with its units, officers and plans.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Profile">Who it is.</param>
/// <param name="Units">Its units.</param>
public sealed record SeedOrganisation(
    OrganisationId Id, OrganisationKind Kind, OrganisationProfile Profile, ImmutableArray<SeedUnit> Units);

/// <summary>A unit with who serves in it and what it plans to buy.</summary>
/// <param name="Id">Its id within the organisation.</param>
/// <param name="Profile">What it is.</param>
/// <param name="Officers">Who serves in it.</param>
/// <param name="Plans">What it plans to buy.</param>
public sealed record SeedUnit(
    UnitId Id, UnitProfile Profile, ImmutableArray<AppointmentTerms> Officers, ImmutableArray<SeedPlan> Plans);

/// <summary>A plan package.</summary>
/// <param name="Code">Its RUP code.</param>
/// <param name="Package">Its content.</param>
public sealed record SeedPlan(RupCode Code, PlanPackage Package);

/// <summary>
/// Invents governments with their agencies, and companies. Names of governments and kinds of agencies are real; their
/// people, decrees, budgets and plans are not.
/// </summary>
public static class SeedOrganisations
{
    private static readonly ImmutableArray<Role> GovernmentRoles =
    [
        Role.BudgetOwner, Role.CommitmentOfficer, Role.ProcurementOfficer, Role.SelectionCommittee, Role.Treasurer,
        Role.FinanceAdminOfficer, Role.Receiver, Role.DelegatedBudgetOwner,
    ];

    private static readonly ImmutableArray<Role> CompanyRoles =
        [Role.Requester, Role.Approver, Role.Receiver, Role.Payer];

    private static readonly ImmutableArray<string> Purchases =
    [
        "Belanja Alat Tulis Kantor", "Belanja Makanan dan Minuman Rapat", "Belanja Bahan Cetak dan Penggandaan",
        "Belanja Pakaian Dinas", "Belanja Modal Mebel", "Belanja Bahan Bangunan", "Belanja Benih dan Pupuk",
        "Belanja Modal Komputer", "Belanja Cendera Mata dan Kriya Lampung", "Belanja Bahan Kebersihan",
    ];

    /// <summary>All organisations of a size: governments first, then companies.</summary>
    public static ImmutableArray<SeedOrganisation> Invent(SeedSpec spec)
    {
        var governments = RegionTable.Under(RegionTable.Lampung).Prepend(RegionTable.Find(RegionTable.Lampung)!)
            .Take(spec.Size.Governments).Select((region, i) => Government(spec, region, i + 1));
        var companies = Enumerable.Range(0, spec.Size.Companies).Select(i => Company(spec, i));
        return [.. governments, .. companies];
    }

    /// <summary>The account that holds a role in a unit.</summary>
    public static UserId Officer(OrganisationId organisation, int unit, Role role) =>
        UserId.Wrap($"seed-{organisation}-{unit:00}-{role}".ToLowerInvariant());

    private static SeedOrganisation Government(SeedSpec spec, Region region, int number)
    {
        var province = region.Code == RegionTable.Lampung;
        var id = OrganisationId.Wrap($"pemda-{region.Code}");
        var random = spec.Random($"organisation/{id}");
        var name = province ? "Pemerintah Provinsi Lampung" : $"Pemerintah {region.Name}";
        var profile = new OrganisationProfile
        {
            Name = name,
            BodyCode = province ? "D264" : string.Create(CultureInfo.InvariantCulture, $"D{264 + number - 1}"),
            Npwp = $"0{random.Digits(15)}",
            Region = region.Code,
            Address = $"{random.Of(Vocabulary.Names("street"))} No. {random.Between(1, 90)}, {region.Name}",
        };
        var agencies = Vocabulary.Names("agency").Take(spec.Size.UnitsPerGovernment);
        return new SeedOrganisation(id, OrganisationKind.RegionalAgency, profile, [.. agencies.Select((agency, i) =>
            Unit(spec, id, i, $"{agency} {(province ? "Provinsi Lampung" : region.Name)}", number * 100 + i,
                GovernmentRoles, FundingSource.Apbd))]);
    }

    private static SeedOrganisation Company(SeedSpec spec, int number)
    {
        var id = OrganisationId.Wrap($"usaha-{number + 1}");
        var random = spec.Random($"organisation/{id}");
        var kind = (number % 4) switch
        {
            2 => OrganisationKind.RegionalCompany,
            3 => OrganisationKind.PrivateCompany,
            _ => OrganisationKind.StateCompany,
        };
        var profile = new OrganisationProfile
        {
            Name = Vocabulary.Names("company")[number % Vocabulary.Names("company").Length],
            Npwp = $"0{random.Digits(15)}",
            Region = RegionCode.Wrap("18.71"),
            Address = $"{random.Of(Vocabulary.Names("street"))} No. {random.Between(1, 90)}, Bandar Lampung",
        };
        return new SeedOrganisation(id, kind, profile, [.. Enumerable.Range(0, spec.Size.UnitsPerCompany).Select(i =>
            Unit(spec, id, i, $"Divisi Pengadaan {i + 1}", 5000 + number * 100 + i, CompanyRoles,
                FundingSource.Company))]);
    }

    private static SeedUnit Unit(
        SeedSpec spec, OrganisationId organisation, int number, string name, int code, ImmutableArray<Role> roles,
        FundingSource source)
    {
        var random = spec.Random($"unit/{organisation}/{number}");
        var id = UnitId.Wrap($"u{number + 1:00}");
        var government = source == FundingSource.Apbd;
        var profile = new UnitProfile
        {
            Name = name,
            SatkerCode = government ? $"{code}" : "",
            SatkerStructure = government ? $"1.01.0.00.0.00.{number + 1:00}.0000" : "",
            Address = $"{random.Of(Vocabulary.Names("street"))} No. {random.Between(1, 300)}",
        };
        var officers = roles.Select(role => new AppointmentTerms
        {
            User = Officer(organisation, number, role),
            Role = role,
            Unit = id,
            Decree = $"SK-CONTOH/{code}/{(int)role:00}/{spec.Today.Year}",
            From = new DateOnly(spec.Today.Year, 1, 1),
        });
        var signer = Officer(organisation, number, government ? Role.CommitmentOfficer : Role.Approver);
        return new SeedUnit(id, profile, [.. officers], [.. Enumerable.Range(0, 2).Select(i =>
            Plan(spec, random, code * 10 + i, signer, source))]);
    }

    private static SeedPlan Plan(SeedSpec spec, SeedRandom random, int number, UserId signer, FundingSource source)
    {
        var lines = Enumerable.Range(1, random.Between(2, 4)).Select(line => new BudgetLine(
            line, AccountOf(random, source), line == 1 || source == FundingSource.Company ? source
                : random.Of([FundingSource.Apbd, FundingSource.Apbd, FundingSource.Blud]),
            new Rupiah(LineCeiling(random, source)))).ToImmutableArray();
        var reserved = lines.Sum(static line => line.Ceiling) <= new Rupiah(15_000_000_000) && random.Percent(40);
        return new SeedPlan(RupCode.Wrap($"{57_000_000 + number}"), new PlanPackage
        {
            Name = $"{random.Of(Purchases)} Tahun {spec.Today.Year}",
            Method = ProcurementMethod.EPurchasing,
            Kind = ProcurementKind.Goods,
            DomesticOnly = false,
            ReservedForSmall = reserved,
            NotReservedReason = reserved ? "" : "Sebagian barang tidak dibuat oleh usaha kecil.",
            From = new DateOnly(spec.Today.Year, 1, 1),
            Until = new DateOnly(spec.Today.Year, 12, 31),
            CommitmentOfficer = signer,
            Ceiling = lines.Sum(static line => line.Ceiling),
            Lines = lines,
        });
    }

    /// <summary>Companies plan so much that load runs can order from them for hours.</summary>
    private static long LineCeiling(SeedRandom random, FundingSource source) => source == FundingSource.Company
        ? 200_000_000_000_000
        : random.Between(40, 4_000) * 1_000_000L;

    private static AccountCode AccountOf(SeedRandom random, FundingSource source) => AccountCode.Wrap(
        source == FundingSource.Company
            ? $"52{random.Digits(4)}"
            : $"5.1.02.01.01.{random.Between(1, 60):0000}");
}
