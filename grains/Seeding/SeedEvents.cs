using System.Collections.Immutable;
using Marketplace.Accounts;
using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Regions;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>
/// Turns a seed into the events of its actors, through the actors' own rules and in an order in which a person could
/// have entered them: the operator's staff, organisations with their plans, categories, suppliers, items.
/// </summary>
public sealed partial class SeedEvents(SeedSpec spec, PolicyTable policy, PersonalData personal)
{
    private readonly PolicyDay _day = policy.At(spec.Today);

    /// <summary>Every stream, one append each.</summary>
    public IEnumerable<StreamAppend> All()
    {
        var organisations = SeedOrganisations.Invent(spec);
        var suppliers = SeedSuppliers.Invent(spec);
        foreach (var category in Vocabulary.Categories) yield return Category(category);
        yield return Operator();
        foreach (var person in Persons(organisations, suppliers)) yield return person;
        foreach (var organisation in organisations)
        {
            yield return Organisation(organisation);
            foreach (var unit in organisation.Units)
                foreach (var plan in unit.Plans) yield return Plan(organisation, unit, plan);
        }

        var firstItem = 1;
        foreach (var supplier in suppliers)
        {
            yield return Supplier(supplier);
            var standing = StandingOf(supplier);
            foreach (var item in SeedItems.Invent(spec, supplier, firstItem))
                yield return Item(supplier, standing, item);
            firstItem += supplier.Items;
        }

        if (spec.Size.ShowsEveryStage)
            foreach (var unfinished in Unfinished(organisations[0], suppliers, firstItem)) yield return unfinished;
    }

    private StreamAppend Category(SeedCategory category) =>
        new SeedJournal<Category, CategoryEvent>($"category/{category.Code}", Catalogue.Category.Absent, Step)
            .Do(SeedStaff.Manager, spec.DaysAgo(40), state =>
                state.Define(category.Code, category.Template, parentExists: true))
            .ToAppend();

    private StreamAppend Operator()
    {
        var at = spec.DaysAgo(60);
        var journal = Organisation(WellKnown.Operator)
            .Do(SeedStaff.Administrator, at, state => state.Bootstrap(
                WellKnown.Operator, SeedStaff.Administrator, "organisation/marketplace/bootstrap",
                spec.Today.AddDays(-60)));
        foreach (var (user, role) in SeedStaff.Appointments) Appoint(journal, WellKnown.Operator, user, role, at);
        return journal.ToAppend();
    }

    private StreamAppend Organisation(SeedOrganisation organisation)
    {
        var at = spec.DaysAgo(50);
        var by = SeedStaff.Administrator;
        var journal = Organisation(organisation.Id)
            .Do(by, at, state => state.Create(organisation.Id, organisation.Kind, organisation.Profile));
        if (organisation.Kind == OrganisationKind.RegionalAgency)
            journal.Do(
                by, at, static state => state.Configure(new OrganisationSettings { ReviewAboveDirectLimit = true }));
        foreach (var unit in organisation.Units)
        {
            journal.Do(by, at, state => state.DefineUnit(unit.Id, unit.Profile))
                .Do(by, at, state => state.SetBudget(
                    unit.Id, spec.Today.Year,
                    unit.Plans.Sum(static plan => plan.Package.Ceiling) + new Rupiah(5_000_000_000)));
            foreach (var officer in unit.Officers) Appoint(journal, organisation.Id, officer, at);
            foreach (var plan in unit.Plans)
            {
                journal.Do(by, at, state =>
                    state.ReserveBudget(plan.Code, unit.Id, spec.Today.Year, plan.Package.Ceiling));
            }
        }

        return journal.ToAppend();
    }

    private StreamAppend Plan(SeedOrganisation organisation, SeedUnit unit, SeedPlan plan) =>
        DraftedPlan(organisation, unit, plan)
            .Do(unit.Officers[0].User, spec.DaysAgo(45), static state => state.Announce()).ToAppend();

    private SeedJournal<ProcurementPlan, PlanEvent> DraftedPlan(
        SeedOrganisation organisation, SeedUnit unit, SeedPlan plan)
    {
        var by = unit.Officers[0].User;
        var draft = new DraftPlan(
            CommandContext.OnBehalfOf(new Caller(by)), organisation.Id, unit.Id, spec.Today.Year, plan.Package);
        return new SeedJournal<ProcurementPlan, PlanEvent>(
                $"procurement-plan/{plan.Code}", ProcurementPlan.Absent, Step)
            .Do(by, spec.DaysAgo(45), state => state.Draft(draft, unitExists: true, officerAppointed: true));
    }

    private StreamAppend Supplier(SeedSupplier supplier)
    {
        var at = spec.DaysAgo(35);
        return RegisteredSupplier(supplier)
            .Do(supplier.Owner, at, state => state.Submit(OwnerOf(supplier), at))
            .Do(SeedStaff.Manager, at, static state => state.Review(Manager))
            .Do(SeedStaff.Manager, at, state => state.Verify(Manager, at))
            .ToAppend();
    }

    private SeedJournal<Supplier, SupplierEvent> RegisteredSupplier(SeedSupplier supplier)
    {
        var at = spec.DaysAgo(35);
        var limits = SupplierPolicy.On(_day);
        var register = new RegisterSupplier
        {
            Context = CommandContext.OnBehalfOf(new Caller(supplier.Owner)),
            Profile = supplier.Profile,
            Numbers = supplier.Numbers,
        };
        return new SeedJournal<Supplier, SupplierEvent>($"supplier/{supplier.Id}", Suppliers.Supplier.Absent, Step)
            .Do(supplier.Owner, at, state => state.Register(
                supplier.Id, OwnerOf(supplier), register,
                personal.Seal($"supplier/{supplier.Id}", supplier.Numbers), limits, at));
    }

    private StreamAppend Item(SeedSupplier supplier, SupplierStanding standing, SeedItem item) =>
        PublishedItem(supplier, standing, item).ToAppend();

    private SeedJournal<CatalogueItem, CatalogueItemEvent> PublishedItem(
        SeedSupplier supplier, SupplierStanding standing, SeedItem item)
    {
        var at = spec.DaysAgo(20);
        var facts = new ListingFacts(Vocabulary.Template(item.Details.Category), standing, _day, at);
        return DraftedItem(supplier, standing, item)
            .Do(supplier.Owner, at, state => state.Submit(MemberOf(supplier), facts))
            .Do(SeedStaff.Manager, at, static state => state.StartReview(Reviewer))
            .Do(SeedStaff.Manager, at, state => state.Publish(EvidenceOf(item), Reviewer, facts));
    }

    private SeedJournal<CatalogueItem, CatalogueItemEvent> DraftedItem(
        SeedSupplier supplier, SupplierStanding standing, SeedItem item)
    {
        var at = spec.DaysAgo(20);
        var member = MemberOf(supplier);
        var facts = new ListingFacts(Vocabulary.Template(item.Details.Category), standing, _day, at);
        var journal = new SeedJournal<CatalogueItem, CatalogueItemEvent>(
            $"catalogue-item/{item.Id}", CatalogueItem.Absent, Step);
        journal.Do(member.User, at, state => state.Draft(supplier.Id, item.Details, member, facts));
        foreach (var prices in item.Prices)
            journal.Do(member.User, at, state => state.SetPrices(prices, _day, member, at));
        return journal.Do(member.User, at, state => state.Receive("stok-awal", item.Stock, "", member, _day, at));
    }

    private static Acting Manager { get; } =
        new(SeedStaff.Manager, IsSystem: false, Manages: true, Assists: false, Audits: false);

    private static ItemParty Reviewer { get; } = new(SeedStaff.Manager, IsManager: true);

    private static Acting OwnerOf(SeedSupplier supplier) =>
        new(supplier.Owner, IsSystem: false, Manages: false, Assists: false, Audits: false);

    private static ItemParty MemberOf(SeedSupplier supplier) => new(supplier.Owner, IsMember: true);

    private static VerifiedEvidence EvidenceOf(SeedItem item) => new()
    {
        Certificates = [.. item.Details.Certificates.Select(static certificate =>
            new CertificateReference(certificate.Kind, certificate.Number))],
        DomesticConfirmed = item.Details.Origin.Kind == OriginKind.Domestic,
    };

    private static SupplierStanding StandingOf(SeedSupplier supplier) => new()
    {
        Id = supplier.Id,
        Exists = true,
        MaySell = true,
        Name = supplier.Profile.LegalName,
        Size = supplier.Size,
        IsTaxable = supplier.Profile.IsTaxable,
        Region = RegionTable.KabupatenOf(supplier.Profile.Address!.Region)!.Value,
        Kbli = supplier.Profile.Kbli,
        Members = [supplier.Owner],
    };

    private IEnumerable<StreamAppend> Persons(
        ImmutableArray<SeedOrganisation> organisations, ImmutableArray<SeedSupplier> suppliers)
    {
        var claims = SeedStaff.Appointments
            .Select(static staff => (staff.User, Side.Operator, ClaimOf(WellKnown.Operator, staff.User)))
            .Append((SeedStaff.Administrator, Side.Operator, "organisation/marketplace/bootstrap"))
            .Concat(organisations.SelectMany(organisation => organisation.Units.SelectMany(unit => unit.Officers
                .Select(officer => (officer.User, Side.Buyer, ClaimOf(organisation.Id, officer.User))))))
            .Concat(suppliers.Select(static supplier => (supplier.Owner, Side.Supplier, $"supplier/{supplier.Id}")));
        return claims.Select(claim => new SeedJournal<Person, PersonEvent>($"person/{claim.Item1}", Person.Absent, Step)
            .Do(Caller.System.User, spec.DaysAgo(60), state => state.Claim(claim.Item1, claim.Item2, claim.Item3))
            .ToAppend());
    }

    private static SeedJournal<Organisation, OrganisationEvent> Organisation(OrganisationId id) =>
        new($"organisation/{id}", Organisations.Organisation.Absent, static (state, happened) => state.When(happened));

    private void Appoint(
        SeedJournal<Organisation, OrganisationEvent> journal, OrganisationId organisation, UserId user, Role role,
        DateTimeOffset at) =>
        Appoint(journal, organisation, new AppointmentTerms
        {
            User = user,
            Role = role,
            Decree = $"SK-CONTOH/{role}/{spec.Today.Year}",
            From = new DateOnly(spec.Today.Year, 1, 1),
        }, at);

    private void Appoint(
        SeedJournal<Organisation, OrganisationEvent> journal, OrganisationId organisation, AppointmentTerms terms,
        DateTimeOffset at) =>
        journal.Do(SeedStaff.Administrator, at, state => state.Appoint(
            new Appointer(SeedStaff.Administrator, IsSystem: true, IsOperatorAdministrator: true),
            terms, ClaimOf(organisation, terms.User), spec.Today));

    private static string ClaimOf(OrganisationId organisation, UserId user) => $"organisation/{organisation}/{user}";

    private static Category Step(Category state, CategoryEvent happened) => state.When(happened);
    private static ProcurementPlan Step(ProcurementPlan state, PlanEvent happened) => state.When(happened);
    private static Supplier Step(Supplier state, SupplierEvent happened) => state.When(happened);
    private static CatalogueItem Step(CatalogueItem state, CatalogueItemEvent happened) => state.When(happened);
    private static Person Step(Person state, PersonEvent happened) => state.When(happened);
}
