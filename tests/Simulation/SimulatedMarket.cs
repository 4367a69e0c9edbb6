using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Tests.Cluster;
using Marketplace.Tests.Domain.Suppliers;
using Marketplace.Values;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// A market too small for its buyers: little stock, little money. It is opened once, by the actors themselves in a
/// simulation without faults; every run begins with the log of that.
/// </summary>
internal sealed class SimulatedMarket(IGrainFactory grains)
{
    public static readonly OrganisationId Office = OrganisationId.Wrap("dinas-kominfo");
    public static readonly RegionCode Town = RegionCode.Wrap("18.71");
    public static readonly Caller Signer = Person("ppk");

    /// <summary>Who buys, in one unit of one office.</summary>
    public static readonly IReadOnlyList<Caller> Buyers = [Person("pp-1"), Person("pp-2"), Person("pp-3")];

    /// <summary>Two plans with money for a few orders each.</summary>
    public static readonly IReadOnlyList<RupCode> Plans = [RupCode.Wrap("54321098"), RupCode.Wrap("54321099")];

    /// <summary>What is sold.</summary>
    public static readonly IReadOnlyList<Ware> Wares =
    [
        new("kopi-robusta", "kopi-lestari", 100_000, 14), new("lada-hitam", "kopi-lestari", 50_000, 10),
        new("gula-aren", "gula-manis", 20_000, 12),
    ];

    private static readonly UnitId Unit = UnitId.Wrap("sekretariat");
    private static readonly Caller Manager = Person("pengelola");
    private static readonly Caller BudgetOwner = Person("pa");
    private static readonly Rupiah[] Ceilings = [new(2_500_000), new(1_500_000)];

    private static readonly Lazy<IReadOnlyList<StoredEvent>> OpenedOnce = new(Open);

    private int _key;

    /// <summary>The log of the market when it has been opened.</summary>
    public static IReadOnlyList<StoredEvent> Opened => OpenedOnce.Value;

    /// <summary>Who owns a supplier.</summary>
    public static Caller OwnerOf(SupplierId supplier) => Person($"pemilik-{supplier}");

    private static IReadOnlyList<StoredEvent> Open()
    {
        var scheduler = new SimulatedScheduler(seed: 1, isTold: false);
        var storage = new SimulatedStorage(scheduler, PlantedFault.None, []);
        var cluster = new SimulatedCluster(scheduler, storage, PlantedFault.None);
        var market = new SimulatedMarket(cluster.Grains);
        var opening = cluster.NewLane("opening").Begin(market.OpenAll);
        if (!scheduler.Run(() => opening.IsCompleted, mostSteps: 100_000))
            throw new InvalidOperationException("The market does not come to be opened.");
        opening.GetAwaiter().GetResult();
        return storage.Log;
    }

    private async Task OpenAll()
    {
        await OpenOffice();
        foreach (var code in (string[])["10", "10.03", "10.03.02"])
        {
            Ok(await grains.Category(CategoryCode.Wrap(code)).Define(new DefineCategory
            {
                Context = Key(Manager),
                Template = new CategoryTemplate { Name = "Pangan", NameEn = "Food", TaxClass = TaxClass.Goods },
            }));
        }

        foreach (var (supplier, number) in Wares.Select(static ware => ware.Seller).Distinct().Zip("12"))
            await OpenShop(supplier, number);
        foreach (var ware in Wares) await Publish(ware);
    }

    private async Task OpenOffice()
    {
        var (marketplace, office) = (grains.Organisation(WellKnown.Operator), grains.Organisation(Office));
        var admin = Person("admin");
        Ok(await marketplace.Bootstrap(admin.User));
        Ok(await marketplace.Appoint(Appointment(admin, Manager, Role.CatalogManager, null)));
        Ok(await office.Create(new CreateOrganisation(
            Key(Caller.System), OrganisationKind.RegionalAgency,
            new OrganisationProfile { Name = "Dinas Kominfo", Region = RegionCode.Wrap("18") })));
        Ok(await office.DefineUnit(new DefineUnit(Key(Caller.System), Unit, new UnitProfile { Name = "Sekretariat" })));
        Ok(await office.Appoint(Appointment(Caller.System, BudgetOwner, Role.BudgetOwner, null)));
        foreach (var buyer in Buyers)
            Ok(await office.Appoint(Appointment(BudgetOwner, buyer, Role.ProcurementOfficer, Unit)));
        Ok(await office.Appoint(Appointment(BudgetOwner, Signer, Role.CommitmentOfficer, Unit)));
        var year = SimulatedClock.Start.Year;
        Ok(await office.SetBudget(new SetUnitBudget(Key(BudgetOwner), Unit, year, new Rupiah(100_000_000))));
        foreach (var (plan, ceiling) in Plans.Zip(Ceilings))
        {
            Ok(await grains.Plan(plan).Draft(new DraftPlan(Key(BudgetOwner), Office, Unit, year, new PlanPackage
            {
                Name = "Jamuan rapat",
                Method = ProcurementMethod.EPurchasing,
                Kind = ProcurementKind.Goods,
                ReservedForSmall = true,
                From = new DateOnly(year, 1, 1),
                Until = new DateOnly(year, 12, 31),
                CommitmentOfficer = Signer.User,
                Ceiling = ceiling,
                Lines = [new BudgetLine(1, AccountCode.Wrap("5.1.02.01.01.0024"), FundingSource.Apbd, ceiling)],
            })));
            Ok(await grains.Plan(plan).Announce(Key(BudgetOwner)));
        }
    }

    private async Task OpenShop(SupplierId id, char number)
    {
        var (supplier, owner) = (grains.Supplier(id), OwnerOf(id));
        Ok(await supplier.Register(new RegisterSupplier
        {
            Context = Key(owner),
            Profile = SupplierSamples.Profile with { LegalName = id.Value, Nib = $"123456789012{number}" },
            Numbers = new PersonalNumbers($"187101234567890{number}", $"187101234567890{number}", "9001700800"),
        }));
        Ok(await supplier.Submit(Key(owner)));
        Ok(await supplier.Review(Key(Manager)));
        Ok(await supplier.Verify(Key(Manager)));
    }

    private async Task Publish(Ware ware)
    {
        var (item, owner) = (grains.Item(ware.Item), OwnerOf(ware.Seller));
        Ok(await item.Draft(new DraftItem(Key(owner), ware.Seller, new ItemDetails
        {
            Name = $"Produk {ware.Item}",
            Category = CategoryCode.Wrap("10.03.02"),
            Unit = "KGM",
            Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.08")),
        })));
        Ok(await item.SetPrices(new SetItemPrices
        {
            Context = Key(owner),
            Schedule = new PriceSchedule { Tiers = [new PriceTier(new Quantity(1), new Rupiah(ware.Price))] },
        }));
        Ok(await item.Submit(Key(owner)));
        Ok(await item.StartReview(Key(Manager)));
        Ok(await item.Publish(new PublishItem(
            Key(Manager), new VerifiedEvidence { Certificates = [], DomesticConfirmed = true })));
        Ok(await item.ReceiveStock(new ReceiveStock(Key(owner), "r1", new Quantity(ware.Stock))));
    }

    private MakeAppointment Appointment(Caller by, Caller whom, Role role, UnitId? unit) =>
        new(Key(by), OrderMarket.TermsOf(whom, role, unit));

    private CommandContext Key(Caller caller) => new(caller, $"open-{++_key}", "c");

    private static void Ok<T>(Result<T> result)
    {
        if (!result.IsOk) throw new InvalidOperationException($"{result.Refusal.Code.Slug} {result.Refusal.Field}");
    }

    private static Caller Person(string name) => new(UserId.Wrap(name));
}

/// <summary>What is sold, by the kilogram.</summary>
/// <param name="Name">The item's id.</param>
/// <param name="Shop">The supplier's id.</param>
/// <param name="Price">Rupiah per kilogram.</param>
/// <param name="Stock">Kilograms there are.</param>
internal sealed record Ware(string Name, string Shop, long Price, int Stock)
{
    /// <summary>The item.</summary>
    public ItemId Item { get; } = ItemId.Wrap(Name);

    /// <summary>Who sells it.</summary>
    public SupplierId Seller { get; } = SupplierId.Wrap(Shop);
}
