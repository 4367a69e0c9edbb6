using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>A supplier as its caller may see it.</summary>
[GenerateSerializer, Immutable, Alias("supplier-view")]
public sealed record SupplierView : IRevisioned
{
    /// <summary>The supplier.</summary>
    [Id(0)] public required SupplierId Id { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required SupplierStage Stage { get; init; }

    /// <summary>Registered name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Name it trades under; empty when it is the same.</summary>
    [Id(3)] public string TradeName { get; init; } = "";

    /// <summary>Its size; null while there is no evidence.</summary>
    [Id(4)] public BusinessSize? Size { get; init; }

    /// <summary>Producer or reseller.</summary>
    [Id(5)] public required SupplierActivity Activity { get; init; }

    /// <summary>Kabupaten or kota; null while unknown.</summary>
    [Id(6)] public RegionCode? Region { get; init; }

    /// <summary>
    /// Labels derived from what was verified: <c>verified</c>, <c>umkk</c>, <c>producer</c>, <c>sni</c>, …
    /// </summary>
    [Id(7)] public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Verified certificates that are valid.</summary>
    [Id(8)] public ImmutableArray<CertificateView> Certificates { get; init; } = [];

    /// <summary>The rest, for members, facilitators, catalogue managers and auditors; null for everyone else.</summary>
    [Id(9)] public SupplierRegistration? Registration { get; init; }

    /// <inheritdoc />
    [Id(10)] public required Revision Revision { get; init; }
}

/// <summary>What only the supplier's own people and the market's operators see.</summary>
[GenerateSerializer, Immutable, Alias("supplier-registration")]
public sealed record SupplierRegistration
{
    /// <summary>What it says of itself.</summary>
    [Id(0)] public required SupplierProfile Profile { get; init; }

    /// <summary>
    /// NPWP, NIK and bank account with all but the last four digits masked; null where there is none.
    /// </summary>
    [Id(1)] public required PersonalNumbersView Numbers { get; init; }

    /// <summary>Who may act for it.</summary>
    [Id(2)] public ImmutableArray<SupplierMember> Members { get; init; } = [];

    /// <summary>The facilitators who helped; they may not verify.</summary>
    [Id(3)] public ImmutableArray<UserId> AssistedBy { get; init; } = [];

    /// <summary>Who submitted it last; null before.</summary>
    [Id(4)] public UserId? SubmittedBy { get; init; }

    /// <summary>When it was submitted last; null before.</summary>
    [Id(5)] public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The catalogue manager who took or verified it; null before.</summary>
    [Id(6)] public UserId? ReviewedBy { get; init; }

    /// <summary>Why it was sent back; empty when it was not.</summary>
    [Id(7)] public ImmutableArray<ReturnNote> ReturnNotes { get; init; } = [];

    /// <summary>Every certificate.</summary>
    [Id(8)] public ImmutableArray<CertificateView> Certificates { get; init; } = [];

    /// <summary>Every sanction, past ones included.</summary>
    [Id(9)] public ImmutableArray<Sanction> Sanctions { get; init; } = [];

    /// <summary>
    /// When the bank account last changed after verification: to be looked at before paying; null if never.
    /// </summary>
    [Id(10)] public DateTimeOffset? BankChangedAt { get; init; }

    /// <summary>Soft warnings about identifiers, such as <c>nikIsNotNpwp</c>.</summary>
    [Id(11)] public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Other parties with the same numbers (DOMAIN §1 e); only operators see them.</summary>
    [Id(12)] public ImmutableArray<SharedNumber> SharedWith { get; init; } = [];

    /// <summary>The fields still to be filled in before it can be submitted.</summary>
    [Id(13)] public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>What the caller may do now on the supplier's side; empty in the answer to a command.</summary>
    [Id(14)] public ImmutableArray<SupplierMemberAction> Actions { get; init; } = [];
}

/// <summary>An account that may act for the supplier.</summary>
/// <param name="User">The account.</param>
/// <param name="Role">What it may do.</param>
[GenerateSerializer, Immutable, Alias("supplier-member")]
public sealed record SupplierMember([property: Id(0)] UserId User, [property: Id(1)] MemberRole Role);

/// <summary>Personal numbers as shown: masked in views, in full only where they were asked for with a reason.</summary>
/// <param name="Npwp">Tax number.</param>
/// <param name="OwnerNik">The owner's citizen number.</param>
/// <param name="BankAccount">Account number.</param>
[GenerateSerializer, Immutable, Alias("personal-numbers-view")]
public sealed record PersonalNumbersView(
    [property: Id(0)] string? Npwp, [property: Id(1)] string? OwnerNik, [property: Id(2)] string? BankAccount)
{
    /// <summary>Not printed: these numbers belong in no log.</summary>
    public override string ToString() => nameof(PersonalNumbersView);
}

/// <summary>Another party with the same number or address.</summary>
/// <param name="Party">
/// Who: <c>supplier/{id}</c>, <c>organisation/{id}</c> or, of those who buy or operate, <c>person/{id}</c>.
/// </param>
/// <param name="Kind">
/// What is shared: <c>nib</c>, <c>identity</c> (NPWP or NIK), <c>bankAccount</c>, <c>phone</c>, <c>address</c>.
/// </param>
[GenerateSerializer, Immutable, Alias("shared-number")]
public sealed record SharedNumber([property: Id(0)] string Party, [property: Id(1)] string Kind);
