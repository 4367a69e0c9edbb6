using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Domain.Catalogue;

/// <summary>Every stage × every command: what it leads to, or <c>-</c> where the stage forbids it.</summary>
public sealed class ItemStageTableTests
{
    private static readonly ItemStage[] Stages = Enum.GetValues<ItemStage>();

    /// <summary>One row per command, one column per stage in the order of <see cref="ItemStage"/>.</summary>
    private static readonly (string Command, string[] Outcomes)[] Table =
    [
        // Absent, Draft, Submitted, InReview, Published, Rejected, Frozen, Delisted, Archived
        ("draft", ["Draft", "!", "!", "!", "!", "!", "!", "!", "!"]),
        ("edit", ["?", "Draft", "Submitted", "-", "Published", "Rejected", "Frozen", "-", "-"]),
        ("rename", ["?", "Draft", "Submitted", "-", "Submitted", "Rejected", "Submitted", "-", "-"]),
        ("submit", ["?", "Submitted", "-", "-", "-", "Submitted", "-", "-", "-"]),
        ("start-review", ["?", "-", "InReview", "-", "-", "-", "-", "-", "-"]),
        ("publish", ["?", "-", "-", "Published", "-", "-", "-", "-", "-"]),
        ("verify", ["?", "-", "-", "InReview", "Published", "-", "Frozen", "-", "-"]),
        ("reject", ["?", "-", "-", "Rejected", "-", "-", "-", "-", "-"]),
        ("freeze", ["?", "-", "-", "-", "Frozen", "-", "-", "-", "-"]),
        ("unfreeze", ["?", "-", "-", "-", "-", "-", "Published", "-", "-"]),
        ("suspended", ["Absent", "Draft", "Submitted", "InReview", "Frozen", "Rejected", "Frozen", "Delisted",
            "Archived"]),
        ("free", ["Absent", "Draft", "Submitted", "InReview", "Published", "Rejected", "Frozen", "Delisted",
            "Archived"]),
        ("delist", ["?", "-", "-", "-", "Delisted", "-", "Delisted", "-", "-"]),
        ("clear-doubts", ["?", "-", "-", "-", "Published", "-", "Frozen", "-", "-"]),
        ("archive", ["?", "Archived", "-", "-", "-", "Archived", "-", "Archived", "-"]),
        ("set-prices", ["?", "Draft", "Submitted", "-", "Published", "Rejected", "Frozen", "-", "-"]),
        ("receive", ["?", "Draft", "Submitted", "InReview", "Published", "Rejected", "Frozen", "-", "-"]),
        ("correct", ["?", "Draft", "Submitted", "InReview", "Published", "Rejected", "Frozen", "-", "-"]),
        ("confirm", ["?", "Draft", "Submitted", "InReview", "Published", "Rejected", "Frozen", "-", "-"]),
        ("hold", ["?", "$", "$", "$", "Published", "$", "$", "$", "$"]),
        ("void", ["?", "Draft", "Submitted", "InReview", "Published", "Rejected", "Frozen", "Delisted", "Archived"]),
    ];

    public static TheoryData<string, ItemStage, string> Cells()
    {
        var cells = new TheoryData<string, ItemStage, string>();
        foreach (var (command, outcomes) in Table)
        {
            Assert.Equal(Stages.Length, outcomes.Length);
            for (var i = 0; i < Stages.Length; i++) cells.Add(command, Stages[i], outcomes[i]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_stage_answers_every_command(string command, ItemStage stage, string outcome)
    {
        var before = In(stage);

        var decision = Run(command, before);

        var after = decision.Events.Aggregate(before, static (state, happened) => state.When(happened));
        Assert.Equal(outcome, decision.Refusal?.Code switch
        {
            null => after.Stage.ToString(),
            { } code when code == ItemRefusals.StageForbids => "-",
            { } code when code == CommonRefusals.NotFound => "?",
            { } code when code == CommonRefusals.AlreadyExists => "!",
            { } code when code == ItemRefusals.NotPurchasable => "$",
            { } code => code.Slug,
        });
    }

    public static TheoryData<ItemStage> EveryStage => [.. Stages];

    [Theory]
    [MemberData(nameof(EveryStage))]
    public void What_its_people_are_offered_is_what_the_stage_allows(ItemStage stage)
    {
        var item = In(stage);
        (ListingAction Action, string Command)[] offers =
        [
            (ListingAction.Edit, "edit"), (ListingAction.Submit, "submit"), (ListingAction.SetPrices, "set-prices"),
            (ListingAction.ChangeStock, "receive"), (ListingAction.Delist, "delist"),
            (ListingAction.Archive, "archive"),
        ];

        Assert.Equal(
            offers.Where(offer => Run(offer.Command, item).Refusal is null).Select(static offer => offer.Action),
            item.ActionsOf(Member));
        Assert.Empty(item.ActionsOf(Auditor));
        Assert.Empty(item.ActionsOf(Outsider));
    }

    private static Decision<CatalogueItemEvent> Run(string command, CatalogueItem item) => command switch
    {
        "draft" => item.Draft(Seller, Details with { Sku = "other" }, Member, Facts()),
        "edit" => item.Edit(Details with { Description = "Baru" }, Member, Facts()),
        "rename" => item.Edit(Details with { Name = "Kursi lain" }, Member, Facts()),
        "submit" => item.Submit(Member, Facts()),
        "start-review" => item.StartReview(Manager),
        "publish" => item.Publish(VerifiedEvidence.None, Manager, Facts()),
        "verify" => item.VerifyEvidence(new VerifiedEvidence { DomesticConfirmed = true }, Manager, Law()),
        "reject" => item.Reject(Rejection, Manager),
        "freeze" => item.Freeze(FreezeReason.PatrolFinding, "", Manager, Start),
        "unfreeze" => item.Unfreeze(Manager, Facts()),
        "suspended" => item.FollowSupplier(isSuspended: true, Manager.User, Law(), Start),
        "free" => item.FollowSupplier(isSuspended: false, Manager.User, Law(), Start),
        "delist" => item.Delist("Tidak dibuat lagi", Member),
        "clear-doubts" => item.ClearDoubts("Ukurannya berbeda", Manager),
        "archive" => item.Archive(Member),
        "set-prices" => item.SetPrices(Price, Law(), Member, Start),
        "receive" => item.Receive("second", new Quantity(1), "", Member, Law(), Start),
        "correct" => item.Correct(new Quantity(-1), CorrectionReason.Damaged, "", Member, Law(), Start),
        "confirm" => item.ConfirmStock(Member, Law(), Start),
        "hold" => item.Hold(Order(1), new Quantity(1)),
        "void" => item.Void(Order(1)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command."),
    };
}
