using System.Text.Json;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Domain.Catalogue;

/// <summary>What a catalogue manager is offered, and what they see changed.</summary>
public sealed class ItemDeskTests
{
    private static readonly ItemCertificate Tkdn = new(ItemCertificateKind.Tkdn, "TKDN-1", new BasisPoints(4_000));

    private static Result<ItemCuration> Ask(CatalogueItem item, ItemParty by, DateTimeOffset? at = null) => item.Desk(
        ItemViews.Insider(Item, new ItemAt(item, new Revision(1, 1)), at ?? Start), by, Facts(at));

    private static ItemCuration DeskOf(CatalogueItem item, ItemParty by, DateTimeOffset? at = null) =>
        Ask(item, by, at).Value!;

    private static CatalogueItem Repriced(CatalogueItem item, long amount, DateTimeOffset at) => item.Then(one =>
        one.SetPrices(
            Price with { Tiers = [new PriceTier(new Quantity(1), new Rupiah(amount))] }, Law(at), Member, at));

    [Fact]
    public void Before_it_was_ever_judged_there_is_nothing_to_compare_with()
    {
        var desk = DeskOf(In(ItemStage.InReview), Manager);

        Assert.Null(desk.Judged);
        Assert.Equal(new Rupiah(100_000), Assert.Single(desk.Prices).Now);
        Assert.Null(desk.Prices[0].Before);
    }

    [Fact]
    public void A_rejected_listing_is_compared_with_what_was_rejected()
    {
        var mended = In(ItemStage.Rejected)
            .Then(static item => item.Edit(Details with { Name = "Kursi kayu jati" }, Member, Facts()))
            .Then(static item => item.Submit(Member, Facts()));

        var desk = DeskOf(mended, Manager);

        Assert.Equal(ItemStage.Rejected, desk.Judged?.Outcome);
        Assert.Equal("Kursi kayu", desk.Judged?.Details.Name);
        Assert.Equal("Kursi kayu jati", desk.Item.Details.Name);
        Assert.Equal(ItemWorld.Rejection, desk.Item.Review?.Rejection);
    }

    [Fact]
    public void A_price_that_rose_too_much_stands_beside_the_published_one()
    {
        var later = Start.AddDays(1);
        var desk = DeskOf(Repriced(In(ItemStage.Published), 150_000, later), Manager, later);

        var price = Assert.Single(desk.Prices);
        Assert.Equal(ItemStage.Submitted, desk.Item.Stage);
        Assert.Equal((new Rupiah(100_000), new Rupiah(150_000)), (price.Before!.Value, price.Now!.Value));
        Assert.Equal(later, price.From);
    }

    [Fact]
    public void A_withdrawn_price_is_a_change_and_one_that_ended_by_itself_is_none()
    {
        var later = Start.AddDays(20);
        var offer = Price with { Region = Metro, ValidTo = Start.AddDays(10) };
        var item = Priced()
            .Then(one => one.SetPrices(offer, Law(), Member, Start))
            .Then(static one => one.SetPrices(Price with { Region = BandarLampung }, Law(), Member, Start))
            .Then(static one => one.Submit(Member, Facts()))
            .Then(static one => one.StartReview(Manager))
            .Then(static one => one.Publish(VerifiedEvidence.None, Manager, Facts()))
            .Then(one => one.SetPrices(
                new PriceSchedule { Region = BandarLampung }, Law(later), Member, later));

        var prices = DeskOf(item, Manager, later).Prices;

        Assert.DoesNotContain(prices, static price => price.Region == Metro);
        var withdrawn = Assert.Single(prices, static price => price.Region == BandarLampung);
        Assert.Equal(new Rupiah(100_000), withdrawn.Before);
        Assert.Null(withdrawn.Now);
    }

    [Fact]
    public void A_snapshot_keeps_what_was_judged()
    {
        var stored = JsonSerializer.SerializeToElement(
            Repriced(In(ItemStage.Published), 150_000, Start.AddDays(1)), EventTypes.Json);

        var desk = DeskOf(stored.Deserialize<CatalogueItem>(EventTypes.Json)!, Manager, Start.AddDays(1));

        Assert.Equal("Kursi kayu", desk.Judged?.Details.Name);
        Assert.Equal(new Rupiah(100_000), Assert.Single(desk.Prices).Before);
    }

    [Theory]
    [InlineData(ItemStage.Draft, "")]
    [InlineData(ItemStage.Submitted, "Review")]
    [InlineData(ItemStage.InReview, "Publish, Reject, VerifyEvidence")]
    [InlineData(ItemStage.Rejected, "")]
    [InlineData(ItemStage.Published, "VerifyEvidence, Freeze, Delist, ClearDoubts")]
    [InlineData(ItemStage.Frozen, "VerifyEvidence, Unfreeze, Delist, ClearDoubts")]
    [InlineData(ItemStage.Delisted, "")]
    public void A_manager_is_offered_what_the_stage_allows(ItemStage stage, string duties) =>
        Assert.Equal(duties, string.Join(", ", DeskOf(In(stage), Manager).Duties));

    [Fact]
    public void What_may_not_be_published_yet_is_not_offered_to_be()
    {
        var item = In(ItemStage.InReview);
        var facts = Facts() with { Supplier = Standing with { MaySell = false } };
        var view = ItemViews.Insider(Item, new ItemAt(item, new Revision(1, 1)), Start);

        var desk = item.Desk(view, Manager, facts).Value!;

        Assert.Equal([ItemDuty.Reject, ItemDuty.VerifyEvidence], desk.Duties.ToArray());
        Assert.Equal(ItemRefusals.SupplierMayNotSell, Assert.Single(desk.Problems).Code);
    }

    [Fact]
    public void A_manager_with_a_part_in_it_is_offered_no_judgement_and_told_why()
    {
        var desk = DeskOf(In(ItemStage.Submitted), Member with { IsManager = true });

        Assert.Equal(ItemRefusals.ReviewerInvolved, desk.Bar?.Code);
        Assert.Empty(desk.Duties.ToArray());
    }

    [Fact]
    public void The_desk_is_the_operators_own()
    {
        Assert.Empty(DeskOf(In(ItemStage.Submitted), Auditor).Duties.ToArray());
        Assert.Empty(DeskOf(In(ItemStage.Published), Facilitator).Duties.ToArray());
        Assert.Equal(CommonRefusals.NotAllowed, Ask(In(ItemStage.Published), Outsider).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotFound, Ask(In(ItemStage.Submitted), Outsider).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, Ask(In(ItemStage.Submitted), Member).Refusal?.Code);
    }

    [Fact]
    public void What_was_verified_is_named_while_it_is_claimed_unchanged()
    {
        var evidence = new VerifiedEvidence { Certificates = [new CertificateReference(Tkdn.Kind, Tkdn.Number)] };
        var published = Published(evidence, With(Tkdn));
        var changed = published.Then(static item =>
            item.Edit(With(Tkdn with { Value = new BasisPoints(5_000) }), Member, Facts()));

        Assert.Equal(evidence.Certificates.ToArray(), DeskOf(published, Manager).Verified.ToArray());
        Assert.Empty(DeskOf(changed, Manager).Verified);
    }
}
