using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class OrganisationTests
{
    private static readonly OrganisationId Id = OrganisationId.Wrap("dinas-pendidikan");
    private static readonly UnitId Unit = UnitId.Wrap("sekretariat");
    private static readonly UnitId OtherUnit = UnitId.Wrap("bidang-sma");
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);
    private static readonly UserId Ani = UserId.Wrap("ani");
    private static readonly UserId Budi = UserId.Wrap("budi");
    private static readonly UserId Citra = UserId.Wrap("citra");
    private static readonly Appointer Engine = new(UserId.Wrap("system"), IsSystem: true, false);
    private static readonly Appointer Operator = new(UserId.Wrap("operator"), false, IsOperatorAdministrator: true);

    [Fact]
    public void Only_the_operating_organisation_has_the_operators_kind()
    {
        Refused(
            OrganisationRefusals.KindNotForOrganisation,
            Organisation.Absent.Create(Id, OrganisationKind.MarketplaceOperator, Profile()));
        Refused(
            OrganisationRefusals.KindNotForOrganisation,
            Organisation.Absent.Create(WellKnown.Operator, OrganisationKind.RegionalAgency, Profile()));
    }

    [Theory]
    [InlineData("264", "")]
    [InlineData("D26411", "")]
    [InlineData("D264", "123456789012345")]
    public void A_malformed_code_is_refused(string bodyCode, string npwp)
    {
        var profile = Profile() with { BodyCode = bodyCode, Npwp = npwp };

        Refused(
            CommonRefusals.MalformedCode, Organisation.Absent.Create(Id, OrganisationKind.RegionalAgency, profile));
    }

    [Fact]
    public void An_organisation_is_created_once() => Refused(
        CommonRefusals.AlreadyExists, Agency().Create(Id, OrganisationKind.RegionalAgency, Profile()));

    [Theory]
    [InlineData(OrganisationKind.RegionalAgency, Role.Requester)]
    [InlineData(OrganisationKind.RegionalAgency, Role.CatalogManager)]
    [InlineData(OrganisationKind.PrivateCompany, Role.CommitmentOfficer)]
    [InlineData(OrganisationKind.StateCompany, Role.InternalAuditor)]
    [InlineData(OrganisationKind.MarketplaceOperator, Role.BudgetOwner)]
    public void A_role_of_another_kind_is_refused(OrganisationKind kind, Role role) =>
        Refused(OrganisationRefusals.RoleNotForKind, Of(kind).Appoint(Engine, Terms(Ani, role), "c", Today));

    [Fact]
    public void Every_role_fits_some_kind_of_organisation() => Assert.All(
        Enum.GetValues<Role>(),
        static role => Assert.Contains(Enum.GetValues<OrganisationKind>(), kind => RoleRules.Fits(role, kind)));

    [Theory]
    [InlineData(Role.BudgetOwner, Role.Treasurer)]
    [InlineData(Role.DelegatedBudgetOwner, Role.Treasurer)]
    [InlineData(Role.CommitmentOfficer, Role.Treasurer)]
    [InlineData(Role.CommitmentOfficer, Role.FinanceAdminOfficer)]
    public void Duties_are_kept_apart_within_a_unit_in_either_order(Role one, Role other)
    {
        foreach (var (first, second) in ((Role, Role)[])[(one, other), (other, one)])
        {
            var agency = Appointed(Agency(), Terms(Ani, first) with { Unit = Unit });

            Refused(
                OrganisationRefusals.DutiesNotApart,
                agency.Appoint(Engine, Terms(Ani, second) with { Unit = Unit }, "c2", Today));
            Refused(OrganisationRefusals.DutiesNotApart, agency.Appoint(Engine, Terms(Ani, second), "c2", Today));
            Accepted(agency.Appoint(Engine, Terms(Ani, second) with { Unit = OtherUnit }, "c2", Today));
            Accepted(agency.Appoint(Engine, Terms(Budi, second) with { Unit = Unit }, "c2", Today));
        }
    }

    [Fact]
    public void Duties_may_follow_each_other_in_time()
    {
        var agency = Appointed(Agency(), Terms(Ani, Role.Treasurer) with { Until = Today });

        var next = Terms(Ani, Role.CommitmentOfficer) with { From = Today.AddDays(1) };

        Accepted(agency.Appoint(Engine, next, "c2", Today));
        Refused(OrganisationRefusals.DutiesNotApart, agency.Appoint(Engine, next with { From = Today }, "c2", Today));
    }

    [Fact]
    public void The_same_role_is_not_given_twice()
    {
        var agency = Appointed(Agency(), Terms(Ani, Role.Receiver) with { Unit = Unit });

        Refused(
            OrganisationRefusals.AppointedAlready,
            agency.Appoint(Engine, Terms(Ani, Role.Receiver) with { Unit = Unit }, "c2", Today));
    }

    [Fact]
    public void Nobody_appoints_themselves()
    {
        var agency = Appointed(Agency(), Terms(Ani, Role.Administrator));

        Refused(
            OrganisationRefusals.AppointmentOfSelf, agency.Appoint(By(Ani), Terms(Ani, Role.Receiver), "c2", Today));
    }

    [Fact]
    public void The_operator_appoints_the_first_administrator_and_the_organisation_the_rest()
    {
        Refused(CommonRefusals.NotAllowed, Agency().Appoint(Operator, Terms(Ani, Role.Receiver), "c", Today));
        var agency = Appointed(Agency(), Terms(Ani, Role.Administrator), Operator);

        Refused(CommonRefusals.NotAllowed, agency.Appoint(Operator, Terms(Budi, Role.BudgetOwner), "c", Today));
        Refused(CommonRefusals.NotAllowed, agency.Appoint(By(Budi), Terms(Citra, Role.Receiver), "c", Today));
        Accepted(agency.Appoint(By(Ani), Terms(Budi, Role.BudgetOwner), "c", Today));
    }

    [Fact]
    public void The_operator_may_help_out_when_no_administrator_is_left()
    {
        var agency = Appointed(Agency(), Terms(Ani, Role.Administrator) with { Until = Today });

        Accepted(agency.Appoint(Operator, Terms(Budi, Role.Administrator), "c", Today.AddDays(1)));
    }

    [Fact]
    public void A_units_budget_owner_appoints_for_that_unit_only()
    {
        var agency = Appointed(Agency(), Terms(Ani, Role.BudgetOwner) with { Unit = Unit });

        Accepted(agency.Appoint(By(Ani), Terms(Budi, Role.Receiver) with { Unit = Unit }, "c", Today));
        Refused(
            CommonRefusals.NotAllowed,
            agency.Appoint(By(Ani), Terms(Budi, Role.Receiver) with { Unit = OtherUnit }, "c", Today));
        Refused(CommonRefusals.NotAllowed, agency.Appoint(By(Ani), Terms(Budi, Role.Receiver), "c", Today));
    }

    [Fact]
    public void An_appointment_needs_a_decree_a_known_unit_and_a_possible_period()
    {
        var terms = Terms(Ani, Role.Receiver);

        Refused(CommonRefusals.InvalidText, Agency().Appoint(Engine, terms with { Decree = " " }, "c", Today));
        Refused(
            OrganisationRefusals.UnitMissing,
            Agency().Appoint(Engine, terms with { Unit = UnitId.Wrap("nowhere") }, "c", Today));
        Refused(
            CommonRefusals.InvalidPeriod,
            Agency().Appoint(Engine, terms with { Until = terms.From.AddDays(-1) }, "c", Today));
        Refused(
            OrganisationRefusals.LimitNotForRole,
            Agency().Appoint(Engine, terms with { Limit = new Rupiah(1) }, "c", Today));
    }

    [Fact]
    public void An_appointment_is_in_force_from_its_first_to_its_last_day()
    {
        var agency = Appointed(
            Agency(), Terms(Ani, Role.Receiver) with { From = Today, Until = Today.AddDays(2), Unit = Unit });

        Assert.False(agency.AuthorityOf(Id, Ani, Today.AddDays(-1)).Has(Unit, Role.Receiver));
        Assert.True(agency.AuthorityOf(Id, Ani, Today).Has(Unit, Role.Receiver));
        Assert.True(agency.AuthorityOf(Id, Ani, Today.AddDays(2)).Has(Unit, Role.Receiver));
        Assert.False(agency.AuthorityOf(Id, Ani, Today.AddDays(3)).Has(Unit, Role.Receiver));
        Assert.False(agency.AuthorityOf(Id, Ani, Today).Has(OtherUnit, Role.Receiver));
    }

    [Fact]
    public void An_ended_appointment_gives_nothing_and_cannot_be_ended_again()
    {
        var agency = Appointed(Agency(), Terms(Ani, Role.Receiver));

        agency = Step(agency, agency.End(Engine, 1, "Mutasi", Noon));

        Assert.Empty(agency.AuthorityOf(Id, Ani, Today).Appointments);
        Refused(OrganisationRefusals.AppointmentEnded, agency.End(Engine, 1, "Mutasi", Noon));
        Refused(OrganisationRefusals.AppointmentMissing, agency.End(Engine, 2, "Mutasi", Noon));
    }

    [Fact]
    public void An_approvers_limit_is_the_lower_of_their_own_and_the_companys()
    {
        var company = Appointed(
            Of(OrganisationKind.PrivateCompany),
            Terms(Ani, Role.Approver) with { Limit = new Rupiah(50_000_000) });
        company = Appointed(company, Terms(Budi, Role.Approver));
        Assert.Equal(new Rupiah(50_000_000), company.AuthorityOf(Id, Ani, Today).ApprovalLimit(Unit));
        Assert.Null(company.AuthorityOf(Id, Budi, Today).ApprovalLimit(Unit));

        company = Step(company, company.Configure(new OrganisationSettings { ApprovalLimit = new Rupiah(20_000_000) }));

        Assert.Equal(new Rupiah(20_000_000), company.AuthorityOf(Id, Ani, Today).ApprovalLimit(Unit));
        Assert.Equal(new Rupiah(20_000_000), company.AuthorityOf(Id, Budi, Today).ApprovalLimit(Unit));
        Assert.Equal(Rupiah.Zero, company.AuthorityOf(Id, Citra, Today).ApprovalLimit(Unit));
        Refused(
            OrganisationRefusals.SettingNotForKind,
            Agency().Configure(new OrganisationSettings { ApprovalLimit = new Rupiah(1) }));
    }

    [Fact]
    public void The_first_administrator_is_made_once()
    {
        var marketplace = Step(
            Organisation.Absent, Organisation.Absent.Bootstrap(WellKnown.Operator, Ani, "c", Today));

        Assert.True(marketplace.AuthorityOf(WellKnown.Operator, Ani, Today).Has(null, Role.Administrator));
        Assert.Same(
            Decision<OrganisationEvent>.Nothing, marketplace.Bootstrap(WellKnown.Operator, Ani, "c", Today));
        Refused(OrganisationRefusals.AdministratorExists, marketplace.Bootstrap(WellKnown.Operator, Budi, "c", Today));
        Refused(
            OrganisationRefusals.KindNotForOrganisation, Organisation.Absent.Bootstrap(Id, Ani, "c", Today));
    }

    [Fact]
    public void The_marketplace_never_loses_its_last_administrator()
    {
        var marketplace = Step(
            Organisation.Absent, Organisation.Absent.Bootstrap(WellKnown.Operator, Ani, "c", Today));
        Refused(OrganisationRefusals.LastAdministrator, marketplace.End(By(Ani), 1, "Pensiun", Noon));

        marketplace = Appointed(marketplace, Terms(Budi, Role.Administrator), By(Ani));

        Accepted(marketplace.End(By(Budi), 1, "Pensiun", Noon));
    }

    [Fact]
    public void Letters_are_numbered_without_gaps_per_year_and_the_same_for_the_same_order()
    {
        var agency = Agency();
        foreach (var order in (string[])["a", "b", "a", "c"])
            agency = Step(agency, agency.NextLetterNumber(Id, OrderId.Wrap(order), Today));
        agency = Step(agency, agency.NextLetterNumber(Id, OrderId.Wrap("d"), Today.AddYears(1)));
        agency = Step(agency, agency.NextLetterNumber(Id, OrderId.Wrap("b"), Today.AddYears(1)));

        var numbers = agency.Letters.Values.OrderBy(static letter => (letter.Year, letter.Number))
            .Select(static letter => letter.Text);
        Assert.Equal(
            ["000001/SP/D264/2026", "000002/SP/D264/2026", "000003/SP/D264/2026", "000001/SP/D264/2027"], numbers);
        Assert.Equal(2, agency.Letters[OrderId.Wrap("b")].Number);
    }

    [Fact]
    public void The_plans_of_a_unit_never_exceed_its_budget_of_the_year()
    {
        var (first, second) = (RupCode.Wrap("10000001"), RupCode.Wrap("10000002"));
        var agency = Agency();
        Refused(OrganisationRefusals.UnitBudgetExceeded, agency.ReserveBudget(first, Unit, 2026, new Rupiah(1)));
        agency = Step(agency, agency.SetBudget(Unit, 2026, new Rupiah(100)));
        agency = Step(agency, agency.ReserveBudget(first, Unit, 2026, new Rupiah(60)));
        agency = Step(agency, agency.ReserveBudget(second, Unit, 2026, new Rupiah(40)));

        Refused(OrganisationRefusals.UnitBudgetExceeded, agency.ReserveBudget(first, Unit, 2026, new Rupiah(61)));
        Refused(
            OrganisationRefusals.UnitBudgetExceeded,
            agency.ReserveBudget(second, Unit, 2026, new Rupiah(Rupiah.MaxAmount)));
        Refused(OrganisationRefusals.BudgetBelowPlans, agency.SetBudget(Unit, 2026, new Rupiah(99)));
        Assert.Same(
            Decision<OrganisationEvent>.Nothing, agency.ReserveBudget(first, Unit, 2026, new Rupiah(60)));
        agency = Step(agency, agency.ReserveBudget(first, Unit, 2026, new Rupiah(10)));
        Assert.Equal(new Rupiah(50), agency.BudgetOf(Unit, 2026).Planned());
        Assert.Equal(UnitBudget.None, agency.BudgetOf(Unit, 2027));
    }

    [Fact]
    public void Nothing_but_creation_works_on_an_absent_organisation()
    {
        var absent = Organisation.Absent;

        Refused(CommonRefusals.NotFound, absent.Change(Profile()));
        Refused(CommonRefusals.NotFound, absent.Configure(new OrganisationSettings()));
        Refused(CommonRefusals.NotFound, absent.DefineUnit(Unit, new UnitProfile { Name = "Sekretariat" }));
        Refused(CommonRefusals.NotFound, absent.SetBudget(Unit, 2026, Rupiah.Zero));
        Refused(CommonRefusals.NotFound, absent.Appoint(Engine, Terms(Ani, Role.Receiver), "c", Today));
        Refused(CommonRefusals.NotFound, absent.End(Engine, 1, "x", Noon));
        Refused(CommonRefusals.NotFound, absent.NextLetterNumber(Id, OrderId.Wrap("a"), Today));
        Refused(CommonRefusals.NotFound, absent.ReserveBudget(RupCode.Wrap("10000001"), Unit, 2026, Rupiah.Zero));
    }

    /// <summary>What is offered and what is done come from the same rules: each role offered can be given, no other
    /// can, and so with what can be ended.</summary>
    [Fact]
    public void What_someone_may_do_is_exactly_what_the_rules_let_them_do()
    {
        var agency = Appointed(
            Appointed(Agency(), Terms(Ani, Role.Administrator)), Terms(Budi, Role.BudgetOwner) with { Unit = Unit });
        agency = Appointed(agency, Terms(Citra, Role.Receiver) with { Unit = OtherUnit });
        var someone = UserId.Wrap("dewi");
        foreach (var state in (Organisation[])[Agency(), agency, Of(OrganisationKind.MarketplaceOperator)])
        {
            foreach (var by in (Appointer[])[By(Ani), By(Budi), By(Citra), Operator, Engine])
            {
                var given = Enum.GetValues<Role>().Where(role => ((UnitId?[])[null, Unit, OtherUnit]).Any(unit =>
                    state.Appoint(by, Terms(someone, role) with { Unit = unit }, "c", Today).Refusal is null));
                var ended = state.Appointments.Keys.Where(number => state.End(by, number, "x", Noon).Refusal is null);

                Assert.Equal(given, state.RolesToGive(by, Today));
                Assert.Equal(ended, state.AppointmentsToEnd(by, Noon));
            }
        }

        Assert.Equal((Role[])[Role.BudgetOwner, Role.Administrator], Agency().RolesToGive(Operator, Today));
        Assert.Equal((int[])[2], agency.AppointmentsToEnd(By(Budi), Noon));
        Assert.Empty(agency.RolesToGive(By(Citra), Today));
    }

    private static Appointer By(UserId user) => new(user, IsSystem: false, IsOperatorAdministrator: false);

    private static OrganisationProfile Profile() =>
        new() { Name = "Dinas Pendidikan", BodyCode = "D264", Region = RegionCode.Wrap("18") };

    private static AppointmentTerms Terms(UserId user, Role role) =>
        new() { User = user, Role = role, Decree = "SK/1/2026", From = new DateOnly(2026, 1, 1) };

    private static Organisation Agency() => Of(OrganisationKind.RegionalAgency);

    private static Organisation Of(OrganisationKind kind)
    {
        var id = kind == OrganisationKind.MarketplaceOperator ? WellKnown.Operator : Id;
        var organisation = Step(Organisation.Absent, Organisation.Absent.Create(id, kind, Profile()));
        organisation = Step(organisation, organisation.DefineUnit(Unit, new UnitProfile { Name = "Sekretariat" }));
        return Step(organisation, organisation.DefineUnit(OtherUnit, new UnitProfile { Name = "Bidang SMA" }));
    }

    private static Organisation Appointed(Organisation organisation, AppointmentTerms terms, Appointer? by = null) =>
        Step(organisation, organisation.Appoint(by ?? Engine, terms, $"claim-{terms.User}", Today));

    private static Organisation Step(Organisation organisation, Decision<OrganisationEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(organisation, static (state, happened) => state.When(happened));
    }

    private static void Accepted(Decision<OrganisationEvent> decision) => Assert.Null(decision.Refusal);

    private static void Refused(RefusalCode code, Decision<OrganisationEvent> decision) =>
        Assert.Equal(code, decision.Refusal?.Code);
}
