using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Regions;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>The rules of a supplier: what it knows, who may see it, and what follows from each event.</summary>
[SnapshotFormat(2)]
public sealed partial record Supplier
{
    /// <summary>A supplier that was never registered.</summary>
    public static readonly Supplier Absent = new();

    private static readonly SupplierStage[] Registered =
    [
        SupplierStage.Draft, SupplierStage.Submitted, SupplierStage.InReview, SupplierStage.Verified,
        SupplierStage.Returned
    ];

    /// <summary>Where it stands.</summary>
    public SupplierStage Stage { get; init; }

    /// <summary>What it says of itself; null while absent.</summary>
    public SupplierProfile? Profile { get; init; }

    /// <summary>Its personal numbers, sealed.</summary>
    public SealedNumbers Numbers { get; init; } = SealedNumbers.None;

    /// <summary>Its size; null while there is no evidence.</summary>
    public BusinessSize? Size { get; init; }

    /// <summary>Who may act for it; at least one owner once it exists.</summary>
    public ImmutableArray<SupplierMember> Members { get; init; } = [];

    /// <summary>The facilitators who helped.</summary>
    public ImmutableArray<UserId> AssistedBy { get; init; } = [];

    /// <summary>Who submitted it last.</summary>
    public UserId? SubmittedBy { get; init; }

    /// <summary>When it was submitted last.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The catalogue manager who took it last.</summary>
    public UserId? ReviewedBy { get; init; }

    /// <summary>Why it was sent back; empty when it was not.</summary>
    public ImmutableArray<ReturnNote> ReturnNotes { get; init; } = [];

    /// <summary>Its certificates, numbered from 1 in this order.</summary>
    public ImmutableArray<HeldCertificate> Certificates { get; init; } = [];

    /// <summary>Its sanctions, numbered from 1 in this order.</summary>
    public ImmutableArray<Sanction> Sanctions { get; init; } = [];

    /// <summary>How far its items were told of the newest change of its sanctions; null when all were.</summary>
    public ItemTelling? Telling { get; init; }

    /// <summary>When its bank account changed after it had been verified for the first time.</summary>
    public DateTimeOffset? BankChangedAt { get; init; }

    /// <summary>Whether it was ever verified.</summary>
    public bool WasVerified { get; init; }

    /// <summary>The registration as it was last verified or returned; null before the first time.</summary>
    public JudgedRegistration? Judged { get; init; }

    /// <summary>Whether an account may act for it.</summary>
    public bool IsMember(UserId user) => Members.Any(member => member.User == user);

    /// <summary>Whether an account owns it.</summary>
    public bool IsOwner(UserId user) => Members.Any(member => member.User == user && member.Role == MemberRole.Owner);

    /// <summary>Whether someone may see the registration, not only what is public.</summary>
    public bool IsOpenTo(Acting by) => Stage != SupplierStage.Absent && (by.Operates || IsMember(by.User));

    /// <summary>Whether it may take new orders at a moment: verified, and no sanction keeps it from trading.</summary>
    public bool MaySell(DateTimeOffset at) =>
        Stage == SupplierStage.Verified && !IsSuspended(at);

    /// <summary>Whether a sanction keeps it from trading at a moment.</summary>
    public bool IsSuspended(DateTimeOffset at) => Sanctions.Any(sanction => sanction.Suspends(at));

    /// <summary>What other actors need to know of it at a moment.</summary>
    /// <param name="id">The supplier.</param>
    /// <param name="npwp">Its NPWP in full; empty while unknown.</param>
    /// <param name="now">The moment.</param>
    public SupplierStanding Standing(SupplierId id, string npwp, DateTimeOffset now) => Profile is not { } profile
        ? new SupplierStanding { Id = id, Exists = false, MaySell = false }
        : new SupplierStanding
        {
            Id = id,
            Exists = true,
            MaySell = MaySell(now),
            IsSuspended = IsSuspended(now),
            Name = profile.LegalName,
            Size = Size ?? default,
            IsTaxable = profile.IsTaxable,
            HasFinalTaxLetter = profile.FinalTaxLetter is { } letter && letter.ValidUntil >= Wib.DateOf(now),
            Region = profile.Address is { } address ? RegionTable.KabupatenOf(address.Region) : null,
            Kbli = profile.Kbli,
            Members = [.. Members.Select(static member => member.User)],
            Npwp = npwp,
        };

    /// <summary>The state after one more event.</summary>
    public Supplier When(SupplierEvent happened) => happened switch
    {
        SupplierRegistered registered => Begin(registered),
        SupplierProfileChanged changed => Change(changed),
        SupplierSubmitted submitted => this with
        {
            Stage = SupplierStage.Submitted,
            SubmittedBy = submitted.By,
            SubmittedAt = submitted.At,
            AssistedBy = Assisting(submitted.Assisted, submitted.By),
        },
        SupplierReviewTaken taken => this with { Stage = SupplierStage.InReview, ReviewedBy = taken.By },
        SupplierVerified => AsJudged(SupplierStage.Verified) with
        {
            Stage = SupplierStage.Verified,
            WasVerified = true,
            ReturnNotes = [],
        },
        SupplierReturned returned => AsJudged(SupplierStage.Returned) with
        {
            Stage = SupplierStage.Returned,
            ReturnNotes = returned.Notes,
        },
        SupplierMemberAdded added => this with
        {
            Members = Members.RemoveAll(member => member.User == added.User)
                .Add(new SupplierMember(added.User, added.Role)),
        },
        SupplierMemberRemoved removed => this with
        {
            Members = Members.RemoveAll(member => member.User == removed.User),
        },
        SupplierPersonalDataRevealed => this,
        _ => WhenCertified(happened) ?? WhenSanctioned(happened)
            ?? throw new InvalidOperationException($"Unknown supplier event {happened.GetType().Name}."),
    };

    private Supplier Begin(SupplierRegistered registered) => this with
    {
        Stage = SupplierStage.Draft,
        Profile = registered.Profile,
        Numbers = registered.Numbers,
        Size = registered.Size,
        Members = [new SupplierMember(registered.Owner, MemberRole.Owner)],
        AssistedBy = Assisting(registered.Assisted, registered.By),
    };

    private Supplier Change(SupplierProfileChanged changed) => this with
    {
        Stage = changed.NeedsVerification ? SupplierStage.Submitted : Stage,
        SubmittedBy = changed.NeedsVerification ? changed.By : SubmittedBy,
        SubmittedAt = changed.NeedsVerification ? changed.At : SubmittedAt,
        Profile = changed.Profile,
        Numbers = changed.Numbers,
        Size = changed.Size,
        AssistedBy = Assisting(changed.Assisted, changed.By),
        BankChangedAt = changed.BankChanged && WasVerified ? changed.At : BankChangedAt,
    };

    private ImmutableArray<UserId> Assisting(bool assisted, UserId by) =>
        assisted && !AssistedBy.Contains(by) ? AssistedBy.Add(by) : AssistedBy;

    /// <summary>Members and facilitators prepare things; the engine may do all.</summary>
    private bool MayPrepare(Acting by) => by.IsSystem || by.Assists || IsMember(by.User);

    /// <summary>Whether someone prepares things for a supplier that is not theirs.</summary>
    private bool IsAssisting(Acting by) => !by.IsSystem && by.Assists && !IsMember(by.User);

    /// <summary>Who had a part in it may not judge it (DOMAIN §1 c).</summary>
    private Refusal? Involved(Acting by, UserId? submitter) =>
        !by.IsSystem && (submitter == by.User || AssistedBy.Contains(by.User) || IsMember(by.User))
            ? SupplierRefusals.JudgeInvolved.With("user", by.User)
            : null;

    /// <summary>
    /// In the order every command keeps: it exists and may be seen, the caller may do this, the stage allows it.
    /// </summary>
    private Refusal? Guard(Acting by, bool mayDo, params ReadOnlySpan<SupplierStage> stages)
    {
        if (!IsOpenTo(by) && Stage != SupplierStage.Verified) return CommonRefusals.NotFound;
        return mayDo ? GuardStage(stages) : CommonRefusals.NotAllowed;
    }

    private Refusal? GuardStage(params ReadOnlySpan<SupplierStage> stages) => stages.Contains(Stage)
        ? null
        : SupplierRefusals.WrongStage.With("stage", Stage).With("allowed", stages.ToArray());
}
