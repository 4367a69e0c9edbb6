using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

/// <summary>
/// Every stage × every command: who may do it finds it done or refused for the stage, and nothing else.
/// </summary>
public sealed class SupplierStageTests
{
    private static readonly Dictionary<string, Func<Supplier, Decision<SupplierEvent>>> Commands = new()
    {
        ["register"] = supplier => supplier.Register(
            Id, Owner, new RegisterSupplier { Context = By(Owner), Profile = Profile, Numbers = Numbers },
            Key.Seal(Id.Value, Numbers), Law, Now),
        ["change"] = static supplier => supplier.Changed(Owner, Profile with { LegalName = "Kopi Abadi" }),
        ["submit"] = static supplier => supplier.Submit(Owner, Now),
        ["review"] = static supplier => supplier.Review(Manager),
        ["verify"] = static supplier => supplier.Verify(Manager, Now),
        ["return"] = static supplier => supplier.Return(Manager, [new(ReturnReason.Other, "Perbaiki")]),
        ["add-member"] = static supplier => supplier.AddMember(Owner, Someone("new").User, MemberRole.Staff),
        ["remove-member"] = static supplier => supplier.RemoveMember(Owner, Staff.User),
        ["reveal"] = static supplier => supplier.RevealPersonalData(Owner, "Mencocokkan berkas"),
        ["certificate"] = static supplier => supplier.SubmitCertificate(Owner, Halal, Law, Now),
        ["sanction"] = static supplier => supplier.Sanctioned(SanctionKind.FirstWarning),
    };

    /// <summary>What each command answers in each stage: the stage after, or the slug of the refusal.</summary>
    private static readonly string[][] Table =
    [
        // command        absent         draft        submitted    inReview     verified     returned
        ["register",      "Draft",       Exists,      Exists,      Exists,      Exists,      Exists],
        ["change",        Missing,       "Draft",     Wrong,       Wrong,       "Submitted", "Returned"],
        ["submit",        Missing,       "Submitted", Wrong,       Wrong,       Wrong,       "Submitted"],
        ["review",        Missing,       Wrong,       "InReview",  "=",         Wrong,       Wrong],
        ["verify",        Missing,       Wrong,       Wrong,       "Verified",  Wrong,       Wrong],
        ["return",        Missing,       Wrong,       Wrong,       "Returned",  Wrong,       Wrong],
        ["add-member",    Missing,       "Draft",     "Submitted", "InReview",  "Verified",  "Returned"],
        ["remove-member", Missing,       "Draft",     "Submitted", "InReview",  "Verified",  "Returned"],
        ["reveal",        Missing,       "Draft",     "Submitted", "InReview",  "Verified",  "Returned"],
        ["certificate",   Missing,       "Draft",     "Submitted", "InReview",  "Verified",  "Returned"],
        ["sanction",      Missing,       Wrong,       "Submitted", "InReview",  "Verified",  "Returned"],
    ];

    public static TheoryData<SupplierStage> EveryStage => [.. Enum.GetValues<SupplierStage>()];

    [Theory]
    [MemberData(nameof(EveryStage))]
    public void What_its_people_are_offered_is_what_the_stage_allows(SupplierStage stage)
    {
        var supplier = In(stage);
        (SupplierMemberAction Action, string Command)[] offers =
        [
            (SupplierMemberAction.ChangeProfile, "change"), (SupplierMemberAction.Submit, "submit"),
            (SupplierMemberAction.HandInCertificate, "certificate"),
            (SupplierMemberAction.ManageMembers, "add-member"),
        ];
        var allowed = offers.Where(offer => Commands[offer.Command](supplier).Refusal is null)
            .Select(static offer => offer.Action).ToArray();
        SupplierMemberAction[] onlyOwners = [SupplierMemberAction.ManageMembers, SupplierMemberAction.Appeal];

        Assert.Equal(allowed, supplier.ActionsOf(Owner).Remove(SupplierMemberAction.Appeal));
        Assert.Equal(allowed.Except(onlyOwners), supplier.ActionsOf(Staff));
        Assert.Empty(supplier.ActionsOf(Auditor));
        Assert.Empty(supplier.ActionsOf(Stranger));
    }

    private const string Exists = "already-exists";
    private const string Missing = "not-found";
    private const string Wrong = "supplier-wrong-stage";

    public static TheoryData<string, SupplierStage, string> EveryStageAndCommand()
    {
        var rows = new TheoryData<string, SupplierStage, string>();
        foreach (var row in Table)
        {
            foreach (var stage in Enum.GetValues<SupplierStage>()) rows.Add(row[0], stage, row[1 + (int)stage]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(EveryStageAndCommand))]
    public void Each_command_moves_only_the_stages_it_may(string command, SupplierStage stage, string expected)
    {
        var before = In(stage);

        var decision = Commands[command](before);

        var after = decision.Events.Aggregate(before, static (state, happened) => state.When(happened));
        var answer = decision.Refusal?.Code.Slug ?? (decision.Events.IsEmpty ? "=" : after.Stage.ToString());
        Assert.Equal(expected, answer);
    }

    [Fact]
    public void The_table_names_every_command_and_stage() =>
        Assert.Equal(
            Commands.Keys.Order().SelectMany(_ => Enum.GetValues<SupplierStage>()).Count(),
            Table.Where(row => Commands.ContainsKey(row[0])).Sum(static row => row.Length - 1));

    [Theory]
    [InlineData(SupplierStage.Draft)]
    [InlineData(SupplierStage.Submitted)]
    [InlineData(SupplierStage.InReview)]
    [InlineData(SupplierStage.Returned)]
    public void A_stranger_cannot_tell_an_unverified_supplier_from_none(SupplierStage stage)
    {
        foreach (var (name, command) in Strangers())
            Assert.True(CommonRefusals.NotFound == command(In(stage)).Refusal?.Code, name);
    }

    [Fact]
    public void A_stranger_may_see_a_verified_supplier_but_do_nothing()
    {
        foreach (var (name, command) in Strangers())
            Assert.True(CommonRefusals.NotAllowed == command(In(SupplierStage.Verified)).Refusal?.Code, name);
    }

    private static IEnumerable<(string Name, Func<Supplier, Decision<SupplierEvent>> Command)> Strangers() =>
    [
        ("change", static supplier => supplier.Changed(Stranger)),
        ("submit", static supplier => supplier.Submit(Stranger, Now)),
        ("review", static supplier => supplier.Review(Stranger)),
        ("verify", static supplier => supplier.Verify(Stranger, Now)),
        ("return", static supplier => supplier.Return(Stranger, [])),
        ("add-member", static supplier => supplier.AddMember(Stranger, Stranger.User, MemberRole.Owner)),
        ("remove-member", static supplier => supplier.RemoveMember(Stranger, Owner.User)),
        ("reveal", static supplier => supplier.RevealPersonalData(Stranger, "ingin tahu")),
        ("certificate", static supplier => supplier.SubmitCertificate(Stranger, Halal, Law, Now)),
        ("mend certificate", static supplier => supplier.ChangeCertificate(Stranger, 1, Halal, Law, Now)),
        ("judge certificate", static supplier => supplier.JudgeCertificate(Stranger, 1, null, Law, Now)),
        ("sanction", static supplier => supplier.Sanctioned(SanctionKind.FirstWarning, by: Stranger)),
        ("lift", static supplier => supplier.Lift(Stranger, 1, "x", Now)),
        ("appeal", static supplier => supplier.Appeal(Stranger, 1, "x", Now)),
    ];
}
