using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain.Suppliers;

/// <summary>People, policies and suppliers in every stage, for the tests of the rules.</summary>
internal static class SupplierSamples
{
    public static readonly SupplierId Id = SupplierId.Wrap("kopi-lestari");
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 3, 0, 0, TimeSpan.Zero);
    public static readonly SupplierPolicy Law = SupplierPolicy.On(PolicyTable.Default.At(Now));
    public static readonly PersonalData Key = new(new byte[PersonalData.KeyBytes]);

    public static readonly Acting Owner = Someone("owner");
    public static readonly Acting Staff = Someone("staff");
    public static readonly Acting Stranger = Someone("stranger");
    public static readonly Acting Facilitator = Someone("facilitator") with { Assists = true };
    public static readonly Acting Manager = Someone("manager") with { Manages = true };
    public static readonly Acting Colleague = Someone("colleague") with { Manages = true };
    public static readonly Acting Auditor = Someone("auditor") with { Audits = true };

    public static readonly PersonalNumbers Numbers = new("1871012345678901", "1871012345678901", "9001700800");

    public static readonly SupplierProfile Profile = new()
    {
        LegalName = "Kopi Lestari",
        Nib = "1234567890123",
        Form = BusinessForm.Individual,
        Activity = SupplierActivity.Producer,
        AnnualSales = new Rupiah(900_000_000),
        Address = new SupplierAddress("Jl. Ratu Dibalau 7", RegionCode.Wrap("18.71.01"), "35121"),
        Kbli = ["10761"],
        Phone = "+628127654321",
        BankName = "Bank Lampung",
        BankHolder = "Sri Wahyuni",
        Capacity = [new MonthlyCapacity("Kopi bubuk", new Quantity(500), "kg")],
    };

    public static readonly Certificate Halal = new()
    {
        Kind = CertificateKind.Halal,
        Number = "ID18110000123450422",
        Holder = "Kopi Lestari",
        IssuedOn = new DateOnly(2025, 1, 2),
    };

    public static Acting Someone(string name) => new(UserId.Wrap(name), false, false, false, false);

    public static CommandContext By(Acting who) => CommandContext.OnBehalfOf(new Caller(who.User));

    public static Supplier Then(this Supplier supplier, Decision<SupplierEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(supplier, static (state, happened) => state.When(happened));
    }

    public static Decision<SupplierEvent> Registered(
        Acting by, UserId? owner = null, SupplierProfile? profile = null, PersonalNumbers? numbers = null) =>
        Supplier.Absent.Register(
            Id,
            by,
            new RegisterSupplier
            {
                Context = By(by),
                Profile = profile ?? Profile,
                Numbers = numbers ?? Numbers,
                Owner = owner,
            },
            Key.Seal(Id.Value, numbers ?? Numbers),
            Law,
            Now);

    public static Decision<SupplierEvent> Changed(
        this Supplier supplier, Acting by, SupplierProfile? profile = null, PersonalNumbers? numbers = null) =>
        supplier.ChangeProfile(
            by,
            new ChangeSupplierProfile
            {
                Context = By(by),
                Profile = profile ?? Profile,
                Numbers = numbers ?? new PersonalNumbers(),
            },
            Key.Seal(Id.Value, numbers ?? new PersonalNumbers()),
            Law,
            Now);

    public static Decision<SupplierEvent> Sanctioned(
        this Supplier supplier, SanctionKind kind, DateTimeOffset? at = null,
        SanctionReason reason = SanctionReason.FalseDocuments, Acting? by = null) =>
        supplier.Impose(
            by ?? Manager,
            new SanctionSupplier
            {
                Context = By(by ?? Manager),
                Kind = kind,
                DecreeNumber = "SK/7/2026",
                Reason = reason,
                Evidence = "Berita acara 12/2026",
            },
            Law,
            at ?? Now);

    /// <summary>A supplier in a stage, with an owner and one of the staff.</summary>
    public static Supplier In(SupplierStage stage)
    {
        if (stage == SupplierStage.Absent) return Supplier.Absent;
        var draft = Supplier.Absent.Then(Registered(Owner))
            .Then(new SupplierMemberAdded(Staff.User, MemberRole.Staff, Owner.User));
        if (stage == SupplierStage.Draft) return draft;
        var submitted = draft.Then(draft.Submit(Owner, Now));
        if (stage == SupplierStage.Submitted) return submitted;
        var taken = submitted.Then(submitted.Review(Manager));
        return stage switch
        {
            SupplierStage.InReview => taken,
            SupplierStage.Verified => taken.Then(taken.Verify(Manager, Now)),
            SupplierStage.Returned => taken.Then(taken.Return(Manager, [new(ReturnReason.KbliMismatch, "KBLI 10761")])),
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };
    }
}
