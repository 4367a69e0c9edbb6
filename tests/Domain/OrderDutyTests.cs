using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Domain;

/// <summary>Who may see and do what, and duties kept apart (DOMAIN §1).</summary>
public sealed class OrderDutyTests
{
    [Fact]
    public void The_order_is_there_for_its_parties_and_auditors_only()
    {
        var direct = Placed();

        Assert.True(direct.IsVisibleTo(Treasurer));
        Assert.True(direct.IsVisibleTo(Auditor));
        Assert.False(direct.IsVisibleTo(Supplier));
        Assert.False(direct.IsVisibleTo(Stranger));
        Assert.True(At(OrderStage.AwaitingSupplier).IsVisibleTo(Supplier));
        Assert.Equal(CommonRefusals.NotFound, direct.Accept(Supplier, Day).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, direct.Sign(Auditor, new SignOrder(Key), "1", Day).Refusal?.Code);
    }

    [Fact]
    public void Whoever_bought_below_the_limit_does_not_sign()
    {
        var both = Buyer("officer", Role.ProcurementOfficer, Role.CommitmentOfficer);

        Assert.Equal(
            OrderRefusals.DutiesNotApart, Placed().Sign(both, new SignOrder(Key), "1", Day).Refusal?.Code);
        Assert.Null(Placed().Sign(Ppk, new SignOrder(Key), "1", Day).Refusal);
    }

    [Fact]
    public void Above_the_limit_creator_and_signer_may_be_one_but_the_reviewer_is_another()
    {
        var order = AboveLimit();
        var self = Buyer("ppk", Role.CommitmentOfficer, Role.DelegatedBudgetOwner);
        var doubled = Buyer("kpa", Role.CommitmentOfficer, Role.DelegatedBudgetOwner);

        Assert.Equal(OrderRefusals.DutiesNotApart, order.Approve(self, Day).Refusal?.Code);
        var reviewed = order.After(order.Approve(Reviewer, Day));
        Assert.Equal(OrderRefusals.DutiesNotApart, reviewed.Sign(doubled, new SignOrder(Key), "1", Day).Refusal?.Code);
        Assert.Null(reviewed.Sign(Ppk, new SignOrder(Key), "1", Day).Refusal);
    }

    [Fact]
    public void Whoever_signed_does_not_pay_and_whoever_negotiated_does_not_receive()
    {
        var payingSigner = Buyer("ppk", Role.Treasurer);
        var negotiator = Buyer("officer", Role.Receiver);

        Assert.Equal(
            OrderRefusals.DutiesNotApart,
            At(OrderStage.Invoiced).Pay(payingSigner, new PayOrder(Key, null, "SPM"), Day).Refusal?.Code);
        Assert.Equal(
            OrderRefusals.DutiesNotApart, At(OrderStage.Shipping).Receive(negotiator, Receipt(1), Day).Refusal?.Code);
    }

    [Fact]
    public void A_companys_approver_signs_packages_up_to_their_own_limit()
    {
        var facts = Facts(Company("requester", Role.Requester)) with { Kind = OrganisationKind.PrivateCompany };
        var submitted = PurchaseOrder.Absent.After(
            Submit(Submission() with { PaymentMode = PaymentMode.Transfer }, facts));
        var order = submitted.After(submitted.Place(new Rupiah(500_000_000), asksForReview: true, Day));

        Assert.Equal(OrderStage.AwaitingCommitmentOfficer, order.Stage);
        Assert.Null(order.MaySign(Approver(500_000_000), new SignOrder(Key), Day));
        Assert.Equal(
            OrderRefusals.OverApprovalLimit, order.MaySign(Approver(499_999_999), new SignOrder(Key), Day)?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, order.MaySign(Ppk, new SignOrder(Key), Day)?.Code);

        static OrderParty Approver(long limit) => new(
            UserId.Wrap("approver"),
            new Authority(Office, OrganisationKind.PrivateCompany, [new Duty(Role.Approver, null, new Rupiah(limit))]));
        static OrderParty Company(string user, Role role) => new(
            UserId.Wrap(user), new Authority(Office, OrganisationKind.PrivateCompany, [Duty(role)]));
    }

    [Fact]
    public void Only_the_signer_rates_and_only_once_and_the_supplier_answers_once()
    {
        var order = At(OrderStage.Completed);
        var rate = new RateOrder(Key, 3, 2, 3, 2);

        var another = Buyer("ppk-2", Role.CommitmentOfficer);
        Assert.Equal(OrderRefusals.NotTheSigner, order.Rate(another, rate, Day).Refusal?.Code);
        var rated = order.After(order.Rate(Ppk, rate, Day));
        Assert.Equal(260, rated.Rating!.Score);
        Assert.Equal(OrderRefusals.AlreadyRated, rated.Rate(Ppk, rate, Day).Refusal?.Code);
        var answered = rated.After(rated.ReplyToRating(Supplier, "Terima kasih", Day));
        Assert.Equal(OrderRefusals.NoRatingToAnswer, answered.ReplyToRating(Supplier, "Lagi", Day).Refusal?.Code);
        Assert.Equal(
            RefusalKind.Shape, order.Rate(Ppk, rate with { Quality = 4 }, Day).Refusal?.Code.Kind);
    }

    [Fact]
    public void Reasons_belong_to_their_side_and_some_to_the_engine_only()
    {
        var order = At(OrderStage.AwaitingSupplier);

        Assert.Equal(
            OrderRefusals.ReasonNotAllowed,
            order.Reject(Supplier, Ending(EndReason.BudgetWithdrawn), Day).Refusal?.Code);
        Assert.Equal(
            OrderRefusals.ReasonNotAllowed, order.Cancel(Officer, Ending(EndReason.Timeout), Day).Refusal?.Code);
        Assert.Null(order.Cancel(Officer, Ending(EndReason.BudgetWithdrawn), Day).Refusal);
    }
}
