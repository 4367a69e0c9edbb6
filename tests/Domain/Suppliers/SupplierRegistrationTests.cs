using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

public sealed class SupplierRegistrationTests
{
    [Fact]
    public void A_draft_may_be_left_with_nothing_but_a_name()
    {
        var bare = new SupplierProfile
        {
            LegalName = "Tapis Ayu",
            Form = BusinessForm.SoleProprietorship,
            Activity = SupplierActivity.Producer,
        };

        var supplier = Supplier.Absent.Then(Registered(Owner, profile: bare, numbers: new PersonalNumbers()));

        Assert.Equal(SupplierStage.Draft, supplier.Stage);
        Assert.Null(supplier.Size);
        Assert.True(supplier.IsOwner(Owner.User));
    }

    [Fact]
    public void Submit_names_every_field_that_is_missing()
    {
        var profile = Profile with { Nib = "", Kbli = [], AnnualSales = null };
        var supplier = Supplier.Absent.Then(Registered(Owner, profile: profile, numbers: new PersonalNumbers()));

        var refusal = supplier.Submit(Owner, Now).Refusal;

        Assert.Equal(SupplierRefusals.Incomplete, refusal?.Code);
        Assert.Equal(
            ["nib", "npwp", "ownerNik", "annualSales", "kbli", "bankAccount"],
            refusal!.Parts.Select(static part => part.Field));
    }

    [Fact]
    public void Only_an_individual_needs_a_nik()
    {
        var company = Profile with { Form = BusinessForm.LimitedCompany };
        var supplier = Supplier.Absent.Then(
            Registered(Owner, profile: company, numbers: Numbers with { OwnerNik = null }));

        Assert.Null(supplier.Submit(Owner, Now).Refusal);
    }

    [Theory]
    [InlineData("nib")]
    [InlineData("npwp")]
    [InlineData("ownerNik")]
    [InlineData("bankAccount")]
    [InlineData("kbli")]
    [InlineData("phone")]
    [InlineData("email")]
    [InlineData("address.region")]
    [InlineData("address.postalCode")]
    [InlineData("capital")]
    [InlineData("legalName")]
    [InlineData("capacity[0].amount")]
    public void Register_refuses_a_malformed_field_by_its_name(string field)
    {
        var (profile, numbers) = field switch
        {
            "nib" => (Profile with { Nib = "123456789012" }, Numbers),
            "npwp" => (Profile, Numbers with { Npwp = "187101234567890x" }),
            "ownerNik" => (Profile, Numbers with { OwnerNik = "18710123456789012" }),
            "bankAccount" => (Profile, Numbers with { BankAccount = "12-34" }),
            "kbli" => (Profile with { Kbli = ["1076"] }, Numbers),
            "phone" => (Profile with { Phone = "0812 765" }, Numbers),
            "email" => (Profile with { Email = "kopi lestari@x" }, Numbers),
            "address.region" => (Profile with { Address = Address("18.99.01") }, Numbers),
            "address.postalCode" => (
                Profile with { Address = Address("18.71.01") with { PostalCode = "3512" } }, Numbers),
            "capital" => (Profile with { Capital = new Rupiah(-1) }, Numbers),
            "legalName" => (Profile with { LegalName = "Kopi\u0007" }, Numbers),
            "capacity[0].amount" => (
                Profile with { Capacity = [new MonthlyCapacity("Kopi", Quantity.Zero, "kg")] }, Numbers),
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };

        var refusal = Registered(Owner, profile: profile, numbers: numbers).Refusal;

        Assert.Equal(RefusalKind.Shape, refusal?.Code.Kind);
        Assert.Equal(field, refusal?.Field);
    }

    [Theory]
    [InlineData("18.71", false)]
    [InlineData("18.71.01", true)]
    [InlineData("31.74.01", true)]
    public void An_address_lies_in_a_kecamatan_that_exists_where_the_market_knows_them(string region, bool accepted) =>
        Assert.Equal(accepted, Registered(Owner, profile: Profile with { Address = Address(region) }).Refusal is null);

    [Fact]
    public void One_kbli_twice_is_refused() => Assert.Equal(
        CommonRefusals.InvalidCount,
        Registered(Owner, profile: Profile with { Kbli = ["10761", "10761"] }).Refusal?.Code);

    [Fact]
    public void A_facilitator_registers_for_the_owner_and_is_remembered()
    {
        var supplier = Supplier.Absent.Then(Registered(Facilitator, owner: Owner.User));

        Assert.True(supplier.IsOwner(Owner.User));
        Assert.False(supplier.IsMember(Facilitator.User));
        Assert.Equal(Facilitator.User, Assert.Single(supplier.AssistedBy));
    }

    [Fact]
    public void A_facilitator_says_for_whom_and_nobody_else_registers_for_others()
    {
        Assert.Equal(SupplierRefusals.OwnerMissing, Registered(Facilitator).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, Registered(Stranger, owner: Owner.User).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.NotAllowed,
            Registered(Someone(Marketplace.Commands.Caller.Anonymous.User.Value)).Refusal?.Code);
    }

    [Fact]
    public void A_facilitator_who_also_manages_may_not_verify_what_they_helped_with()
    {
        var both = Facilitator with { Manages = true };
        var draft = Supplier.Absent.Then(Registered(both, owner: Owner.User));
        var submitted = draft.Then(draft.Submit(Owner, Now));

        Assert.Equal(SupplierRefusals.JudgeInvolved, submitted.Review(both).Refusal?.Code);
        var taken = submitted.Then(submitted.Review(Manager));
        Assert.Equal(SupplierRefusals.JudgeInvolved, taken.Verify(both, Now).Refusal?.Code);
        Assert.Null(taken.Verify(Manager, Now).Refusal);
    }

    [Fact]
    public void A_manager_who_submitted_it_may_not_verify_it()
    {
        var both = Facilitator with { Manages = true };
        var draft = In(SupplierStage.Draft);
        var submitted = draft.Then(draft.Submit(both, Now));

        Assert.Equal(SupplierRefusals.JudgeInvolved, submitted.Review(both).Refusal?.Code);
    }

    [Fact]
    public void A_facilitator_never_verifies()
    {
        Assert.Equal(CommonRefusals.NotAllowed, In(SupplierStage.Submitted).Review(Facilitator).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, In(SupplierStage.InReview).Verify(Facilitator, Now).Refusal?.Code);
    }

    [Fact]
    public void Only_the_manager_who_took_it_finishes_unless_a_colleague_takes_over()
    {
        var taken = In(SupplierStage.InReview);

        Assert.Equal(SupplierRefusals.TakenByAnother, taken.Verify(Colleague, Now).Refusal?.Code);
        Assert.Equal(
            SupplierRefusals.TakenByAnother, taken.Return(Colleague, [new(ReturnReason.Other, "x")]).Refusal?.Code);
        var over = taken.Then(taken.Review(Colleague));
        Assert.Equal(SupplierStage.Verified, over.Then(over.Verify(Colleague, Now)).Stage);
    }

    [Fact]
    public void A_return_needs_reasons_and_they_vanish_once_verified()
    {
        Assert.Equal(CommonRefusals.InvalidCount, In(SupplierStage.InReview).Return(Manager, []).Refusal?.Code);
        var returned = In(SupplierStage.Returned);
        Assert.Equal(ReturnReason.KbliMismatch, Assert.Single(returned.ReturnNotes).Reason);

        var mended = returned.Then(returned.Changed(Owner, Profile with { Kbli = ["10762"] }));
        var submitted = mended.Then(mended.Submit(Owner, Now));
        var taken = submitted.Then(submitted.Review(Manager));

        Assert.Empty(taken.Then(taken.Verify(Manager, Now)).ReturnNotes);
    }

    [Fact]
    public void A_facilitator_mends_drafts_but_not_a_verified_supplier()
    {
        var profile = Profile with { Phone = "+628110000000" };

        Assert.Null(In(SupplierStage.Draft).Changed(Facilitator, profile).Refusal);
        Assert.Null(In(SupplierStage.Returned).Changed(Facilitator, profile).Refusal);
        Assert.Equal(
            CommonRefusals.NotAllowed, In(SupplierStage.Verified).Changed(Facilitator, profile).Refusal?.Code);
    }

    private static SupplierAddress Address(string region) =>
        new("Jl. Ratu Dibalau 7", RegionCode.Wrap(region), "35121");
}
