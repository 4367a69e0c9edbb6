using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>The demo also shows what is not finished, refused or over: one of each stage.</summary>
public sealed partial class SeedEvents
{
    private IEnumerable<StreamAppend> Unfinished(
        SeedOrganisation organisation, ImmutableArray<SeedSupplier> suppliers, int firstItem) =>
        [
            .. UnfinishedSuppliers(suppliers[0]),
            .. UnfinishedItems(suppliers[0], firstItem),
            .. UnfinishedPlans(organisation),
        ];

    private IEnumerable<StreamAppend> UnfinishedSuppliers(SeedSupplier like)
    {
        var at = spec.DaysAgo(3);
        yield return New("draft").ToAppend();
        yield return Submitted("submitted").ToAppend();
        yield return Submitted("in-review").Do(SeedStaff.Manager, at, static state => state.Review(Manager)).ToAppend();
        yield return Submitted("returned")
            .Do(SeedStaff.Manager, at, static state => state.Review(Manager))
            .Do(SeedStaff.Manager, at, static state => state.Return(
                Manager, [new ReturnNote(ReturnReason.NibMismatch, "Nomor NIB tidak sama dengan dokumen.")]))
            .ToAppend();

        SeedJournal<Supplier, SupplierEvent> New(string stage) => RegisteredSupplier(like with
        {
            Id = SupplierId.Wrap($"sup-{stage}"),
            Profile = like.Profile with { LegalName = $"UD Contoh {stage}" },
        });

        SeedJournal<Supplier, SupplierEvent> Submitted(string stage) =>
            New(stage).Do(like.Owner, at, state => state.Submit(OwnerOf(like), at));
    }

    private IEnumerable<StreamAppend> UnfinishedItems(SeedSupplier supplier, int firstItem)
    {
        var at = spec.DaysAgo(2);
        var standing = StandingOf(supplier);
        var item = SeedItems.Invent(spec, supplier, firstItem).First();
        var facts = new ListingFacts(Vocabulary.Template(item.Details.Category), standing, _day, at);
        var member = MemberOf(supplier);
        yield return Drafted("draft").ToAppend();
        yield return Submitted("submitted").ToAppend();
        yield return InReview("in-review").ToAppend();
        yield return InReview("rejected").Do(SeedStaff.Manager, at, static state => state.Reject(
            new ItemRejection([RejectionReason.UnclearDescription], "Jelaskan bahan dan ukurannya."),
            Reviewer)).ToAppend();
        yield return Published("frozen").Do(SeedStaff.Manager, at, state => state.Freeze(
            FreezeReason.PatrolFinding, "Harga jauh di atas produk sejenis.", Reviewer, at)).ToAppend();
        yield return Delisted("delisted").ToAppend();
        yield return Delisted("archived").Do(member.User, at, state => state.Archive(member)).ToAppend();
        foreach (var doubtful in DoubtfulItems()) yield return doubtful.ToAppend();

        // A product that is there twice, and one whose origin nobody has proven.
        IEnumerable<SeedJournal<CatalogueItem, CatalogueItemEvent>> DoubtfulItems()
        {
            yield return Published("twice");
            yield return PublishedItem(supplier, standing, Named("twice") with
            {
                Id = ItemId.Wrap("itm-twice-2"),
                Details = item.Details with { Name = $"PROMO {Named("twice").Details.Name} termurah" },
            });
            yield return InReview("unproven").Do(SeedStaff.Manager, at, state =>
                state.Publish(VerifiedEvidence.None, Reviewer, facts));
        }

        SeedItem Named(string stage) => item with
        {
            Id = ItemId.Wrap($"itm-{stage}"),
            Details = item.Details with { Name = $"{item.Details.Name} ({stage})" },
        };

        SeedJournal<CatalogueItem, CatalogueItemEvent> Drafted(string stage) =>
            DraftedItem(supplier, standing, Named(stage));

        SeedJournal<CatalogueItem, CatalogueItemEvent> Submitted(string stage) =>
            Drafted(stage).Do(member.User, at, state => state.Submit(member, facts));

        SeedJournal<CatalogueItem, CatalogueItemEvent> InReview(string stage) =>
            Submitted(stage).Do(SeedStaff.Manager, at, static state => state.StartReview(Reviewer));

        SeedJournal<CatalogueItem, CatalogueItemEvent> Published(string stage) =>
            PublishedItem(supplier, standing, Named(stage));

        SeedJournal<CatalogueItem, CatalogueItemEvent> Delisted(string stage) =>
            Published(stage).Do(member.User, at, state => state.Delist("Tidak diproduksi lagi.", member));
    }

    private IEnumerable<StreamAppend> UnfinishedPlans(SeedOrganisation organisation)
    {
        var unit = organisation.Units[0];
        var plan = unit.Plans[0];
        yield return DraftedPlan(organisation, unit, plan with { Code = RupCode.Wrap("57900001") }).ToAppend();
        yield return DraftedPlan(organisation, unit, plan with { Code = RupCode.Wrap("57900002") })
            .Do(unit.Officers[0].User, spec.DaysAgo(45), static state => state.Announce())
            .Do(unit.Officers[0].User, spec.DaysAgo(10), static state =>
                state.Close("Dibatalkan dalam perubahan anggaran."))
            .ToAppend();
    }
}
