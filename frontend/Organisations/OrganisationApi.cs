using Marketplace.Frontend.Http;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Frontend.Organisations;

/// <summary>Organisations over HTTP.</summary>
public static class OrganisationApi
{
    /// <summary><c>organisations/…</c></summary>
    public static void MapOrganisations(this RouteGroupBuilder api)
    {
        var organisations = api.MapGroup("organisations").WithTags("Organisations");
        organisations.MapGet("", Find).WithSummary("Organisations by kind, region and start of the name")
            .AllowAnonymous();
        organisations.MapPost("", Create).WithSummary("Create an organisation").RequireKey();
        var one = organisations.MapGroup("{id}");
        one.MapGet("", View).WithSummary("One organisation; appointments and budgets for its own people")
            .AllowAnonymous();
        one.MapPut("", Change).WithSummary("Change name, codes, region and address").RequireKey();
        one.MapPut("settings", Configure).WithSummary("Change how the organisation buys").RequireKey();
        one.MapPut("units/{unit}", DefineUnit).WithSummary("Add a work unit or change it").RequireKey();
        one.MapPut("units/{unit}/budgets/{year:int}", SetBudget).WithSummary("Set a unit's budget of a year")
            .RequireKey();
        one.MapPost("appointments", Appoint).WithSummary("Give someone a role under a decree").RequireKey();
        one.MapPost("appointments/{number:int}/end", End).WithSummary("End an appointment at once").RequireKey();
    }

    private static async Task<Answer<Page<OrganisationRow>>> Find(
        CallContext call, PageQuery page, IGrainFactory grains,
        Word<OrganisationKind>? kind = null, RegionCode? region = null,
        string? text = null, Word<OrganisationSort>? sort = null) =>
        call.Answer(await grains.OrganisationList().Find(
            new OrganisationFilter
            {
                Kind = kind?.Value,
                Region = region,
                Text = text,
                Sort = sort?.Value ?? OrganisationSort.Name,
            },
            page.Request));

    private static async Task<Created<OrganisationView>> Create(
        NewOrganisation organisation, CallContext call, IGrainFactory grains) =>
        call.Created(
            await grains.Organisation(organisation.Id)
                .Create(new CreateOrganisation(call.Command, organisation.Kind, organisation.Profile)),
            static view => $"organisations/{view.Id}");

    private static async Task<Answer<OrganisationView>> View(
        OrganisationId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id).View(call.Caller));

    private static async Task<Answer<OrganisationView>> Change(
        OrganisationId id, OrganisationProfile profile, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id).Change(new ChangeOrganisation(call.Command, profile)));

    private static async Task<Answer<OrganisationView>> Configure(
        OrganisationId id, OrganisationSettings settings, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id).Configure(new ConfigureOrganisation(call.Command, settings)));

    private static async Task<Answer<OrganisationView>> DefineUnit(
        OrganisationId id, UnitId unit, UnitProfile profile, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id).DefineUnit(new DefineUnit(call.Command, unit, profile)));

    private static async Task<Answer<OrganisationView>> SetBudget(
        OrganisationId id, UnitId unit, int year, YearBudget budget, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id)
            .SetBudget(new SetUnitBudget(call.Command, unit, year, budget.Amount)));

    private static async Task<Answer<OrganisationView>> Appoint(
        OrganisationId id, AppointmentTerms appointment, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id).Appoint(new MakeAppointment(call.Command, appointment)));

    private static async Task<Answer<OrganisationView>> End(
        OrganisationId id, int number, AppointmentEnding ending, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Organisation(id).End(new EndAppointment(call.Command, number, ending.Reason)));
}

/// <summary>An organisation to create.</summary>
/// <param name="Id">Its id, for good.</param>
/// <param name="Kind">Its kind, for good.</param>
/// <param name="Profile">Who it is.</param>
public sealed record NewOrganisation(OrganisationId Id, OrganisationKind Kind, OrganisationProfile Profile);

/// <summary>A unit's budget of a year.</summary>
/// <param name="Amount">Whole rupiah.</param>
public sealed record YearBudget(Rupiah Amount);

/// <summary>Why an appointment is ended.</summary>
/// <param name="Reason">1–500 characters.</param>
public sealed record AppointmentEnding(string Reason);
