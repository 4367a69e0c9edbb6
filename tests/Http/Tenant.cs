using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>
/// A government office with its officers and plans, and a supplier with its items, named as the examples of the API
/// description name them: those can be sent to it as they stand.
/// </summary>
internal sealed partial class Tenant
{
    public static readonly OrganisationId Office = OrganisationId.Wrap("dinas-kesehatan");
    public static readonly OrganisationId OtherOffice = OrganisationId.Wrap("dinas-lain");
    public static readonly UnitId Unit = UnitId.Wrap("sekretariat");
    public static readonly SupplierId Seller = SupplierId.Wrap("kopi-liwa-jaya");
    public static readonly SupplierId RivalSeller = SupplierId.Wrap("kopi-saingan");
    public static readonly RupCode Plan = RupCode.Wrap("52000001");
    public static readonly RupCode LargePlan = RupCode.Wrap("52000002");
    public static readonly ItemId Coffee = ItemId.Wrap("kopi-robusta-1kg");
    public static readonly CategoryCode Category = CategoryCode.Wrap("10.03.02");

    private readonly ApiHost _host;
    private readonly Dictionary<string, (HttpClient Client, UserId User)> _people = [];
    private readonly Dictionary<string, HttpClient> _callers = [];
    private int _number;

    private Tenant(ApiHost host) => _host = host;

    public static DateOnly Today => Wib.DateOf(DateTimeOffset.UtcNow);

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The tenant of a host that has none yet.</summary>
    public static async Task<Tenant> Open(ApiHost host)
    {
        var tenant = new Tenant(host);
        foreach (var name in Names) tenant._people[name] = await host.PersonWithId();
        await tenant.InviteOutsiders();
        await tenant.OpenMarketplace();
        await tenant.OpenOffice(Office, ["budgetOwner", "buyer", "commitmentOfficer", "receiver", "treasurer"]);
        await tenant.OpenOffice(OtherOffice, ["otherOfficer"]);
        await tenant.OpenPlan(Plan, 10_000_000_000);
        await tenant.OpenPlan(LargePlan, 10_000_000_000);
        await tenant.OpenShop(Seller, "supplier");
        await tenant.OpenShop(RivalSeller, "rival");
        await tenant.Publish(Coffee, Seller);
        return tenant;
    }

    /// <summary>Everybody with an account of the tenant's own, or of its neighbours.</summary>
    private static string[] Names =>
    [
        "budgetOwner", "buyer", "commitmentOfficer", "receiver", "treasurer", "otherOfficer", "supplier", "rival",
        "catalogueManager", "facilitator", "auditor",
    ];

    /// <summary>The kinds of callers, outsiders first.</summary>
    public IReadOnlyDictionary<string, HttpClient> Callers => _callers;

    public HttpClient Client(string name) => _callers[name];

    public UserId User(string name) => _people[name].User;

    private CommandContext As(string name) => new(new Caller(User(name)), Guid.NewGuid().ToString(), "tenant");

    private static CommandContext Engine() => new(Caller.System, Guid.NewGuid().ToString(), "tenant");

    private static void Done<T>(Result<T> result)
        where T : class =>
        Assert.True(result.IsOk, $"{result.Refusal?.Code.Slug} {result.Refusal?.Field} "
            + string.Join(' ', result.Refusal?.Facts.Select(static fact => $"{fact.Name}={fact.Value}") ?? [])
            + string.Join(' ', result.Refusal?.Parts.Select(static part => part.Code.Slug) ?? []));

    private async Task InviteOutsiders()
    {
        _callers["anonymous"] = _host.Anonymous();
        _callers["stranger"] = await _host.Stranger();
        _callers["machine"] = await _host.Machine();
        _callers["administrator"] = _host.Administrator;
        foreach (var (name, person) in _people) _callers[name] = person.Client;
    }

    private async Task OpenMarketplace()
    {
        await Appoint(WellKnown.Operator, "catalogueManager", Role.CatalogManager, unit: null);
        await Appoint(WellKnown.Operator, "facilitator", Role.Facilitator, unit: null);
        await Appoint(WellKnown.Operator, "auditor", Role.InternalAuditor, unit: null);
        foreach (var code in (string[])["10", "10.03", Category.Value, "10.03.09"])
        {
            Done(await Grains.Category(CategoryCode.Wrap(code)).Define(new DefineCategory
            {
                Context = As("catalogueManager"),
                Template = new CategoryTemplate { Name = "Pangan", NameEn = "Food", TaxClass = TaxClass.Goods },
            }));
        }
    }

    private async Task OpenOffice(OrganisationId id, string[] officers)
    {
        var office = Grains.Organisation(id);
        Done(await office.Create(new CreateOrganisation(
            Engine(), OrganisationKind.RegionalAgency,
            new OrganisationProfile { Name = $"Dinas {id}", Region = RegionCode.Wrap("18") })));
        Done(await office.Configure(new ConfigureOrganisation(
            Engine(), new OrganisationSettings { ReviewAboveDirectLimit = true })));
        Done(await office.DefineUnit(new DefineUnit(Engine(), Unit, new UnitProfile { Name = "Sekretariat" })));
        foreach (var officer in officers)
        {
            var role = officer switch
            {
                "budgetOwner" => Role.BudgetOwner,
                "buyer" => Role.ProcurementOfficer,
                "receiver" => Role.Receiver,
                "treasurer" => Role.Treasurer,
                _ => Role.CommitmentOfficer,
            };
            await Appoint(id, officer, role, role == Role.BudgetOwner ? null : Unit);
            // The neighbour may do at home all that the tenant's own people may do here.
            if (officer != "otherOfficer") continue;
            foreach (var more in (Role[])[Role.BudgetOwner, Role.ProcurementOfficer, Role.Receiver])
                await Appoint(id, officer, more, unit: null);
        }

        Done(await office.SetBudget(
            new SetUnitBudget(Engine(), Unit, Today.Year, new Rupiah(100_000_000_000))));
    }

    private Task Appoint(OrganisationId organisation, string name, Role role, UnitId? unit) =>
        Appoint(organisation, User(name), role, unit);

    private async Task Appoint(OrganisationId organisation, UserId user, Role role, UnitId? unit) =>
        Done(await Grains.Organisation(organisation).Appoint(new MakeAppointment(Engine(), new AppointmentTerms
        {
            User = user,
            Role = role,
            Unit = unit,
            Decree = "SK/1",
            From = new DateOnly(Today.Year, 1, 1),
        })));

    private async Task OpenPlan(RupCode code, long amount, bool announced = true)
    {
        var ceiling = new Rupiah(amount);
        Done(await Grains.Plan(code).Draft(new DraftPlan(As("budgetOwner"), Office, Unit, Today.Year, new PlanPackage
        {
            Name = "Jamuan rapat",
            Method = ProcurementMethod.EPurchasing,
            Kind = ProcurementKind.Goods,
            ReservedForSmall = true,
            From = new DateOnly(Today.Year, 1, 1),
            Until = new DateOnly(Today.Year, 12, 31),
            CommitmentOfficer = User("commitmentOfficer"),
            Ceiling = ceiling,
            Lines = [new BudgetLine(1, AccountCode.Wrap("5.1.02.01.01.0052"), FundingSource.Apbd, ceiling)],
        })));
        if (announced) Done(await Grains.Plan(code).Announce(As("budgetOwner")));
    }

    private async Task OpenShop(SupplierId id, string owner)
    {
        await Register(id, owner);
        Done(await Grains.Supplier(id).Submit(As(owner)));
        Done(await Grains.Supplier(id).Review(As("catalogueManager")));
        Done(await Grains.Supplier(id).Verify(As("catalogueManager")));
    }

    private async Task Register(SupplierId id, string owner) =>
        Done(await Grains.Supplier(id).Register(new RegisterSupplier
        {
            Context = As(owner),
            Profile = Domain.Suppliers.SupplierSamples.Profile with { LegalName = $"UD {id}" },
            Numbers = Domain.Suppliers.SupplierSamples.Numbers,
        }));

    private static string OwnerOf(SupplierId supplier) => supplier == RivalSeller ? "rival" : "supplier";

    /// <summary>Fresh published items of a supplier's.</summary>
    public async Task<ItemId[]> Offer(SupplierId supplier, int count, string? name = null)
    {
        ItemId[] items = [.. Enumerable.Range(0, count).Select(_ => ItemId.Wrap(Next("item")))];
        await Parallel.ForEachAsync(items, async (item, _) => await Publish(item, supplier, name));
        return items;
    }

    private async Task Publish(ItemId id, SupplierId supplier, string? name = null)
    {
        await Draft(id, supplier, name);
        Done(await Grains.Item(id).Submit(As(OwnerOf(supplier))));
        Done(await Grains.Item(id).StartReview(As("catalogueManager")));
        Done(await Grains.Item(id).Publish(new PublishItem(
            As("catalogueManager"), new VerifiedEvidence { DomesticConfirmed = true })));
    }

    private async Task Draft(ItemId id, SupplierId supplier, string? name = null)
    {
        Done(await Grains.Item(id).Draft(new DraftItem(As(OwnerOf(supplier)), supplier, new ItemDetails
        {
            Name = name ?? $"Produk {id}",
            Category = Category,
            Unit = "KGM",
            Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.04")),
        })));
        Done(await Grains.Item(id).SetPrices(new SetItemPrices
        {
            Context = As(OwnerOf(supplier)),
            Schedule = new PriceSchedule
            {
                Tiers = [new PriceTier(new Quantity(1), new Rupiah(10_000))],
                Freight = new FreightRule(FreightBasis.PerLine, new Rupiah(5_000)),
            },
        }));
        Done(await Grains.Item(id).ReceiveStock(
            new ReceiveStock(As(OwnerOf(supplier)), "r1", new Quantity(100_000_000))));
    }
}
