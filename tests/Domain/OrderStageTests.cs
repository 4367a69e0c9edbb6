using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Domain;

/// <summary>Every stage × every command.</summary>
public sealed class OrderStageTests
{
    /// <summary>
    /// One row per stage. Columns: the 22 actions in their order, each by someone entitled; then submit, place, refuse,
    /// expire, fail by the engine. x done, s stage forbids, n not there for the caller, o another reason, 0 nothing.
    /// </summary>
    private static readonly Dictionary<OrderStage, string> Expected = new()
    {
        //                     offer proceed sign  reject  inspect handover pay   addenda    terminate
        //                     | accept  approve accept dispatch|settle invoice outside  cancel rate reply
        [OrderStage.Absent] = "nnnnnnnnnnnnnnnnnnnnnn x0000",
        [OrderStage.Placing] = "sssssnnnssssnssssssssn oxx00",
        [OrderStage.Refused] = "sssssnnnssssnssssssssn o0000",
        [OrderStage.Negotiating] = "xossssxsssssssssssxsss o00xx",
        [OrderStage.Negotiated] = "ssxsssssssssssssssxsss o00xx",
        [OrderStage.AwaitingReview] = "sssxssssssssssssssxsss o00x0",
        [OrderStage.AwaitingCommitmentOfficer] = "ssssxsssssssssssssxsss o00x0",
        [OrderStage.AwaitingSupplier] = "sssssxxsssssssssssxsss o00x0",
        [OrderStage.Processing] = "sssssssxsssssssxoosxss o0000",
        [OrderStage.Shipping] = "sssssssxxssssssxoosxss o0000",
        [OrderStage.Delivered] = "sssssssxxxsssssxoosxss o0000",
        [OrderStage.Discrepancy] = "ssssssssxsxssssxoosxss o0000",
        [OrderStage.Inspected] = "sssssssssssxssssssssss o0000",
        [OrderStage.HandedOver] = "ssssssssssssxsssssssss o0000",
        [OrderStage.Invoiced] = "sssssssssssssxxsssssss o0000",
        [OrderStage.Paying] = "sssssssssssssxxsssssss o0000",
        [OrderStage.Completed] = "ssssssssssssssssssssxo o0000",
        [OrderStage.Cancelled] = "ssssssssssssssssssssss o0000",
        [OrderStage.AutoCancelled] = "ssssssssssssssssssssss o0000",
        [OrderStage.Rejected] = "ssssssssssssssssssssss o0000",
        [OrderStage.Failed] = "ssssssssssssssssssssss o0000",
        [OrderStage.Terminated] = "ssssssssssssssssssssss o0000",
    };

    public static TheoryData<OrderStage, int> Cells
    {
        get
        {
            var cells = new TheoryData<OrderStage, int>();
            foreach (var stage in Enum.GetValues<OrderStage>())
            {
                for (var command = 0; command < Commands.Count; command++) cells.Add(stage, command);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_stage_takes_exactly_its_commands(OrderStage stage, int command)
    {
        var order = Orders.At(stage);

        var decision = Commands[command](order);

        Assert.Equal(Expected[stage].Replace(" ", "", StringComparison.Ordinal)[command], OutcomeOf(decision));
    }

    [Fact]
    public void The_table_names_every_stage_and_every_action()
    {
        Assert.Equal(Enum.GetValues<OrderStage>().Order(), Expected.Keys.Order());
        Assert.Equal(Enum.GetValues<OrderAction>().Length + 5, Commands.Count);
        Assert.All(Expected.Values, row => Assert.Equal(Commands.Count + 1, row.Length));
        Assert.All(Enum.GetValues<OrderStage>(), stage => Assert.Equal(stage, Orders.At(stage).Stage));
    }

    [Fact]
    public void The_actions_a_view_offers_are_those_the_rules_allow()
    {
        foreach (var stage in Enum.GetValues<OrderStage>().Where(stage => stage != OrderStage.Absent))
        {
            foreach (var party in (OrderParty[])[Officer, Ppk, Reviewer, Receiver, Treasurer, Supplier])
            {
                var order = Orders.At(stage);
                foreach (var action in order.ActionsOf(party))
                {
                    var decision = Of(action, party)(order);
                    Assert.True(
                        decision.Refusal is null || decision.Refusal.Code.Kind is RefusalKind.Rule or RefusalKind.Shape,
                        $"{stage} {action} by {party.User}: {decision.Refusal?.Code.Slug}");
                }
            }
        }
    }

    private static char OutcomeOf(Decision<OrderEvent> decision) => decision switch
    {
        { Refusal: null, Events.IsEmpty: true } => '0',
        { Refusal: null } => 'x',
        { Refusal.Code: var code } when code == OrderRefusals.StageForbids => 's',
        { Refusal.Code: var code } when code == CommonRefusals.NotFound => 'n',
        _ => 'o',
    };

    private static readonly List<Func<PurchaseOrder, Decision<OrderEvent>>> Commands =
    [
        .. Enum.GetValues<OrderAction>().Order().Select(action => Of(action, EntitledTo(action))),
        order => order.Submit(
            Id, Submission(), Submission().Lines, Facts(), Day),
        order => order.Place(new Rupiah(11_211_000), asksForReview: true, Day),
        order => order.Refuse([CommonRefusals.NotFound], Day),
        order => order.Expire(Later(30)),
        order => order.Fail(ItemId.Wrap("kopi"), Day),
    ];

    /// <summary>Someone who holds whatever the action asks for at any value.</summary>
    private static OrderParty EntitledTo(OrderAction action) => action switch
    {
        OrderAction.Approve => Reviewer,
        OrderAction.Offer or OrderAction.AcceptOffer or OrderAction.Proceed or OrderAction.Cancel => Buyer(
            "another", Organisations.Role.ProcurementOfficer, Organisations.Role.CommitmentOfficer),
        OrderAction.Receive or OrderAction.Inspect => Receiver,
        OrderAction.Pay or OrderAction.PayOutside => Treasurer,
        OrderAction.Accept or OrderAction.Reject or OrderAction.Dispatch or OrderAction.Invoice
            or OrderAction.ReplyToRating => Supplier,
        _ => Ppk,
    };

    private static Func<PurchaseOrder, Decision<OrderEvent>> Of(OrderAction action, OrderParty by) => action switch
    {
        OrderAction.Offer => order => order.Offer(by, AnOffer(800_000), Day),
        OrderAction.AcceptOffer => order => order.AcceptOffer(by, Day),
        OrderAction.Proceed => order => order.Proceed(by, Day),
        OrderAction.Approve => order => order.Approve(by, Day),
        OrderAction.Sign => order => order.Sign(by, new SignOrder(Key), "000001/SP/2026", Day),
        OrderAction.Accept => order => order.Accept(by, Day),
        OrderAction.Reject => order => order.Reject(by, Ending(EndReason.Capacity), Day),
        OrderAction.Dispatch => order => order.Dispatch(by, Shipment(1), Day),
        OrderAction.Receive => order => order.Receive(by, Receipt(2), Day),
        OrderAction.Inspect => order => order.Inspect(by, Inspection(1, 0), Day),
        OrderAction.SettleDiscrepancy => order => order.Settle(
            by, new SettleDiscrepancy(Key, DiscrepancySettlement.Replace, "Ganti"), Day),
        OrderAction.HandOver => order => order.HandOver(by, new HandOver(Key, "BAST/1"), Day),
        OrderAction.Invoice => order => order.Invoice(by, AnInvoice, Day),
        OrderAction.Pay => order => order.Pay(by, new PayOrder(Key, null, "SPM 1"), Day),
        OrderAction.PayOutside => order => order.PayOutside(
            by, new PayOutside(Key, new Rupiah(1_000), "SP2D 1", Day.Date), Day),
        OrderAction.ProposeAddendum => order => order.ProposeAddendum(
            by, new ProposeAddendum(Key, [], [new LineAmount(1, new Rupiah(500_000))], [], "Harga turun"), Day),
        OrderAction.AnswerAddendum => order => order.AcceptAddendum(by, Day),
        OrderAction.WithdrawAddendum => order => order.WithdrawAddendum(by, Day),
        OrderAction.Cancel => order => order.Cancel(by, Ending(EndReason.SpecChange), Day),
        OrderAction.Terminate => order => order.Terminate(by, Ending(EndReason.SupplierDefault), Day),
        OrderAction.Rate => order => order.Rate(by, new RateOrder(Key, 3, 2, 3, 2), Day),
        OrderAction.ReplyToRating => order => order.ReplyToRating(by, "Terima kasih", Day),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No such action."),
    };
}
