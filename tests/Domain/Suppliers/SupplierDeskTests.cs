using System.Text.Json;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Suppliers;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

/// <summary>What the market's operators are offered, and what they see changed.</summary>
public sealed class SupplierDeskTests
{
    private static SupplierVerification DeskOf(Supplier supplier, Acting by) =>
        supplier.Desk(by, SupplierViews.Full(Id, supplier, new Revision(1, 1)), Law, Now);

    private static Supplier Mended()
    {
        var returned = In(SupplierStage.Returned);
        var mended = returned.Then(returned.Changed(
            Owner, Profile with { LegalName = "UD Kopi Lestari", Phone = "+62721481107" },
            new PersonalNumbers(BankAccount: "9001700801")));
        return mended.Then(mended.Submit(Owner, Now));
    }

    [Fact]
    public void Before_it_was_ever_judged_there_is_nothing_to_compare_with()
    {
        var desk = DeskOf(In(SupplierStage.InReview), Manager);

        Assert.Null(desk.Judged);
        Assert.Empty(desk.Changed.ToArray());
    }

    [Fact]
    public void What_was_mended_since_it_was_returned_is_named_and_nothing_else()
    {
        var desk = DeskOf(Mended(), Manager);

        Assert.Equal(["legalName", "phone", "bankAccount"], desk.Changed.ToArray());
        Assert.Equal(SupplierStage.Returned, desk.Judged?.Outcome);
        Assert.Equal(Profile, desk.Judged?.Profile);
        Assert.Equal("••••0800", desk.Judged?.Numbers.BankAccount);
        Assert.Equal("UD Kopi Lestari", desk.Supplier.Registration?.Profile.LegalName);
    }

    [Fact]
    public void What_changes_on_a_verified_supplier_is_compared_with_what_was_verified()
    {
        var verified = In(SupplierStage.Verified);
        var renamed = verified.Then(verified.Changed(Owner, Profile with { LegalName = "CV Kopi Lestari" }));

        var desk = DeskOf(renamed, Manager);

        Assert.Equal(SupplierStage.Submitted, desk.Supplier.Stage);
        Assert.Equal(SupplierStage.Verified, desk.Judged?.Outcome);
        Assert.Equal(["legalName"], desk.Changed.ToArray());
    }

    [Fact]
    public void A_snapshot_keeps_what_was_judged()
    {
        var stored = JsonSerializer.SerializeToElement(Mended(), EventTypes.Json);

        var desk = DeskOf(stored.Deserialize<Supplier>(EventTypes.Json)!, Manager);

        Assert.Equal(["legalName", "phone", "bankAccount"], desk.Changed.ToArray());
    }

    [Theory]
    [InlineData(SupplierStage.Draft, "Reveal")]
    [InlineData(SupplierStage.Submitted, "Review, Reveal")]
    [InlineData(SupplierStage.InReview, "Verify, Return, Reveal")]
    [InlineData(SupplierStage.Returned, "Reveal")]
    [InlineData(SupplierStage.Verified, "Reveal")]
    public void A_manager_is_offered_what_the_stage_allows(SupplierStage stage, string duties) =>
        Assert.Equal(duties, string.Join(", ", DeskOf(In(stage), Manager).Duties));

    [Fact]
    public void A_colleague_may_take_over_before_deciding() =>
        Assert.Equal(
            [SupplierDuty.Review, SupplierDuty.Reveal],
            DeskOf(In(SupplierStage.InReview), Colleague).Duties.ToArray());

    [Fact]
    public void Auditors_and_facilitators_decide_nothing()
    {
        var supplier = In(SupplierStage.Submitted);
        supplier = supplier.Then(supplier.SubmitCertificate(Owner, Halal, Law, Now));

        foreach (var desk in (SupplierVerification[])[DeskOf(supplier, Auditor), DeskOf(supplier, Facilitator)])
        {
            Assert.Empty(desk.Duties.Except([SupplierDuty.Reveal]));
            Assert.Empty(desk.Certificates);
            Assert.Empty(desk.Sanctions);
            Assert.Null(desk.Bar);
        }

        Assert.Equal([SupplierDuty.Reveal], DeskOf(supplier, Auditor).Duties.ToArray());
        Assert.Equal([1], DeskOf(supplier, Manager).Certificates.ToArray());
    }

    [Fact]
    public void A_manager_with_a_part_in_it_is_offered_no_judgement_and_told_why()
    {
        var desk = DeskOf(In(SupplierStage.Submitted), Owner with { Manages = true });

        Assert.Equal(SupplierRefusals.JudgeInvolved, desk.Bar?.Code);
        Assert.Equal([SupplierDuty.Reveal], desk.Duties.ToArray());
    }

    [Fact]
    public void Sanctions_offered_climb_the_ladder_and_say_how_long_they_last()
    {
        var supplier = In(SupplierStage.Verified);
        var before = DeskOf(supplier, Manager);
        supplier = supplier.Then(supplier.Sanctioned(SanctionKind.FirstWarning));
        var after = DeskOf(supplier, Manager);

        Assert.Contains(new SanctionOption(SanctionKind.FirstWarning, null), before.Sanctions);
        Assert.DoesNotContain(before.Sanctions, static option => option.Kind == SanctionKind.SecondWarning);
        var second = Assert.Single(after.Sanctions, static option => option.Kind == SanctionKind.SecondWarning);
        Assert.Equal(supplier.Then(supplier.Sanctioned(SanctionKind.SecondWarning)).Sanctions[1].Until, second.Until);
        Assert.DoesNotContain(after.Sanctions, static option => option.Kind == SanctionKind.FirstWarning);
        Assert.Empty(before.Liftable);
        Assert.Equal([1], after.Liftable.ToArray());
    }
}
