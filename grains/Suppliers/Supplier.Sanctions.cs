using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>The sanction ladder (Kepka LKPP 122/2022; Perpres 16/2018 Art. 80; DOMAIN §2).</summary>
public sealed partial record Supplier
{
    private static readonly SupplierStage[] Sanctionable =
        [SupplierStage.Submitted, SupplierStage.InReview, SupplierStage.Verified, SupplierStage.Returned];

    /// <summary>Imposes a sanction from now on.</summary>
    public Decision<SupplierEvent> Impose(
        Acting by, SanctionSupplier command, SupplierPolicy policy, DateTimeOffset now)
    {
        var guard = Guard(by, by.Manages, Sanctionable)
            ?? Check.Code(Enum.IsDefined(command.Kind), "kind", "a kind of the list")
            ?? Check.Code(Enum.IsDefined(command.Reason), "reason", "a reason of the list")
            ?? Check.Text(command.DecreeNumber, "decreeNumber", SupplierLimits.MaxNumberLength)
            ?? Check.Text(command.Evidence, "evidence", SupplierLimits.MaxTextLength)
            ?? OutOfOrder(command.Kind)
            ?? NoGround(command);
        if (guard is not null) return guard;
        var term = policy.Terms.GetValueOrDefault(command.Kind);
        return new SupplierSanctioned(new Sanction
        {
            Number = Sanctions.Length + 1,
            Kind = command.Kind,
            DecreeNumber = command.DecreeNumber,
            Reason = command.Reason,
            Evidence = command.Evidence,
            Rule = term?.Rule ?? "",
            By = by.User,
            From = now,
            Until = term is null ? null : EndOf(term, now),
        });
    }

    /// <summary>Ends a sanction early.</summary>
    public Decision<SupplierEvent> Lift(Acting by, int number, string reason, DateTimeOffset now)
    {
        if (Guard(by, by.Manages, Sanctionable) is { } guard) return guard;
        if (Imposed(number) is not { } sanction) return SupplierRefusals.NoSuchSanction.With("number", number);
        var refusal = Over(sanction, now) ?? Check.Text(reason, "reason", SupplierLimits.MaxTextLength);
        return refusal is not null
            ? refusal
            : new SupplierSanctionLifted(number, new SanctionLifting(by.User, reason, now));
    }

    /// <summary>Objects to a sanction that is in force.</summary>
    public Decision<SupplierEvent> Appeal(Acting by, int number, string text, DateTimeOffset now)
    {
        if (GuardAppeal(by) is { } guard) return guard;
        if (Imposed(number) is not { } sanction) return SupplierRefusals.NoSuchSanction.With("number", number);
        var refusal = Over(sanction, now)
            ?? Check.Text(text, "text", SupplierLimits.MaxTextLength)
            ?? Check.Count(sanction.Appeals.Length + 1, "text", 1, SupplierLimits.MaxAppeals);
        return refusal is not null
            ? refusal
            : new SupplierSanctionAppealed(number, new SanctionAppeal(by.User, text, now));
    }

    /// <summary>A sanction's time may have run out: note it. What it suspends does not wait for this.</summary>
    public Decision<SupplierEvent> EndSanction(int number, DateTimeOffset now) =>
        Imposed(number) is { Ended: false, Lifted: null, Until: { } until } && until <= now
            ? new SupplierSanctionEnded(number, now)
            : Decision<SupplierEvent>.Nothing;

    /// <summary>
    /// Some items have frozen or released themselves. Nothing while the sanctions changed meanwhile: the items are
    /// told from the first again.
    /// </summary>
    /// <param name="telling">What was being told, as it stood before.</param>
    /// <param name="through">The last item told; null when there are no more.</param>
    /// <param name="now">The moment.</param>
    public Decision<SupplierEvent> ItemsTold(ItemTelling? telling, ItemId? through, DateTimeOffset now) =>
        Stage == SupplierStage.Absent || telling != Telling
            ? Decision<SupplierEvent>.Nothing
            : new SupplierItemsTold(through, through is null ? null : now);

    /// <summary>Calendar months count in local days; the time of day stays.</summary>
    private static DateTimeOffset EndOf(SanctionTerm term, DateTimeOffset now)
    {
        var today = Wib.DateOf(now);
        return Wib.StartOf(today.AddMonths(term.Months)) + (now - Wib.StartOf(today));
    }

    private Supplier? WhenSanctioned(SupplierEvent happened) => happened switch
    {
        SupplierSanctioned { Sanction: var imposed } when imposed.Suspends(imposed.From) =>
            (this with { Sanctions = Sanctions.Add(imposed) }).TellingAnew(),
        SupplierSanctioned warned => this with { Sanctions = Sanctions.Add(warned.Sanction) },
        SupplierSanctionLifted lifted => Replace(
            lifted.Number, sanction => sanction with { Lifted = lifted.Lifting }).TellingAnew(),
        SupplierSanctionAppealed appealed => Replace(
            appealed.Number, sanction => sanction with { Appeals = sanction.Appeals.Add(appealed.Appeal) }),
        SupplierSanctionEnded ended =>
            Replace(ended.Number, static sanction => sanction with { Ended = true }).TellingAnew(),
        SupplierItemsTold told => this with
        {
            Telling = told.Through is { } last && Telling is { } telling ? telling with { Through = last } : null,
        },
        _ => null,
    };

    private Refusal? GuardAppeal(Acting by) => Guard(by, by.IsSystem || IsOwner(by.User), Sanctionable);

    private Supplier TellingAnew() => this with
    {
        Telling = new ItemTelling(
            Sanctions.Length + Sanctions.Count(static one => one.Lifted is not null)
            + Sanctions.Count(static one => one.Ended), Through: null),
    };

    private Supplier Replace(int number, Func<Sanction, Sanction> change) =>
        this with { Sanctions = Sanctions.SetItem(number - 1, change(Sanctions[number - 1])) };

    private Sanction? Imposed(int number) =>
        number >= 1 && number <= Sanctions.Length ? Sanctions[number - 1] : null;

    private static Refusal? Over(Sanction sanction, DateTimeOffset now) =>
        sanction.Lifted is not null || sanction.Until <= now
            ? SupplierRefusals.SanctionOver.With("number", sanction.Number)
            : null;

    /// <summary>A warning that was lifted does not count as a breach; one whose time ran out does.</summary>
    private Refusal? OutOfOrder(SanctionKind kind)
    {
        if (kind > SanctionKind.ThirdWarning) return null;
        var breaches = Sanctions.Count(static sanction =>
            sanction.Kind <= SanctionKind.ThirdWarning && sanction.Lifted is null);
        var next = breaches switch
        {
            0 => SanctionKind.FirstWarning,
            1 => SanctionKind.SecondWarning,
            _ => SanctionKind.ThirdWarning,
        };
        return kind == next ? null : SupplierRefusals.SanctionOutOfOrder.With("next", next).On("kind");
    }

    private static Refusal? NoGround(SanctionSupplier command) =>
        command.Kind == SanctionKind.Blacklisting
        && command.Reason is not (SanctionReason.FalseDocuments or SanctionReason.Collusion)
            ? SupplierRefusals.NoGroundForBlacklist.With("reason", command.Reason).On("reason")
            : null;
}
