using Marketplace.Outcomes;

namespace Marketplace.Budgets;

/// <summary>Why a plan refuses.</summary>
public static class BudgetRefusals
{
    /// <summary>Only an announced plan can be used so. Facts: stage.</summary>
    public static readonly RefusalCode NotAnnounced = new(5001, "plan-not-announced", RefusalKind.Conflict);

    /// <summary>Today is outside the days on which the plan may be ordered from. Facts: from, until, today.</summary>
    public static readonly RefusalCode OutsideWindow = new(5002, "plan-outside-window", RefusalKind.Rule);

    /// <summary>The plan has no such budget line. Facts: line.</summary>
    public static readonly RefusalCode LineMissing = new(5003, "budget-line-missing", RefusalKind.Rule);

    /// <summary>The line's free budget is too small. Facts: line, ceiling, free, asked.</summary>
    public static readonly RefusalCode Exceeded = new(5004, "budget-exceeded", RefusalKind.Rule);

    /// <summary>The order holds budget already, with other amounts.</summary>
    public static readonly RefusalCode HoldDiffers = new(5005, "budget-hold-differs", RefusalKind.Conflict);

    /// <summary>The order holds no budget here.</summary>
    public static readonly RefusalCode HoldMissing = new(5006, "budget-hold-missing", RefusalKind.Conflict);

    /// <summary>The order's budget was released; the order is over here.</summary>
    public static readonly RefusalCode HoldReleased = new(5007, "budget-hold-released", RefusalKind.Conflict);

    /// <summary>The order was paid in full; it is over here.</summary>
    public static readonly RefusalCode HoldPaid = new(5008, "budget-hold-paid", RefusalKind.Conflict);

    /// <summary>The order is not binding yet: nothing of it can be paid.</summary>
    public static readonly RefusalCode NotCommitted = new(5009, "budget-not-committed", RefusalKind.Conflict);

    /// <summary>A payment above what the order has committed. Facts: committed, asked.</summary>
    public static readonly RefusalCode OverCommitted = new(5010, "budget-over-committed", RefusalKind.Rule);

    /// <summary>The same change id came before with other amounts. Facts: changeId.</summary>
    public static readonly RefusalCode ChangeDiffers = new(5011, "budget-change-differs", RefusalKind.Conflict);

    /// <summary>The same payment id came before with another amount. Facts: paymentId.</summary>
    public static readonly RefusalCode PaymentDiffers = new(5012, "budget-payment-differs", RefusalKind.Conflict);

    /// <summary>An order cannot fall below what was paid on a line. Facts: line, realised, asked.</summary>
    public static readonly RefusalCode BelowRealised = new(5013, "budget-below-realised", RefusalKind.Rule);

    /// <summary>A line's ceiling cannot fall below what is used of it. Facts: line, used, ceiling.</summary>
    public static readonly RefusalCode CeilingBelowUse = new(5014, "plan-ceiling-below-use", RefusalKind.Rule);

    /// <summary>The lines' ceilings do not add up to the package's. Facts: ceiling, lines.</summary>
    public static readonly RefusalCode LinesNotCeiling = new(5015, "plan-lines-not-ceiling", RefusalKind.Rule);

    /// <summary>Only a draft can be announced. Facts: stage.</summary>
    public static readonly RefusalCode NotDraft = new(5016, "plan-not-draft", RefusalKind.Conflict);

    /// <summary>The plan is closed.</summary>
    public static readonly RefusalCode Closed = new(5017, "plan-closed", RefusalKind.Conflict);

    /// <summary>Orders still hold or have committed budget. Facts: orders, open.</summary>
    public static readonly RefusalCode OrdersOpen = new(5018, "plan-orders-open", RefusalKind.Conflict);

    /// <summary>A package not set aside for small suppliers says why; one set aside does not.</summary>
    public static readonly RefusalCode NotReservedReason = new(5019, "plan-not-reserved-reason", RefusalKind.Rule);

    /// <summary>The commitment officer named has no such appointment for the unit. Facts: user.</summary>
    public static readonly RefusalCode OfficerNotAppointed = new(5020, "plan-officer-not-appointed", RefusalKind.Rule);

    /// <summary>Orders need a package whose method is e-purchasing. Facts: method.</summary>
    public static readonly RefusalCode NotEPurchasing = new(5021, "plan-not-e-purchasing", RefusalKind.Rule);
}
