using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;

namespace Marketplace.Catalogue;

/// <summary>A listing as it was published or rejected, for the next judge to see what changed since.</summary>
/// <param name="Outcome">Published or rejected.</param>
/// <param name="Details">What the supplier said about it.</param>
/// <param name="Prices">Its prices then.</param>
public sealed record JudgedItem(ItemStage Outcome, ItemDetails Details, ImmutableArray<PriceSchedule> Prices);

/// <summary>
/// What a catalogue manager may do now. The rules themselves are asked, so that nothing is offered that they would
/// refuse.
/// </summary>
public sealed partial record CatalogueItem
{
    /// <summary>A reason where any will do: it is asked whether something may be done, not why.</summary>
    private const string AnyReason = "-";

    /// <summary>The item on the desk of someone who operates the market.</summary>
    /// <param name="view">The item as it is shown to its own people.</param>
    /// <param name="party">Who looks.</param>
    /// <param name="facts">What it is measured against.</param>
    public Result<ItemCuration> Desk(ItemView view, ItemParty party, ListingFacts facts)
    {
        if (Stage == ItemStage.Absent || (!IsVisible && !party.MaySeeHidden)) return CommonRefusals.NotFound;
        if (!party.IsManager && !party.IsFacilitator && !party.IsAuditor) return CommonRefusals.NotAllowed;
        return new ItemCuration
        {
            Item = view,
            Duties =
            [
                .. Enum.GetValues<ItemDuty>().Where(duty => Try(duty, party, facts) is
                    { Refusal: null, Events.IsEmpty: false }),
            ],
            Bar = party.IsManager && IsInvolved(party) ? ItemRefusals.ReviewerInvolved : null,
            Problems = PublicationProblems(facts),
            Verified =
            [
                .. CountingCertificates.Select(static one => new CertificateReference(one.Kind, one.Number)),
            ],
            Judged = Judged is { } judged ? new JudgedListing(judged.Outcome, judged.Details) : null,
            Prices = ItemPriceChanges.Between(Judged?.Prices ?? [], Prices, facts.Now),
        };
    }

    private Decision<CatalogueItemEvent> Try(ItemDuty duty, ItemParty party, ListingFacts facts) => duty switch
    {
        ItemDuty.Review => StartReview(party),
        ItemDuty.Publish => Publish(VerifiedEvidence.None, party, facts),
        ItemDuty.Reject => Reject(new ItemRejection([RejectionReason.Other], AnyReason), party),
        ItemDuty.VerifyEvidence => VerifyEvidence(VerifiedEvidence.None, party, facts.Policy),
        ItemDuty.Freeze => Freeze(FreezeReason.Other, AnyReason, party, facts.Now),
        ItemDuty.Unfreeze => Unfreeze(party, facts),
        ItemDuty.Delist => Delist(AnyReason, party),
        ItemDuty.ClearDoubts => ClearDoubts(AnyReason, party),
        _ => throw new InvalidOperationException($"Unknown duty {duty}."),
    };
}
