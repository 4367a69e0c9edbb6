using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
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

    /// <summary>
    /// The supplier as the caller may see it: with its registration for its members and the market's operators, the
    /// public part for everyone else once it is verified; null otherwise.
    /// </summary>
    [Alias("view")]
    Task<SupplierView?> View(Caller caller);

    /// <summary>
    /// The supplier on the desk of a catalogue manager, a facilitator or an auditor: what they may do now, and what
    /// changed since it was last judged.
    /// </summary>
    [Alias("verification")]
    Task<Result<SupplierVerification>> Verification(Caller caller);

    /// <summary>
    /// Registers it as a draft. Refused with <c>already-exists</c>, and with <c>person-on-other-side</c> for an owner
    /// who buys or operates.
    /// </summary>
    [Alias("register")]
    Task<Result<SupplierView>> Register(RegisterSupplier command);

    /// <summary>
    /// Replaces the profile. On a verified supplier a change of name, NIB, NPWP, NIK, form, region, size or KBLI
    /// needs verification anew; contact and bank account do not. Members; facilitators before verification.
    /// </summary>
    [Alias("change-profile")]
    Task<Result<SupplierView>> ChangeProfile(ChangeSupplierProfile command);

    /// <summary>Asks for verification. Refused with <c>supplier-incomplete</c>. Members and facilitators.</summary>
    [Alias("submit")]
    Task<Result<SupplierView>> Submit(CommandContext context);

    /// <summary>Takes it for review, also over from a colleague. Catalogue managers who had no part in it.</summary>
    [Alias("review")]
    Task<Result<SupplierView>> Review(CommandContext context);

    /// <summary>Declares its identity verified. The catalogue manager who took it.</summary>
    [Alias("verify")]
    Task<Result<SupplierView>> Verify(CommandContext context);

    /// <summary>Sends it back with reasons. The catalogue manager who took it.</summary>
    [Alias("return")]
    Task<Result<SupplierView>> Return(ReturnSupplier command);

    /// <summary>Lets an account act for it, or changes what it may do.</summary>
    [Alias("add-member")]
    Task<Result<SupplierView>> AddMember(AddSupplierMember command);

    /// <summary>Ends an account's membership.</summary>
    [Alias("remove-member")]
    Task<Result<SupplierView>> RemoveMember(RemoveSupplierMember command);

    /// <summary>Hands in a certificate.</summary>
    [Alias("submit-certificate")]
    Task<Result<SupplierView>> SubmitCertificate(SubmitCertificate command);

    /// <summary>Mends a certificate.</summary>
    [Alias("change-certificate")]
    Task<Result<SupplierView>> ChangeCertificate(ChangeCertificate command);

    /// <summary>Verifies or rejects a certificate.</summary>
    [Alias("judge-certificate")]
    Task<Result<SupplierView>> JudgeCertificate(JudgeCertificate command);

    /// <summary>Imposes a sanction, in force at once.</summary>
    [Alias("sanction")]
    Task<Result<SupplierView>> Sanction(SanctionSupplier command);

    /// <summary>Ends a sanction early.</summary>
    [Alias("lift-sanction")]
    Task<Result<SupplierView>> LiftSanction(LiftSanction command);

    /// <summary>Objects to a sanction.</summary>
    [Alias("appeal")]
    Task<Result<SupplierView>> Appeal(AppealSanction command);

    /// <summary>The personal numbers in full. Every reading is recorded, also a repeated one.</summary>
    [Alias("reveal-personal-data")]
    Task<Result<PersonalNumbersView>> RevealPersonalData(RevealPersonalData command);
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

    /// <summary>Whether a sanction keeps it from trading at this moment; its items are frozen then.</summary>
    [Id(11)] public bool IsSuspended { get; init; }
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
