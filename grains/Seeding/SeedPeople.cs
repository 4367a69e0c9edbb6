using System.Collections.Immutable;
using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>A seeded person who can sign in.</summary>
/// <param name="User">The account.</param>
/// <param name="Email">What to sign in with.</param>
/// <param name="Name">What the person is called.</param>
/// <param name="Duty">What the person does, for the banner; empty for the many others.</param>
public sealed record SeedPerson(UserId User, string Email, string Name, string Duty = "");

/// <summary>Everyone in a seed who can sign in.</summary>
public static class SeedPeople
{
    private static readonly OrganisationId Province = OrganisationId.Wrap("pemda-18");
    private static readonly OrganisationId Company = OrganisationId.Wrap("usaha-1");

    private static readonly ImmutableArray<string> GivenNames =
    [
        "Siti", "Dewi", "Sri", "Ratna", "Yuliana", "Nurhayati", "Rina", "Lestari", "Wulan", "Fitri", "Ahmad", "Budi",
        "Agus", "Hendra", "Rizki", "Zainal", "Iwan", "Bambang", "Dedi", "Taufik",
    ];

    private static readonly ImmutableArray<string> FamilyNames =
    [
        "Rahmawati", "Kusuma", "Saputra", "Wijaya", "Hidayat", "Puspita", "Hasan", "Pratama", "Maulana", "Utami",
        "Gunawan", "Setiawan", "Lubis", "Anggraini", "Firmansyah", "Yusuf", "Handayani", "Suryadi", "Ismail",
    ];

    private static readonly ImmutableArray<(string Name, UserId User, string Duty)> Named =
    [
        ("admin", SeedStaff.Administrator, "administrator of the marketplace"),
        ("manajer", SeedStaff.Manager, "catalogue manager (pengelola katalog)"),
        ("fasilitator", UserId.Wrap("seed-facilitator"), "facilitator (Disperindag)"),
        ("auditor", UserId.Wrap("seed-internal-auditor"), "internal auditor (Inspektorat)"),
        ("operator", UserId.Wrap("seed-system-operator"), "system operator: dashboard"),
        ("pa", Officer(Province, Role.BudgetOwner), "budget owner (PA)"),
        ("kpa", Officer(Province, Role.DelegatedBudgetOwner), "delegated budget owner (KPA)"),
        ("ppk", Officer(Province, Role.CommitmentOfficer), "commitment officer: signs orders"),
        ("pp", Officer(Province, Role.ProcurementOfficer), "procurement officer: buys"),
        ("pokja", Officer(Province, Role.SelectionCommittee), "selection committee: reviews large orders"),
        ("bendahara", Officer(Province, Role.Treasurer), "treasurer: pays"),
        ("keuangan", Officer(Province, Role.FinanceAdminOfficer), "finance administration officer"),
        ("penerima", Officer(Province, Role.Receiver), "receives and inspects"),
        ("pembeli", Officer(Company, Role.Requester), "company: buys"),
        ("penyetuju", Officer(Company, Role.Approver), "company: approves and signs"),
        ("gudang", Officer(Company, Role.Receiver), "company: receives"),
        ("kasir", Officer(Company, Role.Payer), "company: pays"),
        ("penyedia", UserId.Wrap("seed-supplier-00001"), "supplier"),
    ];

    /// <summary>Those a person trying it out signs in as: one for each duty.</summary>
    public static ImmutableArray<SeedPerson> Known(SeedSpec spec) =>
    [
        .. Named.Select(person => new SeedPerson(
            person.User, $"{person.Name}@{spec.Size.Name}.test", NameOf(person.User), person.Duty)),
    ];

    /// <summary>All of them, those the banner names first.</summary>
    public static ImmutableArray<SeedPerson> Of(SeedSpec spec)
    {
        var domain = $"{spec.Size.Name}.test";
        var officers = SeedOrganisations.Invent(spec).SelectMany(static organisation =>
            organisation.Units.SelectMany(static unit => unit.Officers.Select(static officer => officer.User)));
        var owners = SeedSuppliers.Invent(spec).Select(static supplier => supplier.Owner);
        return
        [
            .. Known(spec),
            .. officers.Concat(owners).Except(Named.Select(static person => person.User))
                .Select(user => new SeedPerson(user, $"{user}@{domain}", NameOf(user))),
        ];
    }

    /// <summary>An invented name, the same for a person in every seed.</summary>
    private static string NameOf(UserId user)
    {
        var number = user.Value.Aggregate(17, static (sum, letter) => ((sum * 31) + letter) & 0xFFFFFF);
        return $"{GivenNames[number % GivenNames.Length]} {FamilyNames[number / 31 % FamilyNames.Length]}";
    }

    private static UserId Officer(OrganisationId organisation, Role role) =>
        SeedOrganisations.Officer(organisation, unit: 0, role);
}
