using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>
/// The rules of a catalogue item: its state, and what each event does to it. What may happen to the listing, its
/// review, its prices and its stock stands in the files of those names.
/// </summary>
[SnapshotFormat(2)]
public sealed partial record CatalogueItem
{
    /// <summary>An item that was never drafted.</summary>
    public static readonly CatalogueItem Absent = new();

    /// <summary>Where it stands.</summary>
    public ItemStage Stage { get; init; }

    /// <summary>Whose it is; null while absent.</summary>
    public SupplierId? Supplier { get; init; }

    /// <summary>What the supplier says about it; null while absent.</summary>
    public ItemDetails? Details { get; init; }

    /// <summary>What it took from its category and unit; null while absent.</summary>
    public ItemTerms? Terms { get; init; }

    /// <summary>Who helped the supplier with it.</summary>
    public ImmutableArray<UserId> Facilitators { get; init; } = [];

    /// <summary>Who handed it in last.</summary>
    public UserId? SubmittedBy { get; init; }

    /// <summary>Who took it for review last.</summary>
    public UserId? Reviewer { get; init; }

    /// <summary>Why it was last sent back, until it is published.</summary>
    public ItemRejection? Rejection { get; init; }

    /// <summary>Why it is under review again, until it is published.</summary>
    public ReopenCause? ReopenedFor { get; init; }

    /// <summary>The freeze in force.</summary>
    public ItemFreeze? Freezing { get; init; }

    /// <summary>When it is next looked at for an automatic freeze.</summary>
    public DateTimeOffset? FreezeCheckAt { get; init; }

    /// <summary>
    /// The certificates as a reviewer verified them; one that is no longer claimed unchanged does not count.
    /// </summary>
    public ImmutableArray<ItemCertificate> VerifiedCertificates { get; init; } = [];

    /// <summary>The domestic origin as a reviewer confirmed it.</summary>
    public ItemOrigin? VerifiedOrigin { get; init; }

    /// <summary>The listing as it was last published or rejected; null before the first time.</summary>
    public JudgedItem? Judged { get; init; }

    /// <summary>Whether everyone sees it.</summary>
    [JsonIgnore]
    public bool IsVisible => Stage is ItemStage.Published or ItemStage.Frozen;

    /// <summary>The state after one more event.</summary>
    public CatalogueItem When(CatalogueItemEvent happened) => happened is FreezeCheckEvent { FreezeCheckAt: var check }
        ? WhenListing(happened) with { FreezeCheckAt = check }
        : WhenListing(happened);

    private CatalogueItem WhenListing(CatalogueItemEvent happened) => happened switch
    {
        ItemDrafted drafted => Written(drafted.Details, drafted.Terms, drafted.Facilitator) with
        {
            Stage = ItemStage.Draft,
            Supplier = drafted.Supplier,
        },
        ItemEdited edited => Written(edited.Details, edited.Terms, edited.Facilitator),
        ItemSubmitted submitted => this with { Stage = ItemStage.Submitted, SubmittedBy = submitted.By },
        ItemReviewReopened reopened => this with
        {
            Stage = ItemStage.Submitted,
            SubmittedBy = reopened.By,
            ReopenedFor = reopened.Cause,
            Freezing = null,
        },
        ItemReviewStarted started => this with { Stage = ItemStage.InReview, Reviewer = started.By },
        ItemEvidenceVerified verified => this with
        {
            VerifiedCertificates = verified.Certificates,
            VerifiedOrigin = verified.Origin,
        },
        ItemPublished published => this with
        {
            Stage = ItemStage.Published,
            Rejection = null,
            ReopenedFor = null,
            StockConfirmedAt = published.At,
            Judged = new JudgedItem(ItemStage.Published, Details!, Prices),
        },
        ItemRejected rejected => this with
        {
            Stage = ItemStage.Rejected,
            Rejection = rejected.Rejection,
            Judged = new JudgedItem(ItemStage.Rejected, Details!, Prices),
        },
        ItemFrozen frozen => this with { Stage = ItemStage.Frozen, Freezing = frozen.Freeze },
        ItemUnfrozen => this with { Stage = ItemStage.Published, Freezing = null },
        FreezeCheckMoved or ItemDoubtsCleared => this,
        ItemDelisted => this with { Stage = ItemStage.Delisted, Freezing = null },
        ItemArchived => this with { Stage = ItemStage.Archived },
        ItemPricesSet prices => WhenPrices(prices),
        _ => WhenStock(happened),
    };

    /// <summary>
    /// The order of every check: absent, not theirs to see, not theirs to do, wrong stage. The rule itself comes after.
    /// </summary>
    private Refusal? Gate(ItemParty party, bool allowed, params ReadOnlySpan<ItemStage> stages)
    {
        if (Stage == ItemStage.Absent || (!IsVisible && !party.MaySeeHidden)) return CommonRefusals.NotFound;
        if (!allowed) return CommonRefusals.NotAllowed;
        return stages.Contains(Stage) ? null : StageForbids();
    }

    private Refusal StageForbids() => ItemRefusals.StageForbids.With("stage", Stage);

    private CatalogueItem Written(ItemDetails details, ItemTerms terms, UserId? facilitator) => this with
    {
        Details = details,
        Terms = terms,
        Facilitators = facilitator is { } helper && !Facilitators.Contains(helper)
            ? Facilitators.Add(helper)
            : Facilitators,
    };
}
