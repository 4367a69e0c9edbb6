using System.Collections.Immutable;

namespace Marketplace.Suppliers;

/// <summary>Where a supplier stands on its way into the market. Stored by name; names are permanent.</summary>
public enum SupplierStage
{
    /// <summary>Never registered.</summary>
    Absent = 0,

    /// <summary>Registered and being filled in; can be left and resumed.</summary>
    Draft = 1,

    /// <summary>Complete and waiting for a catalogue manager.</summary>
    Submitted = 2,

    /// <summary>Taken by a catalogue manager.</summary>
    InReview = 3,

    /// <summary>Its identity was verified: it may sell unless a sanction suspends it.</summary>
    Verified = 4,

    /// <summary>Sent back with reasons, to be mended and submitted again.</summary>
    Returned = 5,
}

/// <summary>The legal form of the business. Stored by name; names are permanent.</summary>
public enum BusinessForm
{
    /// <summary>Orang perseorangan: a person trading under their own name; the owner's NIK is required.</summary>
    Individual = 1,

    /// <summary>UD, a sole proprietorship.</summary>
    SoleProprietorship = 2,

    /// <summary>CV or firma, a partnership.</summary>
    Partnership = 3,

    /// <summary>PT perorangan, a one-person company.</summary>
    OnePersonCompany = 4,

    /// <summary>PT, a limited company.</summary>
    LimitedCompany = 5,

    /// <summary>Koperasi; of size <see cref="BusinessSize.Cooperative"/> whatever its turnover.</summary>
    Cooperative = 6,

    /// <summary>BUM Desa, a village-owned enterprise.</summary>
    VillageEnterprise = 7,

    /// <summary>Yayasan, a foundation with a business of its own.</summary>
    Foundation = 8,
}

/// <summary>Whether it makes what it sells. Stored by name; names are permanent.</summary>
public enum SupplierActivity
{
    /// <summary>Makes the goods or renders the services itself.</summary>
    Producer = 1,

    /// <summary>Resells what others make.</summary>
    Reseller = 2,
}

/// <summary>What an account may do for a supplier. Stored by name; names are permanent.</summary>
public enum MemberRole
{
    /// <summary>Everything, including members, appeals and the reading of personal data.</summary>
    Owner = 1,

    /// <summary>Profile, certificates, listings and orders.</summary>
    Staff = 2,
}

/// <summary>Why a registration is sent back. Stored by name; names are permanent.</summary>
public enum ReturnReason
{
    /// <summary>The NIB is not registered or belongs to someone else.</summary>
    NibMismatch = 1,

    /// <summary>The NPWP does not belong to the business.</summary>
    NpwpMismatch = 2,

    /// <summary>The NIB does not cover the KBLI given.</summary>
    KbliMismatch = 3,

    /// <summary>The name differs from the documents.</summary>
    NameMismatch = 4,

    /// <summary>The address is unclear or in another region.</summary>
    AddressUnclear = 5,

    /// <summary>Capital or sales are not evidenced.</summary>
    SizeNotEvidenced = 6,

    /// <summary>The bank account belongs to someone else.</summary>
    BankAccountMismatch = 7,

    /// <summary>The business is registered already.</summary>
    Duplicate = 8,

    /// <summary>Something else, which the text says.</summary>
    Other = 99,
}

/// <summary>Limits of suppliers.</summary>
public static class SupplierLimits
{
    /// <summary>Longest name, of a business or a person.</summary>
    public const int MaxNameLength = 150;

    /// <summary>Longest address line.</summary>
    public const int MaxAddressLength = 300;

    /// <summary>Longest number of a letter, decree or certificate.</summary>
    public const int MaxNumberLength = 80;

    /// <summary>Longest reason, note, evidence or appeal.</summary>
    public const int MaxTextLength = 2000;

    /// <summary>Most KBLI codes.</summary>
    public const int MaxKbli = 50;

    /// <summary>Most lines of monthly capacity.</summary>
    public const int MaxCapacityLines = 20;

    /// <summary>Most members.</summary>
    public const int MaxMembers = 50;

    /// <summary>Most certificates, expired ones included.</summary>
    public const int MaxCertificates = 200;

    /// <summary>How far ahead a certificate's last day may lie.</summary>
    public const int MaxCertificateYears = 50;

    /// <summary>Most items one certificate names.</summary>
    public const int MaxCertificateItems = 200;

    /// <summary>Most notes of one return.</summary>
    public const int MaxReturnNotes = 20;

    /// <summary>Most appeals against one sanction.</summary>
    public const int MaxAppeals = 10;

    /// <summary>Longest text a list is searched by.</summary>
    public const int MaxSearchLength = 40;

    /// <summary>Most shared numbers shown of one supplier.</summary>
    public const int MaxShared = 50;

    /// <summary>Names that stand for lists in addresses and so cannot be a supplier's.</summary>
    public static readonly ImmutableArray<string> ReservedIds = ["mine", "review-queue"];
}
