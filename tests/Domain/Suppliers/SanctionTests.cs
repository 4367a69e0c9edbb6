using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

public sealed class SanctionTests
{
    [Theory]
    [InlineData(SanctionKind.SecondWarning, 6)]
    [InlineData(SanctionKind.ThirdWarning, 12)]
    [InlineData(SanctionKind.OrderBreach, 6)]
    [InlineData(SanctionKind.ContractBreach, 12)]
    [InlineData(SanctionKind.Blacklisting, 24)]
    public void A_suspension_stops_selling_at_once_and_ends_to_the_second(SanctionKind kind, int months)
    {
        var supplier = Climb(In(SupplierStage.Verified), kind);

        var suspended = supplier.Then(supplier.Sanctioned(kind));

        var end = Now.AddMonths(months);
        Assert.False(suspended.MaySell(Now));
        Assert.False(suspended.MaySell(end.AddSeconds(-1)));
        Assert.True(suspended.MaySell(end));
        Assert.NotEmpty(suspended.Sanctions[^1].Rule);
    }

    [Fact]
    public void A_first_warning_only_warns()
    {
        var supplier = In(SupplierStage.Verified);

        Assert.True(supplier.Then(supplier.Sanctioned(SanctionKind.FirstWarning)).MaySell(Now));
    }

    [Fact]
    public void A_removal_has_no_end()
    {
        var supplier = In(SupplierStage.Verified);

        var removed = supplier.Then(supplier.Sanctioned(SanctionKind.Removal));

        Assert.False(removed.MaySell(Now.AddYears(50)));
    }

    [Fact]
    public void The_ladder_is_climbed_one_step_at_a_time()
    {
        var supplier = In(SupplierStage.Verified);
        SanctionKind[] ladder = [SanctionKind.FirstWarning, SanctionKind.SecondWarning, SanctionKind.ThirdWarning];
        for (var step = 0; step < ladder.Length; step++)
        {
            foreach (var kind in ladder.Where(kind => kind != ladder[step]))
                Assert.Equal(SupplierRefusals.SanctionOutOfOrder, supplier.Sanctioned(kind).Refusal?.Code);
            supplier = supplier.Then(supplier.Sanctioned(ladder[step]));
        }
    }

    [Fact]
    public void A_lifted_warning_does_not_count_and_one_that_ran_out_does()
    {
        var warned = In(SupplierStage.Verified);
        warned = warned.Then(warned.Sanctioned(SanctionKind.FirstWarning));
        var lifted = warned.Then(warned.Lift(Manager, 1, "Keliru", Now));

        Assert.Null(lifted.Sanctioned(SanctionKind.FirstWarning).Refusal);
        var second = warned.Then(warned.Sanctioned(SanctionKind.SecondWarning));
        Assert.Null(second.Sanctioned(SanctionKind.ThirdWarning, Now.AddYears(1)).Refusal);
    }

    [Theory]
    [InlineData(SanctionReason.FalseDocuments, true)]
    [InlineData(SanctionReason.Collusion, true)]
    [InlineData(SanctionReason.OrderNotFulfilled, false)]
    [InlineData(SanctionReason.Other, false)]
    public void Only_false_documents_and_collusion_lead_to_the_blacklist(SanctionReason reason, bool accepted)
    {
        var refusal = In(SupplierStage.Verified).Sanctioned(SanctionKind.Blacklisting, reason: reason).Refusal;

        Assert.Equal(accepted ? null : SupplierRefusals.NoGroundForBlacklist, refusal?.Code);
    }

    [Fact]
    public void Lifting_gives_the_right_to_sell_back_at_once()
    {
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.Sanctioned(SanctionKind.OrderBreach));

        var lifted = supplier.Then(supplier.Lift(Colleague, 1, "Banding diterima", Now.AddDays(1)));

        Assert.True(lifted.MaySell(Now.AddDays(1)));
        Assert.Equal(SupplierRefusals.SanctionOver, lifted.Lift(Manager, 1, "lagi", Now.AddDays(2)).Refusal?.Code);
    }

    [Fact]
    public void The_owner_may_appeal_while_it_lasts()
    {
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.Sanctioned(SanctionKind.OrderBreach));

        var appealed = supplier.Then(supplier.Appeal(Owner, 1, "Barang sudah dikirim.", Now));

        Assert.Equal("Barang sudah dikirim.", Assert.Single(appealed.Sanctions[0].Appeals).Text);
        Assert.Equal(CommonRefusals.NotAllowed, supplier.Appeal(Staff, 1, "x", Now).Refusal?.Code);
        Assert.Equal(SupplierRefusals.SanctionOver, supplier.Appeal(Owner, 1, "x", Now.AddYears(1)).Refusal?.Code);
        Assert.Equal(SupplierRefusals.NoSuchSanction, supplier.Appeal(Owner, 2, "x", Now).Refusal?.Code);
    }

    [Fact]
    public void Its_end_is_noted_once_and_only_when_it_has_come()
    {
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.Sanctioned(SanctionKind.OrderBreach));
        var end = Now.AddMonths(6);

        Assert.Empty(supplier.EndSanction(1, end.AddSeconds(-1)).Events);
        var ended = supplier.Then(supplier.EndSanction(1, end));
        Assert.True(ended.Sanctions[0].Ended);
        Assert.Empty(ended.EndSanction(1, end).Events);
        Assert.Empty(ended.EndSanction(9, end).Events);
    }

    [Fact]
    public void Items_are_told_of_every_change_of_what_suspends_and_from_the_first_again_after_another()
    {
        var supplier = In(SupplierStage.Verified);
        var warned = supplier.Then(supplier.Sanctioned(SanctionKind.FirstWarning));
        Assert.Null(warned.Telling);
        var suspended = warned.Then(warned.Sanctioned(SanctionKind.OrderBreach));
        var begun = suspended.Then(suspended.ItemsTold(suspended.Telling, ItemId.Wrap("b"), Now));
        Assert.Equal(ItemId.Wrap("b"), begun.Telling?.Through);

        var lifted = begun.Then(begun.Lift(Manager, 2, "Banding diterima", Now.AddDays(1)));

        Assert.NotNull(lifted.Telling);
        Assert.Null(lifted.Telling.Through);
        Assert.Empty(lifted.ItemsTold(begun.Telling, through: null, Now).Events);
        Assert.Null(lifted.Then(lifted.ItemsTold(lifted.Telling, through: null, Now)).Telling);
    }

    private static Supplier Climb(Supplier supplier, SanctionKind to)
    {
        for (var kind = SanctionKind.FirstWarning; kind < to && to <= SanctionKind.ThirdWarning; kind++)
            supplier = supplier.Then(supplier.Sanctioned(kind, Now.AddYears(-3)));
        return supplier;
    }
}
