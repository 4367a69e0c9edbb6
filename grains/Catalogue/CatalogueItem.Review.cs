using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Reviewing a listing, and taking it off the market.</summary>
public sealed partial record CatalogueItem
{
    /// <summary>A reviewer takes it.</summary>
    public Decision<CatalogueItemEvent> StartReview(ItemParty party) =>
        ReviewGate(party, ItemStage.Submitted) is { } refusal ? refusal : new ItemReviewStarted(party.User);

    /// <summary>Approves it, with the evidence that was verified.</summary>
    public Decision<CatalogueItemEvent> Publish(VerifiedEvidence evidence, ItemParty party, ListingFacts facts)
    {
        if (ReviewGate(party, ItemStage.InReview) is { } refusal) return refusal;
        if (Verified(evidence, party, out var verified) is { } unfit) return unfit;
        return Together(PublicationProblems(facts)) is { } incomplete
            ? incomplete
            : WithFreezeCheck(facts.Policy, verified, new ItemPublished(party.User, facts.Now));
    }

    /// <summary>Verifies evidence apart from publishing, such as a renewed certificate.</summary>
    public Decision<CatalogueItemEvent> VerifyEvidence(VerifiedEvidence evidence, ItemParty party, PolicyDay policy)
    {
        if (ReviewGate(party, ItemStage.InReview, ItemStage.Published, ItemStage.Frozen) is { } refusal) return refusal;
        return Verified(evidence, party, out var verified) is { } unfit ? unfit : WithFreezeCheck(policy, verified);
    }

    /// <summary>Sends it back with reasons.</summary>
    public Decision<CatalogueItemEvent> Reject(ItemRejection rejection, ItemParty party)
    {
        if (ReviewGate(party, ItemStage.InReview) is { } refusal) return refusal;
        var reasons = rejection.Reasons;
        var count = reasons.Distinct().Count() == reasons.Length ? reasons.Length : -1;
        return (Check.Count(count, "reasons", 1, ItemLimits.MaxRejectionReasons)
            ?? Check.Text(rejection.Text, "text", ItemLimits.MaxNote)) is { } malformed
                ? malformed
                : new ItemRejected(rejection, party.User);
    }

    /// <summary>Stops its sale.</summary>
    public Decision<CatalogueItemEvent> Freeze(FreezeReason reason, string note, ItemParty party, DateTimeOffset now)
    {
        if (Gate(party, party.MayManage, ItemStage.Published) is { } refusal) return refusal;
        return Check.Text(note, "note", ItemLimits.MaxNote, required: reason == FreezeReason.Other) is { } malformed
            ? malformed
            : new ItemFrozen(new ItemFreeze(reason, note, now), party.User);
    }

    /// <summary>
    /// Freezes a published item whose verified certificate has run out or whose stock was not confirmed in time; looks
    /// again later when neither is so. The deadline asks, the state decides.
    /// </summary>
    public Decision<CatalogueItemEvent> FreezeWhenDue(UserId by, PolicyDay policy, DateTimeOffset now)
    {
        if (FreezeCheckAt is null || FreezeCheckAt > now) return Decision<CatalogueItemEvent>.Nothing;
        if (Stage != ItemStage.Published) return new FreezeCheckMoved();
        var today = Wib.DateOf(now);
        var expired = CountingCertificates.FirstOrDefault(certificate => certificate.ValidUntil < today);
        if (expired is not null)
            return new ItemFrozen(new ItemFreeze(FreezeReason.CertificateExpired, expired.Number, now), by);
        return ConfirmBy(policy) <= now
            ? new ItemFrozen(new ItemFreeze(FreezeReason.StockNotConfirmed, "", now), by)
            : WithFreezeCheck(policy, new FreezeCheckMoved());
    }

    /// <summary>
    /// Freezes a published item while its supplier is suspended, and ends that freeze afterwards. What else may have
    /// become due meanwhile, such as a certificate's end, is looked at right after the release.
    /// </summary>
    public Decision<CatalogueItemEvent> FollowSupplier(
        bool isSuspended, UserId by, PolicyDay policy, DateTimeOffset now)
    {
        if (isSuspended)
        {
            return Stage == ItemStage.Published
                ? new ItemFrozen(new ItemFreeze(FreezeReason.SupplierSanctioned, "", now), by)
                : Decision<CatalogueItemEvent>.Nothing;
        }

        return Stage == ItemStage.Frozen && Freezing?.Reason == FreezeReason.SupplierSanctioned
            ? WithFreezeCheck(policy, new ItemUnfrozen(by))
            : Decision<CatalogueItemEvent>.Nothing;
    }

    /// <summary>Ends a freeze; the item must be fit to be published.</summary>
    public Decision<CatalogueItemEvent> Unfreeze(ItemParty party, ListingFacts facts)
    {
        if (Gate(party, party.MayManage, ItemStage.Frozen) is { } refusal) return refusal;
        if (Together(PublicationProblems(facts)) is { } incomplete) return incomplete;
        // A manager who looked at it vouches for the stock as much as the supplier would: else it would freeze at once.
        return Freezing?.Reason == FreezeReason.StockNotConfirmed
            ? WithFreezeCheck(facts.Policy, new ItemUnfrozen(party.User), new StockConfirmed(facts.Now))
            : WithFreezeCheck(facts.Policy, new ItemUnfrozen(party.User));
    }

    /// <summary>Takes it out of the catalogue.</summary>
    public Decision<CatalogueItemEvent> Delist(string note, ItemParty party)
    {
        if (DelistGate(party) is { } refusal) return refusal;
        return Check.Text(note, "note", ItemLimits.MaxNote) is { } malformed
            ? malformed
            : new ItemDelisted(note, party.User);
    }

    /// <summary>Says that a listing which seemed to be there twice, or to promise too much, is right.</summary>
    public Decision<CatalogueItemEvent> ClearDoubts(string note, ItemParty party)
    {
        if (ReviewGate(party, ItemStage.Published, ItemStage.Frozen) is { } refusal) return refusal;
        return Check.Text(note, "note", ItemLimits.MaxNote) is { } malformed
            ? malformed
            : new ItemDoubtsCleared(note, party.User);
    }

    /// <summary>Puts it away for good.</summary>
    public Decision<CatalogueItemEvent> Archive(ItemParty party)
    {
        if (ArchiveGate(party) is { } refusal) return refusal;
        return Holds.IsEmpty ? new ItemArchived(party.User) : ItemRefusals.HoldsOpen.With("held", Held);
    }

    /// <summary>The certificates that count on a day: claimed, verified exactly so, and not run out.</summary>
    public IEnumerable<ItemCertificate> CertificatesInForce(DateOnly today) =>
        CountingCertificates.Where(certificate => certificate.ValidUntil is null || certificate.ValidUntil >= today);

    /// <summary>Whether a reviewer has confirmed the domestic origin as it is claimed now.</summary>
    [JsonIgnore]
    public bool IsDomestic => VerifiedOrigin is { Kind: OriginKind.Domestic } && VerifiedOrigin == Details?.Origin;

    private IEnumerable<ItemCertificate> CountingCertificates =>
        Details is null ? [] : Details.Certificates.Where(certificate => VerifiedCertificates.Contains(certificate));

    /// <summary>The events, with the next moment an automatic freeze may be due after each.</summary>
    private Decision<CatalogueItemEvent> WithFreezeCheck(
        PolicyDay policy, params ReadOnlySpan<CatalogueItemEvent> events)
    {
        var state = this;
        var timed = events.ToArray();
        for (var i = 0; i < timed.Length; i++)
        {
            state = state.WhenListing(timed[i]);
            if (timed[i] is FreezeCheckEvent check)
                timed[i] = check with { FreezeCheckAt = state.NextFreezeCheck(policy) };
        }

        return Decision<CatalogueItemEvent>.Of(timed);
    }

    private DateTimeOffset? NextFreezeCheck(PolicyDay policy)
    {
        if (Stage != ItemStage.Published) return null;
        var unconfirmed = ConfirmBy(policy);
        return CountingCertificates.Min(static certificate => certificate.ValidUntil) is { } last
            && Wib.StartOf(last.AddDays(1)) is var expiry && !(expiry > unconfirmed)
            ? expiry
            : unconfirmed;
    }

    private DateTimeOffset? ConfirmBy(PolicyDay policy) =>
        StockConfirmedAt?.AddDays(policy[PolicyKeys.StockConfirmation].Count);

    private Refusal? DelistGate(ItemParty party) =>
        Gate(party, party.MayTrade || party.MayManage, ItemStage.Published, ItemStage.Frozen);

    private Refusal? ArchiveGate(ItemParty party) => Gate(
        party, party.MayTrade || party.MayManage, ItemStage.Draft, ItemStage.Rejected, ItemStage.Delisted);

    private Refusal? ReviewGate(ItemParty party, params ReadOnlySpan<ItemStage> stages)
    {
        // Whether they had a part in it comes before the stage: it is about who may, not about when.
        return IsInvolved(party) && party.MayManage && Stage != ItemStage.Absent
            ? ItemRefusals.ReviewerInvolved
            : Gate(party, party.MayManage, stages);
    }

    private bool IsInvolved(ItemParty party) =>
        !party.IsSystem && (party.User == SubmittedBy || Facilitators.Contains(party.User));

    private Refusal? Verified(VerifiedEvidence evidence, ItemParty party, out ItemEvidenceVerified verified)
    {
        verified = new ItemEvidenceVerified([], null, party.User);
        if (Check.Count(
            evidence.Certificates.Contains(null!) ? -1 : evidence.Certificates.Length,
            "certificates", 0, ItemLimits.MaxCertificates) is { } malformed) return malformed;
        var certificates = ImmutableArray.CreateBuilder<ItemCertificate>();
        foreach (var named in evidence.Certificates.Distinct())
        {
            var claimed = Details!.Certificates.FirstOrDefault(
                certificate => certificate.Kind == named.Kind && certificate.Number == named.Number);
            if (claimed is null)
            {
                return ItemRefusals.CertificateUnknown.With("kind", named.Kind).With("number", named.Number)
                    .On("certificates");
            }

            certificates.Add(claimed);
        }

        if (evidence.DomesticConfirmed && Details!.Origin.Kind != OriginKind.Domestic)
            return ItemRefusals.OriginContradicts.On("domesticConfirmed");
        var origin = evidence.DomesticConfirmed ? Details!.Origin : null;
        verified = new ItemEvidenceVerified(certificates.ToImmutable(), origin, party.User);
        return null;
    }
}
