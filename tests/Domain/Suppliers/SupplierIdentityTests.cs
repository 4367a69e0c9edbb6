using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

public sealed class SupplierIdentityTests
{
    public static TheoryData<string> Identity() =>
        ["legalName", "nib", "form", "region", "kbli", "size", "npwp", "nik"];

    public static TheoryData<string> Contact() =>
        ["tradeName", "phone", "email", "line", "postalCode", "capacity", "taxable", "letter",
            "sales", "bank", "account"];

    [Theory]
    [MemberData(nameof(Identity))]
    public void A_changed_identity_is_verified_anew_and_may_not_sell_meanwhile(string field)
    {
        var verified = In(SupplierStage.Verified);

        var changed = verified.Then(Change(verified, field));

        Assert.Equal(SupplierStage.Submitted, changed.Stage);
        Assert.False(changed.MaySell(Now));
        Assert.Equal(Owner.User, changed.SubmittedBy);
    }

    [Theory]
    [MemberData(nameof(Contact))]
    public void Changed_contact_data_and_bank_account_leave_it_verified(string field)
    {
        var verified = In(SupplierStage.Verified);

        var decision = Change(verified, field);

        var changed = verified.Then(decision);
        Assert.NotEmpty(decision.Events);
        Assert.Equal(SupplierStage.Verified, changed.Stage);
        Assert.Equal(field is "bank" or "account" ? Now : null, changed.BankChangedAt);
    }

    [Fact]
    public void A_bank_account_changed_before_verification_is_not_flagged()
    {
        var draft = In(SupplierStage.Draft);

        Assert.Null(draft.Then(Change(draft, "account")).BankChangedAt);
    }

    [Fact]
    public void The_same_profile_again_changes_nothing()
    {
        var verified = In(SupplierStage.Verified);
        var copy = Profile with { Kbli = [.. Profile.Kbli], Capacity = [.. Profile.Capacity] };

        // The numbers are sealed anew, with another nonce, and still are the same numbers.
        Assert.Empty(verified.Changed(Owner, copy, Numbers).Events);
    }

    [Fact]
    public void A_verified_supplier_cannot_be_emptied()
    {
        var verified = In(SupplierStage.Verified);

        Assert.Equal(
            SupplierRefusals.Incomplete,
            verified.Changed(Owner, numbers: new PersonalNumbers(BankAccount: "")).Refusal?.Code);
        Assert.Equal(SupplierRefusals.Incomplete, verified.Changed(Owner, Profile with { Phone = "" }).Refusal?.Code);
    }

    [Fact]
    public void Standing_tells_other_actors_what_they_need()
    {
        var supplier = In(SupplierStage.Verified);
        supplier = supplier.Then(supplier.Changed(
            Owner, Profile with { FinalTaxLetter = new FinalTaxLetter("SK-1", new DateOnly(2026, 3, 31)) }));
        var lastMoment = new DateTimeOffset(2026, 3, 31, 23, 59, 59, TimeSpan.FromHours(7));

        var standing = supplier.Standing(Id, "1871012345678901", lastMoment);

        Assert.True(standing.MaySell);
        Assert.Equal(BusinessSize.Micro, standing.Size);
        Assert.Equal(RegionCode.Wrap("18.71"), standing.Region);
        Assert.True(standing.HasFinalTaxLetter);
        Assert.False(supplier.Standing(Id, "", lastMoment.AddSeconds(1)).HasFinalTaxLetter);
        Assert.Equal([Owner.User, Staff.User], standing.Members.AsEnumerable());
        Assert.False(Supplier.Absent.Standing(Id, "", Now).Exists);
    }

    [Fact]
    public void The_last_owner_can_neither_leave_nor_become_staff()
    {
        var supplier = In(SupplierStage.Verified);

        Assert.Equal(SupplierRefusals.LastOwner, supplier.RemoveMember(Owner, Owner.User).Refusal?.Code);
        Assert.Equal(SupplierRefusals.LastOwner, supplier.AddMember(Owner, Owner.User, MemberRole.Staff).Refusal?.Code);
        var shared = supplier.Then(supplier.AddMember(Owner, Staff.User, MemberRole.Owner));
        Assert.False(shared.Then(shared.RemoveMember(Owner, Owner.User)).IsMember(Owner.User));
    }

    [Fact]
    public void Staff_may_leave_but_not_manage_members()
    {
        var supplier = In(SupplierStage.Verified);

        Assert.Equal(
            CommonRefusals.NotAllowed, supplier.AddMember(Staff, Stranger.User, MemberRole.Staff).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, supplier.RemoveMember(Staff, Owner.User).Refusal?.Code);
        Assert.False(supplier.Then(supplier.RemoveMember(Staff, Staff.User)).IsMember(Staff.User));
        Assert.Equal(
            SupplierRefusals.NoSuchMember, supplier.RemoveMember(Owner, Stranger.User).Refusal?.Code);
    }

    [Fact]
    public void Only_owners_managers_and_auditors_read_personal_numbers_and_say_what_for()
    {
        var supplier = In(SupplierStage.Verified);

        foreach (var reader in (Acting[])[Owner, Manager, Auditor])
            Assert.IsType<SupplierPersonalDataRevealed>(
                Assert.Single(supplier.RevealPersonalData(reader, "Audit").Events));
        foreach (var other in (Acting[])[Staff, Facilitator, Stranger])
            Assert.Equal(CommonRefusals.NotAllowed, supplier.RevealPersonalData(other, "Audit").Refusal?.Code);
        Assert.Equal(CommonRefusals.InvalidText, supplier.RevealPersonalData(Owner, " ").Refusal?.Code);
    }

    private static Marketplace.EventLog.Decision<SupplierEvent> Change(Supplier supplier, string field) => field switch
    {
        "legalName" => supplier.Changed(Owner, Profile with { LegalName = "Kopi Abadi" }),
        "nib" => supplier.Changed(Owner, Profile with { Nib = "9999999999999" }),
        "form" => supplier.Changed(Owner, Profile with { Form = BusinessForm.OnePersonCompany }),
        "region" => supplier.Changed(
            Owner, Profile with { Address = Profile.Address! with { Region = RegionCode.Wrap("18.72.01") } }),
        "kbli" => supplier.Changed(Owner, Profile with { Kbli = ["10761", "10762"] }),
        "size" => supplier.Changed(Owner, Profile with { AnnualSales = new Rupiah(2_000_000_001) }),
        "npwp" => supplier.Changed(Owner, numbers: new PersonalNumbers(Npwp: "1871012345678902")),
        "nik" => supplier.Changed(Owner, numbers: new PersonalNumbers(OwnerNik: "1871012345678902")),
        "tradeName" => supplier.Changed(Owner, Profile with { TradeName = "Lestari" }),
        "phone" => supplier.Changed(Owner, Profile with { Phone = "081100000000" }),
        "email" => supplier.Changed(Owner, Profile with { Email = "kopi@contoh.id" }),
        "line" => supplier.Changed(Owner, Profile with { Address = Profile.Address! with { Line = "Jl. Baru 1" } }),
        "postalCode" => supplier.Changed(Owner, Profile with { Address = Profile.Address! with { PostalCode = "" } }),
        "capacity" => supplier.Changed(Owner, Profile with { Capacity = [] }),
        "taxable" => supplier.Changed(Owner, Profile with { IsTaxable = true }),
        "letter" => supplier.Changed(
            Owner, Profile with { FinalTaxLetter = new FinalTaxLetter("SK-1", new DateOnly(2026, 12, 31)) }),
        "sales" => supplier.Changed(Owner, Profile with { AnnualSales = new Rupiah(2_000_000_000) }),
        "bank" => supplier.Changed(Owner, Profile with { BankName = "BRI" }),
        "account" => supplier.Changed(Owner, numbers: new PersonalNumbers(BankAccount: "9876543210")),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
