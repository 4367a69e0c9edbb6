using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>From registration to verification, and who may act for it.</summary>
public sealed partial record Supplier
{
    /// <summary>Registers a draft.</summary>
    /// <param name="id">The supplier, named by the caller.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="command">What they say.</param>
    /// <param name="numbers">Its personal numbers, sealed.</param>
    /// <param name="policy">The law of the day.</param>
    /// <param name="now">The moment.</param>
    public Decision<SupplierEvent> Register(
        SupplierId id,
        Acting by,
        RegisterSupplier command,
        SealedNumbers numbers,
        SupplierPolicy policy,
        DateTimeOffset now)
    {
        if (by.User == Caller.Anonymous.User) return CommonRefusals.NotAllowed;
        if (Stage != SupplierStage.Absent) return CommonRefusals.AlreadyExists;
        var assisted = by.IsSystem || by.Assists;
        if (assisted && command.Owner is null) return SupplierRefusals.OwnerMissing.On("owner");
        if (!assisted && command.Owner is { } other && other != by.User) return CommonRefusals.NotAllowed;
        if (SupplierLimits.ReservedIds.Contains(id.Value))
            return CommonRefusals.MalformedCode.With("form", "another name").On("id");
        if (SupplierProfiles.ShapeOf(command.Profile, command.Numbers) is { } malformed) return malformed;
        return new SupplierRegistered(
            id, command.Owner ?? by.User, by.User, by.Assists && !by.IsSystem, command.Profile,
            SealedNumbers.None.With(command.Numbers, numbers), SizeOf(command.Profile, policy), now);
    }

    /// <summary>
    /// Replaces the profile. What a manager has verified and now differs sends a verified supplier back to the queue:
    /// it may not sell until it has been verified again.
    /// </summary>
    public Decision<SupplierEvent> ChangeProfile(
        Acting by, ChangeSupplierProfile command, SealedNumbers numbers, SupplierPolicy policy, DateTimeOffset now)
    {
        var guard = GuardChange(by) ?? SupplierProfiles.ShapeOf(command.Profile, command.Numbers);
        if (guard is not null) return guard;

        var merged = Numbers.With(command.Numbers, numbers);
        var size = SizeOf(command.Profile, policy);
        if (Stage == SupplierStage.Verified && IncompleteFor(command.Profile, merged, size) is { } incomplete)
            return incomplete;
        var changes = SupplierProfiles.Changes((Profile!, Numbers, Size), (command.Profile, merged, size));
        if (changes.IsEmpty) return Decision<SupplierEvent>.Nothing;
        return new SupplierProfileChanged(
            by.User,
            IsAssisting(by),
            command.Profile,
            merged,
            size,
            [.. changes.Select(static change => change.Field)],
            BankChanged: changes.Any(static change => change.Weight == FieldWeight.Bank),
            NeedsVerification: Stage == SupplierStage.Verified
                && changes.Any(static change => change.Weight == FieldWeight.Identity),
            now);
    }

    /// <summary>Asks for verification.</summary>
    public Decision<SupplierEvent> Submit(Acting by, DateTimeOffset now)
    {
        var guard = GuardSubmit(by) ?? IncompleteFor(Profile!, Numbers, Size);
        return guard is not null ? guard : new SupplierSubmitted(by.User, IsAssisting(by), now);
    }

    /// <summary>Takes it for review, also over from a colleague who cannot finish.</summary>
    public Decision<SupplierEvent> Review(Acting by)
    {
        var guard = GuardJudge(by, SupplierStage.Submitted, SupplierStage.InReview);
        if (guard is not null) return guard;
        return Stage == SupplierStage.InReview && ReviewedBy == by.User
            ? Decision<SupplierEvent>.Nothing
            : new SupplierReviewTaken(by.User);
    }

    /// <summary>Declares its identity verified.</summary>
    public Decision<SupplierEvent> Verify(Acting by, DateTimeOffset now)
    {
        var guard = GuardJudge(by, SupplierStage.InReview) ?? TakenByAnother(by);
        return guard is not null ? guard : new SupplierVerified(by.User, now);
    }

    /// <summary>Sends it back with reasons.</summary>
    public Decision<SupplierEvent> Return(Acting by, ImmutableArray<ReturnNote> notes)
    {
        var guard = GuardJudge(by, SupplierStage.InReview)
            ?? TakenByAnother(by)
            ?? Check.Count(notes.Length, "notes", 1, SupplierLimits.MaxReturnNotes)
            ?? notes.Select(ShapeOf).FirstOrDefault(static malformed => malformed is not null);
        return guard is not null ? guard : new SupplierReturned(by.User, notes);
    }

    /// <summary>Lets an account act for it, or changes what it may do.</summary>
    public Decision<SupplierEvent> AddMember(Acting by, UserId user, MemberRole role)
    {
        var guard = GuardMembers(by)
            ?? Check.Code(Enum.IsDefined(role), "role", "owner|staff");
        if (guard is not null) return guard;
        var member = Members.FirstOrDefault(member => member.User == user);
        if (member?.Role == role) return Decision<SupplierEvent>.Nothing;
        if (member is not null && IsLastOwner(user)) return SupplierRefusals.LastOwner.With("user", user);
        if (member is null && Check.Count(Members.Length + 1, "user", 1, SupplierLimits.MaxMembers) is { } full)
            return full;
        return new SupplierMemberAdded(user, role, by.User);
    }

    /// <summary>Ends an account's membership.</summary>
    public Decision<SupplierEvent> RemoveMember(Acting by, UserId user)
    {
        var mayDo = by.IsSystem || IsOwner(by.User) || (IsMember(by.User) && by.User == user);
        if (Guard(by, mayDo, Registered) is { } guard) return guard;
        if (!IsMember(user)) return SupplierRefusals.NoSuchMember.With("user", user);
        if (IsLastOwner(user)) return SupplierRefusals.LastOwner.With("user", user);
        return new SupplierMemberRemoved(user, by.User);
    }

    /// <summary>Reads the personal numbers in full; the reading is what is recorded.</summary>
    public Decision<SupplierEvent> RevealPersonalData(Acting by, string reason)
    {
        var guard = Guard(by, by.IsSystem || by.Manages || by.Audits || IsOwner(by.User), Registered)
            ?? Check.Text(reason, "reason", SupplierLimits.MaxTextLength);
        if (guard is not null) return guard;
        (string Field, SealedText? Number)[] numbers =
            [("npwp", Numbers.Npwp), ("ownerNik", Numbers.OwnerNik), ("bankAccount", Numbers.BankAccount)];
        return new SupplierPersonalDataRevealed(
            by.User,
            reason,
            [.. numbers.Where(static pair => pair.Number is not null).Select(static pair => pair.Field)]);
    }

    /// <summary>What someone may do now on its side.</summary>
    public ImmutableArray<SupplierMemberAction> ActionsOf(Acting by)
    {
        (SupplierMemberAction Action, Refusal? Guard)[] all =
        [
            (SupplierMemberAction.ChangeProfile, GuardChange(by)),
            (SupplierMemberAction.Submit, GuardSubmit(by)),
            (SupplierMemberAction.HandInCertificate, GuardCertificate(by)),
            (SupplierMemberAction.ManageMembers, GuardMembers(by)),
            (SupplierMemberAction.Appeal, GuardAppeal(by)),
        ];
        return [.. all.Where(static one => one.Guard is null).Select(static one => one.Action)];
    }

    /// <summary>The fields still to be filled in before it can be submitted.</summary>
    public ImmutableArray<string> Missing() =>
        Profile is null ? [] : SupplierProfiles.Missing(Profile, Numbers, Size);

    /// <summary>Helping ends with the verification: from then on the supplier speaks for itself.</summary>
    private Refusal? GuardChange(Acting by) => Guard(
        by, MayPrepare(by) && (Stage != SupplierStage.Verified || !IsAssisting(by)),
        SupplierStage.Draft, SupplierStage.Returned, SupplierStage.Verified);

    private Refusal? GuardSubmit(Acting by) =>
        Guard(by, MayPrepare(by), SupplierStage.Draft, SupplierStage.Returned);

    private Refusal? GuardMembers(Acting by) => Guard(by, by.IsSystem || IsOwner(by.User), Registered);

    private Refusal? GuardJudge(Acting by, params ReadOnlySpan<SupplierStage> stages)
    {
        // Nothing of this concerns the stage, so a refusal to judge is told before it.
        if (Guard(by, by.Manages, Registered) is { } guard) return guard;
        return Involved(by, SubmittedBy) ?? GuardStage(stages);
    }

    private Refusal? TakenByAnother(Acting by) =>
        by.IsSystem || ReviewedBy == by.User ? null : SupplierRefusals.TakenByAnother.With("reviewer", ReviewedBy);

    private bool IsLastOwner(UserId user) =>
        IsOwner(user) && Members.Count(static member => member.Role == MemberRole.Owner) == 1;

    private static BusinessSize? SizeOf(SupplierProfile profile, SupplierPolicy policy) =>
        policy.Sizes.SizeOf(profile.Form, profile.Capital, profile.AnnualSales);

    private static Refusal? IncompleteFor(SupplierProfile profile, SealedNumbers numbers, BusinessSize? size)
    {
        var missing = SupplierProfiles.Missing(profile, numbers, size);
        if (missing.IsEmpty) return null;
        return SupplierRefusals.Incomplete.With("fields", string.Join(", ", missing)) with
        {
            Parts =
            [
                .. missing.Select(static field => SupplierRefusals.FieldMissing.With("field", field).On(field))
            ],
        };
    }

    // A JSON list may hold nulls.
    private static Refusal? ShapeOf(ReturnNote? note, int index) =>
        Check.Code(note is not null && Enum.IsDefined(note.Reason), $"notes[{index}].reason", "a reason of the list")
        ?? Check.Text(note?.Text, $"notes[{index}].text", SupplierLimits.MaxTextLength);
}
