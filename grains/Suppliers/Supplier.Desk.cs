using Marketplace.Commands;
using Marketplace.EventLog;

namespace Marketplace.Suppliers;

/// <summary>A registration as it was verified or returned, for the next judge to see what changed since.</summary>
/// <param name="Outcome">Verified or returned.</param>
/// <param name="Profile">What it said of itself.</param>
/// <param name="Numbers">Its personal numbers, sealed.</param>
/// <param name="Size">Its size; null while there was no evidence.</param>
public sealed record JudgedRegistration(
    SupplierStage Outcome, SupplierProfile Profile, SealedNumbers Numbers, BusinessSize? Size);

/// <summary>
/// What the market's operators may do now. The rules themselves are asked, with what they would be asked for, so that
/// nothing is offered that they would refuse.
/// </summary>
public sealed partial record Supplier
{
    /// <summary>A reason where any will do: it is asked whether something may be done, not why.</summary>
    private const string AnyReason = "-";

    /// <summary>The supplier on the desk of someone who operates the market.</summary>
    /// <param name="by">Who looks.</param>
    /// <param name="view">The supplier as it is shown to them.</param>
    /// <param name="policy">The law of the day.</param>
    /// <param name="now">The moment.</param>
    public SupplierVerification Desk(Acting by, SupplierView view, SupplierPolicy policy, DateTimeOffset now) => new()
    {
        Supplier = view,
        Duties = [.. Enum.GetValues<SupplierDuty>().Where(duty => IsOffered(Try(duty, by, now)))],
        Bar = by.Manages ? Involved(by, SubmittedBy) : null,
        Certificates =
        [
            .. Certificates.Select(static held => held.Number)
                .Where(number => IsOffered(JudgeCertificate(by, number, AnyReason, policy, now))),
        ],
        Sanctions = [.. Enum.GetValues<SanctionKind>().SelectMany(kind => Options(kind, by, policy, now))],
        Liftable =
        [
            .. Sanctions.Select(static sanction => sanction.Number)
                .Where(number => IsOffered(Lift(by, number, AnyReason, now))),
        ],
        Judged = Judged is { } judged
            ? new JudgedSupplier(
                judged.Outcome, judged.Profile, SupplierViews.Masked(judged.Numbers), judged.Size)
            : null,
        Changed = Judged is { } before
            ?
            [
                .. SupplierProfiles.Changes(
                    (before.Profile, before.Numbers, before.Size), (Profile!, Numbers, Size))
                    .Select(static change => change.Field),
            ]
            : [],
    };

    private Decision<SupplierEvent> Try(SupplierDuty duty, Acting by, DateTimeOffset now) => duty switch
    {
        SupplierDuty.Review => Review(by),
        SupplierDuty.Verify => Verify(by, now),
        SupplierDuty.Return => Return(by, [new ReturnNote(ReturnReason.Other, AnyReason)]),
        SupplierDuty.Reveal => RevealPersonalData(by, AnyReason),
        _ => throw new InvalidOperationException($"Unknown duty {duty}."),
    };

    private IEnumerable<SanctionOption> Options(
        SanctionKind kind, Acting by, SupplierPolicy policy, DateTimeOffset now)
    {
        var command = new SanctionSupplier
        {
            Context = CommandContext.System,
            Kind = kind,
            DecreeNumber = AnyReason,
            Reason = SanctionReason.FalseDocuments,
            Evidence = AnyReason,
        };
        return Impose(by, command, policy, now).Events.OfType<SupplierSanctioned>()
            .Select(static imposed => new SanctionOption(imposed.Sanction.Kind, imposed.Sanction.Until));
    }

    private Supplier AsJudged(SupplierStage outcome) =>
        this with { Judged = new JudgedRegistration(outcome, Profile!, Numbers, Size) };

    private static bool IsOffered(Decision<SupplierEvent> decision) =>
        decision.Refusal is null && !decision.Events.IsEmpty;
}
