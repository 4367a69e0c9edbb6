using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Tests.Domain.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Cluster;

/// <summary>A market with an office, its officers and plan, a verified supplier and published items.</summary>
internal sealed class OrderMarket(TestMarketplace market) : IAsyncDisposable
{
    public static readonly OrganisationId Office = OrganisationId.Wrap("dinas-kominfo");
    public static readonly UnitId Unit = UnitId.Wrap("sekretariat");
    public static readonly SupplierId Seller = SupplierId.Wrap("kopi-lestari");
    public static readonly RupCode Rup = RupCode.Wrap("54321098");
    public static readonly ItemId Coffee = ItemId.Wrap("kopi-robusta");
    public static readonly ItemId Pepper = ItemId.Wrap("lada-hitam");

    public static readonly Caller Owner = Person("pemilik");
    public static readonly Caller Manager = Person("pengelola");
    public static readonly Caller BudgetOwner = Person("pa");
    public static readonly Caller Buyer = Person("pp");
    public static readonly Caller Signer = Person("ppk");
    public static readonly Caller Receiver = Person("penerima");
    public static readonly Caller Treasurer = Person("bendahara");
    public static readonly Caller Auditor = Person("apip");

    private int _key;

    public TestMarketplace Market { get; } = market;

    public IGrainFactory Grains => Market.Grains;

    public static DateOnly Day => Wib.DateOf(DateTimeOffset.UtcNow);

    public static OrderId NewOrder() => OrderId.Wrap(Guid.CreateVersion7().ToString("N"));

    public CommandContext Key(Caller caller) => new(caller, $"k{Interlocked.Increment(ref _key)}", "c");

    public static Task<OrderMarket> Open(StorageKind kind = StorageKind.Sqlite) =>
        Open(new TestSetup { Storage = kind });

    public static async Task<OrderMarket> Open(TestSetup setup)
    {
        var open = new OrderMarket(await TestMarketplace.Start(setup));
        await open.OpenOffices();
        await open.OpenShop();
        return open;
    }

    /// <summary>Ten kilograms of coffee at Rp100,000 and five of pepper at Rp50,000, delivered free.</summary>
    public SubmitOrder Submission(CommandContext? context = null, decimal coffee = 10, decimal pepper = 5) => new()
    {
        Context = context ?? Key(Buyer),
        Plan = Rup,
        Lines = [new SubmitLine(Coffee, new Quantity(coffee)), new SubmitLine(Pepper, new Quantity(pepper))],
        Deliveries =
        [
            new OrderDelivery(
                "Jl. Wolter Monginsidi 69", RegionCode.Wrap("18.71"), Day.AddDays(14), "Siti", "0721481166"),
        ],
        Budget = [new SubmitBudgetLine(1)],
        ComparisonNote = "Penjual tunggal",
    };

    public async Task<Quantity> Held(ItemId item) => (await Stock(item)).Held;

    public async Task<StockView> Stock(ItemId item) => Ok(await Grains.Item(item).Stock(Owner));

    public async Task<PlanLineView> BudgetLine() => (await Grains.Plan(Rup).View(BudgetOwner))!.Inside!.Lines[0];

    public static T Ok<T>(Result<T> result)
        where T : class
    {
        Assert.True(result.IsOk, $"{result.Refusal?.Code.Slug} {result.Refusal?.Field} "
            + string.Join(' ', result.Refusal?.Parts.Select(static part => part.Code.Slug) ?? []));
        return result.Value;
    }

    public ValueTask DisposeAsync() => Market.DisposeAsync();

    private async Task OpenOffices()
    {
        var (marketplace, office) = (Grains.Organisation(WellKnown.Operator), Grains.Organisation(Office));
        var admin = Person("admin");
        Ok(await marketplace.Bootstrap(admin.User));
        Ok(await marketplace.Appoint(Appointment(admin, Manager, Role.CatalogManager, null)));
        Ok(await marketplace.Appoint(Appointment(admin, Auditor, Role.InternalAuditor, null)));
        Ok(await office.Create(new CreateOrganisation(
            Key(Caller.System), OrganisationKind.RegionalAgency,
            new OrganisationProfile { Name = "Dinas Kominfo", Region = RegionCode.Wrap("18") })));
        Ok(await office.DefineUnit(new DefineUnit(Key(Caller.System), Unit, new UnitProfile { Name = "Sekretariat" })));
        Ok(await office.Appoint(Appointment(Caller.System, BudgetOwner, Role.BudgetOwner, null)));
        (Caller Who, Role Role)[] officers =
        [
            (Buyer, Role.ProcurementOfficer), (Signer, Role.CommitmentOfficer), (Receiver, Role.Receiver),
            (Treasurer, Role.Treasurer),
        ];
        foreach (var (who, role) in officers) Ok(await office.Appoint(Appointment(BudgetOwner, who, role, Unit)));
        var ceiling = new Rupiah(100_000_000);
        Ok(await office.SetBudget(new SetUnitBudget(Key(BudgetOwner), Unit, Day.Year, ceiling)));
        Ok(await Grains.Plan(Rup).Draft(new DraftPlan(Key(BudgetOwner), Office, Unit, Day.Year, new PlanPackage
        {
            Name = "Jamuan rapat",
            Method = ProcurementMethod.EPurchasing,
            Kind = ProcurementKind.Goods,
            ReservedForSmall = true,
            From = new DateOnly(Day.Year, 1, 1),
            Until = new DateOnly(Day.Year, 12, 31),
            CommitmentOfficer = Signer.User,
            Ceiling = ceiling,
            Lines = [new BudgetLine(1, AccountCode.Wrap("5.1.02.01.01.0024"), FundingSource.Apbd, ceiling)],
        })));
        Ok(await Grains.Plan(Rup).Announce(Key(BudgetOwner)));
    }

    private async Task OpenShop()
    {
        var supplier = Grains.Supplier(Seller);
        Ok(await supplier.Register(new RegisterSupplier
        {
            Context = Key(Owner),
            Profile = SupplierSamples.Profile,
            Numbers = SupplierSamples.Numbers,
        }));
        Ok(await supplier.Submit(Key(Owner)));
        Ok(await supplier.Review(Key(Manager)));
        Ok(await supplier.Verify(Key(Manager)));
        foreach (var code in (string[])["10", "10.03", "10.03.02"])
        {
            Ok(await Grains.Category(CategoryCode.Wrap(code)).Define(new DefineCategory
            {
                Context = Key(Manager),
                Template = new CategoryTemplate { Name = "Pangan", NameEn = "Food", TaxClass = TaxClass.Goods },
            }));
        }

        await Publish(Coffee, 100_000);
        await Publish(Pepper, 50_000);
    }

    /// <summary>Publishes an item of the seller with a hundred kilograms in stock.</summary>
    /// <param name="id">The item.</param>
    /// <param name="price">Rupiah per kilogram.</param>
    /// <param name="change">Makes other details of the plain ones: a domestic product without certificates.</param>
    public async Task Publish(ItemId id, long price, Func<ItemDetails, ItemDetails>? change = null)
    {
        var item = Grains.Item(id);
        var plain = new ItemDetails
        {
            Name = $"Produk {id}",
            Category = CategoryCode.Wrap("10.03.02"),
            Unit = "KGM",
            Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.08")),
        };
        var details = change is null ? plain : change(plain);
        Ok(await item.Draft(new DraftItem(Key(Owner), Seller, details)));
        Ok(await item.SetPrices(new SetItemPrices
        {
            Context = Key(Owner),
            Schedule = new PriceSchedule { Tiers = [new PriceTier(new Quantity(1), new Rupiah(price))] },
        }));
        Ok(await item.Submit(Key(Owner)));
        Ok(await item.StartReview(Key(Manager)));
        Ok(await item.Publish(new PublishItem(Key(Manager), new VerifiedEvidence
        {
            Certificates =
                [.. details.Certificates.Select(static one => new CertificateReference(one.Kind, one.Number))],
            DomesticConfirmed = details.Origin.Kind == OriginKind.Domestic,
        })));
        Ok(await item.ReceiveStock(new ReceiveStock(Key(Owner), "r1", new Quantity(100))));
    }

    /// <summary>Since long ago and for ever.</summary>
    public static AppointmentTerms TermsOf(Caller whom, Role role, UnitId? unit) => new()
    {
        User = whom.User,
        Role = role,
        Unit = unit,
        Decree = "SK/1",
        From = new DateOnly(2026, 1, 1),
    };

    private MakeAppointment Appointment(Caller by, Caller whom, Role role, UnitId? unit) =>
        new(Key(by), TermsOf(whom, role, unit));

    private static Caller Person(string name) => new(UserId.Wrap(name));
}
