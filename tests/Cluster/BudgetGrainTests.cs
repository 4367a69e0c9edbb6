using Marketplace.Accounts;
using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.PlanFixture;

namespace Marketplace.Tests.Cluster;

public sealed class BudgetGrainTests
{
    private static readonly OrganisationId Agency = OrganisationId.Wrap("dinas");
    private static readonly UnitId Unit = UnitId.Wrap("unit");
    private static readonly Caller Owner = new(UserId.Wrap("pa"));
    private static readonly Caller Officer = new(UserId.Wrap("ppk"));
    private static readonly Caller Buyer = new(UserId.Wrap("pp"));
    private static readonly Caller Stranger = new(UserId.Wrap("stranger"));
    private static readonly int Year = Wib.DateOf(DateTimeOffset.UtcNow).Year;

    private int _key;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revoked_appointment_stops_at_once(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        var organisation = market.Grains.Organisation(Agency);
        await Announce(market, 100);
        Assert.True((await Hold(market, 1, Buyer, 10)).IsOk);
        var view = await organisation.View(Owner);
        var number = view!.Inside!.Appointments.Single(made => made.Terms.User == Buyer.User).Number;

        var ended = await organisation.End(new EndAppointment(Key(Owner), number, "Mutasi"));

        Assert.True(ended.IsOk);
        Assert.Equal(CommonRefusals.NotAllowed, (await Hold(market, 2, Buyer, 10)).Refusal?.Code);
        Assert.Null((await market.Grains.Person(Buyer.User).View()).Side);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Racing_holds_never_overspend(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        await Announce(market, 100);

        var holds = await Task.WhenAll(Enumerable.Range(1, 40).Select(i => Hold(market, i, Buyer, 30)));

        Assert.Equal(3, holds.Count(static hold => hold.IsOk));
        Assert.All(
            holds.Where(static hold => !hold.IsOk),
            static hold => Assert.Equal(BudgetRefusals.Exceeded, hold.Refusal!.Code));
        var line = (await market.Grains.Plan(Code).View(Owner))!.Inside!.Lines[0];
        Assert.Equal((90, 10), (line.Held.Amount, line.Free.Amount));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Racing_announcements_never_exceed_the_units_budget(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        await Found(market, budget: 100);
        var plans = Enumerable.Range(0, 8).Select(static i => RupCode.Wrap($"6000000{i}")).ToArray();
        foreach (var plan in plans) await Draft(market, plan, 30);

        var announced = await Task.WhenAll(plans.Select(plan => market.Grains.Plan(plan).Announce(Key(Owner))));

        Assert.Equal(3, announced.Count(static plan => plan.IsOk));
        var inside = (await market.Grains.Organisation(Agency).View(Owner))!.Inside!;
        Assert.Equal(new Rupiah(90), inside.Budgets.Single().Planned);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revision_or_a_closing_adjusts_what_the_plan_takes_of_the_units_budget(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        await Announce(market, 100, budget: 150);
        var plan = market.Grains.Plan(Code);

        var raised = await plan.Revise(new RevisePlan(Key(Owner), ThisYear(Package(151)), "Pergeseran"));
        Assert.Equal(OrganisationRefusals.UnitBudgetExceeded, raised.Refusal?.Code);
        Assert.Equal(new Rupiah(100), await Planned(market));

        Assert.True((await plan.Revise(new RevisePlan(Key(Owner), ThisYear(Package(40)), "Pergeseran"))).IsOk);
        Assert.Equal(new Rupiah(40), await Planned(market));

        Assert.True((await plan.Close(new ClosePlan(Key(Owner), "Selesai"))).IsOk);
        Assert.Equal(Rupiah.Zero, await Planned(market));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restart_keeps_appointments_ledger_and_letters(StorageKind kind)
    {
        var market = await TestMarketplace.Start(kind);
        await Announce(market, 100);
        Assert.True((await Hold(market, 1, Buyer, 60)).IsOk);
        Assert.True((await market.Grains.Plan(Code).Commit(CommandContext.System, Order(1))).IsOk);
        var letter = await market.Grains.Organisation(Agency).NextLetterNumber(Key(Officer), Order(1));
        await using var again = await market.Restart();

        var repeat = await Hold(again, 1, Buyer, 60);
        var next = await again.Grains.Organisation(Agency).NextLetterNumber(Key(Officer), Order(2));
        var same = await again.Grains.Organisation(Agency).NextLetterNumber(Key(Officer), Order(1));

        Assert.Equal((0, 60), (repeat.Value!.Held.Amount, repeat.Value.Committed.Amount));
        Assert.Equal(BudgetRefusals.Exceeded, (await Hold(again, 2, Buyer, 41)).Refusal?.Code);
        Assert.Equal(letter.Value, same.Value);
        Assert.Equal((1, 2), (letter.Value!.Number, next.Value!.Number));
        Assert.Equal(Side.Buyer, (await again.Grains.Person(Buyer.User).View()).Side);
    }

    [Fact]
    public async Task A_refused_appointment_leaves_the_person_free()
    {
        await using var market = await TestMarketplace.Start();
        await Found(market);
        var person = market.Grains.Person(UserId.Wrap("penjual"));
        Assert.True((await person.Claim(Side.Supplier, "supplier/s")).IsOk);

        var seller = await Appoint(market, Owner, "penjual", Role.Receiver);
        var unknown = await Appoint(market, Owner, "baru", Role.Requester);

        Assert.Equal(PersonRefusals.OnOtherSide, seller.Refusal?.Code);
        Assert.Equal(OrganisationRefusals.RoleNotForKind, unknown.Refusal?.Code);
        Assert.Null((await market.Grains.Person(UserId.Wrap("baru")).View()).Side);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_administrator_is_made_once_and_appoints_the_rest(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        var marketplace = market.Grains.Organisation(WellKnown.Operator);
        var first = new Caller(UserId.Wrap("first"));

        Assert.True((await marketplace.Bootstrap(first.User)).IsOk);
        Assert.True((await marketplace.Bootstrap(first.User)).IsOk);
        var second = await marketplace.Bootstrap(UserId.Wrap("second"));
        var created = await market.Grains.Organisation(Agency).Create(new CreateOrganisation(
            Key(first), OrganisationKind.RegionalAgency, Profile("Dinas")));
        var stranger = await market.Grains.Organisation(OrganisationId.Wrap("lain")).Create(new CreateOrganisation(
            Key(Stranger), OrganisationKind.RegionalAgency, Profile("Lain")));

        Assert.Equal(OrganisationRefusals.AdministratorExists, second.Refusal?.Code);
        Assert.True(created.IsOk);
        Assert.Equal(CommonRefusals.NotAllowed, stranger.Refusal?.Code);
        Assert.Null(await market.Grains.Organisation(OrganisationId.Wrap("lain")).View(first));
    }

    [Fact]
    public async Task Strangers_see_the_announced_content_and_nothing_of_drafts_or_the_ledger()
    {
        await using var market = await TestMarketplace.Start();
        await Announce(market, 100);
        var draft = RupCode.Wrap("60000001");
        await Draft(market, draft, 30);

        Assert.Null(await market.Grains.Plan(draft).View(Stranger));
        Assert.NotNull((await market.Grains.Plan(draft).View(Buyer))?.Inside);
        var announced = await market.Grains.Plan(Code).View(Stranger);
        Assert.Null(announced!.Inside);
        Assert.Equal(
            CommonRefusals.NotFound, (await market.Grains.Plan(draft).Announce(Key(Stranger))).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.NotAllowed, (await market.Grains.Plan(draft).Announce(Key(Buyer))).Refusal?.Code);
        Assert.Null((await market.Grains.Organisation(Agency).View(Stranger))!.Inside);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lists_show_the_ledger_to_insiders_only(StorageKind kind)
    {
        await using var market = await TestMarketplace.Start(kind);
        await Announce(market, 100);
        await Draft(market, RupCode.Wrap("60000001"), 30);
        Assert.True((await Hold(market, 1, Buyer, 60)).IsOk);
        var plan = market.Grains.Plan(Code);
        await plan.Commit(CommandContext.System, Order(1));
        await plan.Realise(CommandContext.System, Order(1), "pay-1", new Rupiah(20));
        var page = new PageRequest(WaitFor: (await plan.View(Owner))!.Revision.Position);
        var filter = new PlanFilter { Organisation = Agency, Unit = Unit, Year = Year, Text = "ALAT" };

        var own = (await market.Grains.PlanList().Find(Owner, filter, page)).Value!;
        var others = (await market.Grains.PlanList().Find(Stranger, filter, page)).Value!;
        var ledger = (await market.Grains.PlanList().Ledger(Owner, Code, page)).Value!;
        var hidden = await market.Grains.PlanList().Ledger(Stranger, Code, page);
        var agencies = (await market.Grains.OrganisationList().Find(
            new OrganisationFilter { Text = "din", Kind = OrganisationKind.RegionalAgency }, page)).Value!;

        Assert.Equal(2, own.Items.Length);
        Assert.Equal(
            new PlanTotals(Rupiah.Zero, new Rupiah(40), new Rupiah(20), new Rupiah(40)),
            own.Items.Single(static row => row.Code == Code).Totals);
        Assert.Null(Assert.Single(others.Items).Totals);
        Assert.Equal(
            ["held", "committed", "realised"],
            ledger.Items.Select(static entry => entry.Kind.ToString().ToLowerInvariant()));
        Assert.Equal(CommonRefusals.NotAllowed, hidden.Refusal?.Code);
        Assert.Equal(Agency, Assert.Single(agencies.Items).Id);
    }

    private async Task Announce(TestMarketplace market, long ceiling, long? budget = null)
    {
        await Found(market, budget ?? ceiling);
        await Draft(market, Code, ceiling);
        Assert.Null((await market.Grains.Plan(Code).Announce(Key(Owner))).Refusal);
    }

    private async Task Found(TestMarketplace market, long budget = 1000)
    {
        var organisation = market.Grains.Organisation(Agency);
        await organisation.Create(new CreateOrganisation(
            Key(Caller.System), OrganisationKind.RegionalAgency, Profile("Dinas Pendidikan")));
        await organisation.DefineUnit(new DefineUnit(Key(Caller.System), Unit, new UnitProfile { Name = "Unit" }));
        Assert.Null((await Appoint(market, Caller.System, "pa", Role.BudgetOwner)).Refusal);
        Assert.Null((await Appoint(market, Owner, "ppk", Role.CommitmentOfficer, Unit)).Refusal);
        Assert.Null((await Appoint(market, Owner, "pp", Role.ProcurementOfficer, Unit)).Refusal);
        var set = await organisation.SetBudget(new SetUnitBudget(Key(Owner), Unit, Year, new Rupiah(budget)));
        Assert.Null(set.Refusal);
    }

    private Task<Result<OrganisationView>> Appoint(
        TestMarketplace market, Caller by, string user, Role role, UnitId? unit = null) =>
        market.Grains.Organisation(Agency).Appoint(new MakeAppointment(
            Key(by),
            new AppointmentTerms
            {
                User = UserId.Wrap(user),
                Role = role,
                Unit = unit,
                Decree = "SK/1",
                From = new DateOnly(2026, 1, 1),
            }));

    private async Task Draft(TestMarketplace market, RupCode code, long ceiling)
    {
        var drafted = await market.Grains.Plan(code).Draft(
            new DraftPlan(Key(Owner), Agency, Unit, Year, ThisYear(Package(ceiling))));
        Assert.Null(drafted.Refusal);
    }

    private static Task<Result<BudgetHoldView>> Hold(TestMarketplace market, int order, Caller caller, long amount) =>
        market.Grains.Plan(Code).Hold(new HoldBudget(
            CommandContext.OnBehalfOf(caller), Order(order), Category, Amounts(amount)));

    private static async Task<Rupiah> Planned(TestMarketplace market) =>
        (await market.Grains.Organisation(Agency).View(Owner))!.Inside!.Budgets.Single().Planned;

    private static OrganisationProfile Profile(string name) => new() { Name = name, Region = RegionCode.Wrap("18") };

    // The actors ask the real clock.
    private static PlanPackage ThisYear(PlanPackage package) =>
        package with { From = new DateOnly(Year, 1, 1), Until = new DateOnly(Year, 12, 31) };

    private CommandContext Key(Caller caller) => new(caller, $"k{Interlocked.Increment(ref _key)}", "c");
}
