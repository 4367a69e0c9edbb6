namespace Marketplace.Organisations;

/// <summary>
/// What an appointment lets someone do (DOMAIN §1). Stored by name; names are permanent. The first group belongs to
/// government buyers, the second to companies, the third to the organisation that operates the marketplace.
/// </summary>
public enum Role
{
    /// <summary>PA: owns the budget, announces plans, appoints the officers below.</summary>
    BudgetOwner = 1,

    /// <summary>KPA: the budget owner's delegate.</summary>
    DelegatedBudgetOwner = 2,

    /// <summary>Pejabat Pembuat Komitmen: buys above the direct-purchase limit, signs the order, controls the
    /// contract.</summary>
    CommitmentOfficer = 3,

    /// <summary>Pejabat Pengadaan: buys up to the direct-purchase limit; never signs.</summary>
    ProcurementOfficer = 4,

    /// <summary>Pokja Pemilihan: may review and run e-purchasing above the limit.</summary>
    SelectionCommittee = 5,

    /// <summary>PPTK: prepares the activity's documents.</summary>
    ActivityOfficer = 6,

    /// <summary>Pejabat Penatausahaan Keuangan: verifies the claim (SPP→SPM).</summary>
    FinanceAdminOfficer = 7,

    /// <summary>Bendahara: pays and withholds tax.</summary>
    Treasurer = 8,

    /// <summary>Counts and inspects what arrives.</summary>
    Receiver = 9,

    /// <summary>Company: asks for and negotiates a purchase.</summary>
    Requester = 20,

    /// <summary>Company: approves and signs up to a limit of its own.</summary>
    Approver = 21,

    /// <summary>Company: pays.</summary>
    Payer = 22,

    /// <summary>Keeps the organisation's units and appointments; in the operating organisation, everyone's.</summary>
    Administrator = 40,

    /// <summary>Pengelola katalog: verifies suppliers, publishes and freezes listings.</summary>
    CatalogManager = 41,

    /// <summary>Assists suppliers in joining and listing; never approves what they helped with.</summary>
    Facilitator = 42,

    /// <summary>APIP/BPKP: reads everything, changes nothing.</summary>
    InternalAuditor = 43,

    /// <summary>Runs the system: dashboard and health; no business data.</summary>
    SystemOperator = 44,
}
