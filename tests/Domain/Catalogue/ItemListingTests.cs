using Marketplace.Catalogue;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Tests.Cluster;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Domain.Catalogue;

public sealed class ItemListingTests
{
    private static readonly ItemCertificate Tkdn =
        new(ItemCertificateKind.Tkdn, "TKDN-1", new BasisPoints(4_000), new DateOnly(2026, 6, 30));

    private static VerifiedEvidence Verifies(ItemCertificate certificate, bool domestic = false) => new()
    {
        Certificates = [new CertificateReference(certificate.Kind, certificate.Number)],
        DomesticConfirmed = domestic,
    };

    [Fact]
    public void Draft_refuses_a_supplier_that_was_never_registered()
    {
        var facts = Facts() with { Supplier = Standing with { Exists = false } };

        Assert.Equal(
            ItemRefusals.SupplierMissing,
            CatalogueItem.Absent.Draft(Seller, Details, Facilitator, facts).Refusal?.Code);
    }

    [Fact]
    public void Draft_refuses_someone_without_a_part_in_the_supplier() => Assert.Equal(
        CommonRefusals.NotAllowed, CatalogueItem.Absent.Draft(Seller, Details, Outsider, Facts()).Refusal?.Code);

    [Fact]
    public void Drafting_the_same_again_changes_nothing()
    {
        var copy = Details with { Attributes = [new ItemAttribute("material", "kayu")] };

        var decision = Draft().Draft(Seller, copy, Member, Facts());

        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    public static TheoryData<string, ItemDetails> Malformed() => new()
    {
        { "name", Details with { Name = "" } },
        { "name", Details with { Name = new string('x', ItemLimits.MaxName + 1) } },
        { "name", Details with { Name = "a\u0000b" } },
        { "description", Details with { Description = new string('x', ItemLimits.MaxDescription + 1) } },
        { "brand", Details with { Brand = new string('x', ItemLimits.MaxBrand + 1) } },
        { "sku", Details with { Sku = new string('x', ItemLimits.MaxSku + 1) } },
        { "unit", Details with { Unit = "BUAH" } },
        { "category", Details with { Category = CategoryCode.Wrap("10.03") } },
        { "kbki", Details with { Kbki = "38" } },
        { "hsCode", Details with { HsCode = "9401x" } },
        { "leadTimeDays", Details with { LeadTimeDays = -1 } },
        { "minOrder", Details with { MinOrder = new Quantity(0.5m) } },
        { "minOrder", Details with { MinOrder = new Quantity(5), OrderMultiple = new Quantity(2) } },
        { "orderMultiple", Details with { OrderMultiple = Quantity.Zero } },
        { "monthlyCapacity", Details with { MonthlyCapacity = new Quantity(-1) } },
        { "origin.region", Details with { Origin = new ItemOrigin(OriginKind.Domestic) } },
        { "origin.region", Details with { Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18")) } },
        { "origin.country", Details with { Origin = new ItemOrigin(OriginKind.Import, BandarLampung, "CN") } },
        { "origin.country", Details with { Origin = new ItemOrigin(OriginKind.Import, Country: "ID") } },
        { "producer.id", Details with { Producer = new ItemProducer("CV Jati", "12") } },
        { "documents", Details with { Documents = ["a", "a"] } },
        { "documents", Details with { Documents = ["../../etc"] } },
        { "certificates", With(Tkdn, Tkdn) },
        { "certificates", With([null!]) },
        { "certificates[0].number", With(Tkdn with { Number = "" }) },
        { "certificates[0].value", With(Tkdn with { Value = new BasisPoints(10_001) }) },
        { "certificates[0].value", With(new ItemCertificate(ItemCertificateKind.Bmp, "B", new BasisPoints(1_501))) },
        { "certificates[0].value", With(new ItemCertificate(ItemCertificateKind.Halal, "ID1", new BasisPoints(1))) },
        { "attributes", Details with { Attributes = [null!] } },
        { "attributes", Details with { Attributes = [new ItemAttribute("weight", "1 kg")] } },
        { "attributes", Details with { Attributes = [new("colour", "a"), new("colour", "b")] } },
        { "attributes", Details with { Attributes = [new ItemAttribute("material", "emas")] } },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Details_that_are_malformed_are_refused_by_field(string field, ItemDetails details)
    {
        var drafted = CatalogueItem.Absent.Draft(Seller, details, Member, Facts());
        var edited = Draft().Edit(details, Member, Facts());

        Assert.Equal(field, drafted.Refusal?.Field);
        Assert.Equal(field, edited.Refusal?.Field);
    }

    [Fact]
    public void How_much_company_benefit_a_certificate_may_state_is_what_the_law_of_the_day_says()
    {
        var law = TestLaw.With((PolicyKeys.CompanyBenefitCap, 1_501)).At(Start);
        var item = With(new ItemCertificate(ItemCertificateKind.Bmp, "B", new BasisPoints(1_501)));

        Assert.Null(CatalogueItem.Absent.Draft(Seller, item, Member, Facts() with { Policy = law }).Refusal);
    }

    [Fact]
    public void Names_up_to_the_limit_are_accepted() =>
        Assert.Equal(ItemStage.Draft, Draft(Details with { Name = new string('x', ItemLimits.MaxName) }).Stage);

    [Fact]
    public void Submit_refuses_everything_that_is_missing_at_once()
    {
        var facts = Facts() with { Supplier = Standing with { Kbli = [], Size = BusinessSize.Large } };
        var reserved = facts with { Category = Chairs with { ReservedForSmall = true } };
        var expired = Tkdn with { ValidUntil = new DateOnly(2026, 3, 1) };
        var draft = Draft(With(expired) with { Attributes = [], Kbki = "" });

        var refusal = draft.Submit(Member, reserved).Refusal;

        Assert.Equal(
            [
                ItemRefusals.AttributeMissing, ItemRefusals.KbkiOutsideCategory, ItemRefusals.CertificateExpired,
                ItemRefusals.PriceMissing, ItemRefusals.KbliNotCovered, ItemRefusals.CategoryReserved,
            ],
            refusal!.Parts.Select(part => part.Code));
        Assert.Equal(ItemRefusals.AttributeMissing, refusal.Code);
    }

    [Fact]
    public void Precheck_says_what_would_be_refused_and_hides_the_item_from_outsiders()
    {
        var facts = Facts() with { Supplier = Standing with { MaySell = false } };

        Assert.Equal(
            [ItemRefusals.PriceMissing, ItemRefusals.SupplierMayNotSell],
            Draft().Precheck(Member, facts).Value.Select(refusal => refusal.Code));
        Assert.Empty(Priced().Precheck(Auditor, Facts()).Value);
        Assert.Equal(CommonRefusals.NotFound, Draft().Precheck(Outsider, Facts()).Refusal?.Code);
    }

    [Fact]
    public void A_supplier_that_may_not_sell_may_submit_but_is_not_published()
    {
        var facts = Facts() with { Supplier = Standing with { MaySell = false } };
        var reviewed = Priced().Then(item => item.Submit(Member, facts)).Then(item => item.StartReview(Manager));

        Assert.Equal(
            ItemRefusals.SupplierMayNotSell, reviewed.Publish(VerifiedEvidence.None, Manager, facts).Refusal?.Code);
    }

    [Fact]
    public void Whoever_submitted_may_not_review()
    {
        var both = Manager with { IsMember = true };
        var submitted = Priced().Then(item => item.Submit(both, Facts()));

        Assert.Equal(ItemRefusals.ReviewerInvolved, submitted.StartReview(both).Refusal?.Code);
        Assert.Null(submitted.StartReview(Manager with { User = UserId.Wrap("other") }).Refusal);
    }

    [Fact]
    public void A_facilitator_is_recorded_and_may_never_review_that_listing()
    {
        var item = CatalogueItem.Absent.Then(absent => absent.Draft(Seller, Details, Facilitator, Facts()))
            .Then(draft => draft.SetPrices(Price, Law(), Member, Start))
            .Then(draft => draft.Submit(Member, Facts()));
        var promoted = Facilitator with { IsFacilitator = false, IsManager = true };

        Assert.Equal([Facilitator.User], item.Facilitators.ToArray());
        Assert.Equal(ItemRefusals.ReviewerInvolved, item.StartReview(promoted).Refusal?.Code);
        Assert.Equal(
            ItemRefusals.ReviewerInvolved,
            item.Then(one => one.StartReview(Manager))
                .Publish(VerifiedEvidence.None, promoted, Facts()).Refusal?.Code);
    }

    [Fact]
    public void A_draft_is_hidden_from_outsiders_and_a_published_item_is_only_closed_to_them()
    {
        Assert.Equal(CommonRefusals.NotFound, Draft().Submit(Outsider, Facts()).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, Published().Delist("x", Outsider).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, Draft().Submit(Auditor, Facts()).Refusal?.Code);
    }

    [Fact]
    public void Facilitators_write_listings_but_neither_price_nor_stock_them()
    {
        Assert.Null(Draft().Edit(Details with { Sku = "1" }, Facilitator, Facts()).Refusal);
        Assert.Equal(
            CommonRefusals.NotAllowed, Draft().SetPrices(Price, Law(), Facilitator, Start).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.NotAllowed,
            Draft().Receive("r", new Quantity(1), "", Facilitator, Law(), Start).Refusal?.Code);
    }

    public static TheoryData<string, ItemDetails, bool> Changes() => new()
    {
        { "name", Details with { Name = "Bangku" }, true },
        { "brand", Details with { Brand = "Jati" }, true },
        { "origin", Details with { Origin = new ItemOrigin(OriginKind.Domestic, Metro) }, true },
        { "unit", Details with { Unit = "SET" }, true },
        { "category", Details with { Category = CategoryCode.Wrap("10.03.03") }, true },
        { "tkdn", With(Tkdn), true },
        { "halal", With(new ItemCertificate(ItemCertificateKind.Halal, "ID1")), false },
        { "description", Details with { Description = "Kuat" }, false },
        { "lead time", Details with { LeadTimeDays = 3 }, false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Only_a_material_change_of_a_published_item_goes_back_to_review(
        string change, ItemDetails details, bool isMaterial)
    {
        var item = Published().Then(published => published.Edit(details, Member, Facts()));

        Assert.True(isMaterial == (item.Stage == ItemStage.Submitted), change);
        Assert.Equal(isMaterial ? ReopenCause.MaterialChange : null, item.ReopenedFor);
    }

    [Fact]
    public void The_unit_stays_once_there_is_stock_in_it() => Assert.Equal(
        ItemRefusals.UnitInUse, Stocked(1).Edit(Details with { Unit = "SET" }, Member, Facts()).Refusal?.Code);

    [Fact]
    public void A_published_item_may_not_become_incomplete() => Assert.Equal(
        ItemRefusals.AttributeMissing,
        Published().Edit(Details with { Attributes = [] }, Member, Facts()).Refusal?.Code);

    [Fact]
    public void Labels_and_local_content_come_from_verified_evidence_only()
    {
        var claimed = Published(details: With(Tkdn));
        var verified = Published(Verifies(Tkdn, domestic: true), With(Tkdn));

        var before = ItemViews.Public(Item, new ItemAt(claimed, new(1, 1)), Start);
        var after = ItemViews.Public(Item, new ItemAt(verified, new(1, 1)), Start);

        Assert.Empty(before.Labels);
        Assert.Equal(default, before.LocalContent);
        Assert.Equal(
            [ItemLabel.DomesticProduct, ItemLabel.LocalContent, ItemLabel.LampungProduct], after.Labels.ToArray());
        Assert.Equal(new BasisPoints(4_000), after.LocalContent);
    }

    [Fact]
    public void A_changed_certificate_is_a_mere_claim_again()
    {
        var item = Published(Verifies(Tkdn), With(Tkdn))
            .Then(published => published.Edit(With(Tkdn with { Value = new BasisPoints(9_000) }), Member, Facts()));

        Assert.Empty(item.CertificatesInForce(new DateOnly(2026, 3, 2)));
    }

    [Fact]
    public void Verifying_refuses_what_is_not_claimed_and_an_import_as_domestic()
    {
        var import = Details with { Origin = new ItemOrigin(OriginKind.Import, Country: "CN") };

        Assert.Equal(
            ItemRefusals.CertificateUnknown, InReview().Publish(Verifies(Tkdn), Manager, Facts()).Refusal?.Code);
        Assert.Equal(
            ItemRefusals.OriginContradicts,
            InReview(import).Publish(new VerifiedEvidence { DomesticConfirmed = true }, Manager, Facts())
                .Refusal?.Code);
    }

    [Fact]
    public void Rejecting_needs_reasons_and_a_text_and_the_mended_item_comes_back()
    {
        Assert.Equal("reasons", InReview().Reject(new ItemRejection([], "x"), Manager).Refusal?.Field);
        Assert.Equal("text", InReview().Reject(Rejection with { Text = " " }, Manager).Refusal?.Field);
        var mended = InReview().Then(item => item.Reject(Rejection, Manager))
            .Then(item => item.Edit(Details with { Documents = ["photo-2"] }, Member, Facts()))
            .Then(item => item.Submit(Member, Facts()))
            .Then(item => item.StartReview(Manager))
            .Then(item => item.Publish(VerifiedEvidence.None, Manager, Facts()));

        Assert.Equal(ItemStage.Published, mended.Stage);
        Assert.Null(mended.Rejection);
    }

    [Fact]
    public void An_item_whose_stock_was_not_confirmed_freezes_and_confirming_ends_it()
    {
        var due = Start.AddDays(90);
        var item = Stocked(5);
        Assert.Equal(due, item.FreezeCheckAt);
        Assert.Empty(item.FreezeWhenDue(Manager.User, Law(), due.AddSeconds(-1)).Events);

        var frozen = item.Then(published => published.FreezeWhenDue(Manager.User, Law(due), due));
        var confirmed = frozen.Then(one => one.ConfirmStock(Member, Law(due), due));

        Assert.Equal(FreezeReason.StockNotConfirmed, frozen.Freezing?.Reason);
        Assert.Null(frozen.FreezeCheckAt);
        Assert.Equal(ItemStage.Published, confirmed.Stage);
        Assert.Equal(due.AddDays(90), confirmed.FreezeCheckAt);
    }

    [Fact]
    public void An_item_whose_verified_certificate_ran_out_freezes_at_the_end_of_its_last_day()
    {
        // 30 June ends in WIB at 17:00 UTC.
        var due = new DateTimeOffset(2026, 6, 30, 17, 0, 0, TimeSpan.Zero);
        var item = Published(Verifies(Tkdn), With(Tkdn))
            .Then(published => published.ConfirmStock(Member, Law(), due.AddDays(-1)));
        Assert.Equal(due, item.FreezeCheckAt);

        var frozen = item.Then(published => published.FreezeWhenDue(Manager.User, Law(due), due));

        Assert.Equal(FreezeReason.CertificateExpired, frozen.Freezing?.Reason);
        Assert.Equal(
            ItemRefusals.CertificateExpired, frozen.Unfreeze(Manager, Facts(due)).Refusal?.Code);
    }

    [Fact]
    public void A_check_that_finds_no_reason_moves_on()
    {
        var due = new DateTimeOffset(2026, 6, 30, 17, 0, 0, TimeSpan.Zero);
        var item = Published(Verifies(Tkdn), With(Tkdn))
            .Then(published => published.ConfirmStock(Member, Law(), due.AddDays(-1)))
            .Then(published => published.VerifyEvidence(VerifiedEvidence.None, Manager, Law()));
        var early = item with { FreezeCheckAt = due };

        var moved = early.Then(published => published.FreezeWhenDue(Manager.User, Law(due), due));

        Assert.Equal(ItemStage.Published, moved.Stage);
        Assert.Equal(due.AddDays(89), moved.FreezeCheckAt);
    }

    [Fact]
    public void Archive_refuses_while_an_order_holds_stock()
    {
        var delisted = Stocked(5).Then(item => item.Hold(Order(1), new Quantity(1)))
            .Then(item => item.Delist("Habis", Member));

        Assert.Equal(ItemRefusals.HoldsOpen, delisted.Archive(Member).Refusal?.Code);
        Assert.Equal(
            ItemStage.Archived,
            delisted.Then(item => item.Void(Order(1))).Then(item => item.Archive(Member)).Stage);
    }
}
