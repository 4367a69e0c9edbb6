using System.Security.Cryptography;
using System.Text;
using Marketplace.Commands;
using Marketplace.Frontend.Accounts;
using Marketplace.Frontend.Pages;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Organisations;

/// <summary>The forms of organisations, each named after the command it sends.</summary>
public static class OrganisationForms
{
    /// <summary>Creates an organisation.</summary>
    public const string Create = "baru";

    /// <summary>The field of an appointment that holds an address where the API has an id; a refusal names it
    /// so.</summary>
    public const string User = "user";

    /// <summary>The choice for a whole organisation rather than a unit.</summary>
    public const string Whole = "";

    private const string Page = "/instansi";

    /// <summary>Where the form that creates one is sent.</summary>
    public static string CreatePath => $"{Page}/{Create}";

    /// <summary>Where a form about one is sent.</summary>
    public static string PathOf(OrganisationId id, string form) => $"{Page}/{id}/{form}";

    /// <summary>Maps <c>/instansi/…</c>.</summary>
    public static void MapOrganisationForms(this WebApplication app)
    {
        var forms = app.MapGroup(Page).RequireAuthorization().ExcludeFromDescription();
        forms.MapPost(Create, SendNew);
        // It says whether an address has an account: nobody should try many.
        forms.MapPost("{id}/" + nameof(IOrganisationGrain.Appoint), SendAppointment)
            .WithMetadata(new GuessingIsLimitedAttribute());
        forms.MapPost("{id}/{form}", Send);
    }

    private static Task<IResult> SendNew(IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(Create, values);
        var id = OrganisationId.Wrap(IdOf("org", sent));
        return http.Carry<OrganisationsPage>(
            sent,
            async () =>
            {
                var command = new CreateOrganisation(
                    sent.Command(http), sent.Choice<OrganisationKind>("kind"), Profile(sent));
                return sent.Refusal ?? (await grains.Organisation(id).Create(command)).Refusal;
            },
            $"{Page}/{id}",
            new Dictionary<string, object?>());
    }

    private static Task<IResult> Send(
        OrganisationId id, string form, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(form, values);
        return Carry(http, id, sent, async () =>
        {
            var act = Act(grains.Organisation(id), sent, sent.Command(http));
            return sent.Refusal ?? (act is null ? CommonRefusals.NotFound : (await act()).Refusal);
        });
    }

    private static Task<IResult> SendAppointment(
        OrganisationId id, IFormCollection values, HttpContext http, IGrainFactory grains, AccountDirectory people)
    {
        var sent = new SentForm(nameof(IOrganisationGrain.Appoint), values);
        return Carry(http, id, sent, async () =>
        {
            var (command, terms) = (sent.Command(http), Terms(sent));
            if (sent.Refusal is { } unreadable) return unreadable;
            var organisation = grains.Organisation(id);
            // Before the address is looked up: only who appoints here learns whether it has an account.
            if ((await organisation.ChoicesOf(command.Caller)).Roles.IsEmpty) return CommonRefusals.NotAllowed;
            return await people.Find(sent.Text(User) ?? "") is { } user
                ? (await organisation.Appoint(new MakeAppointment(command, terms with { User = user }))).Refusal
                : AccountRefusals.NoAccount.On(User);
        });
    }

    private static Task<IResult> Carry(HttpContext http, OrganisationId id, SentForm sent, Func<Task<Refusal?>> act) =>
        http.Carry<OrganisationPage>(
            sent, act, $"{Page}/{id}", new Dictionary<string, object?> { [nameof(OrganisationPage.Id)] = id.Value });

    /// <summary>What a form asks of the organisation; null for a form there is not. Nothing is asked yet.</summary>
    private static Func<Task<Result<OrganisationView>>>? Act(
        IOrganisationGrain organisation, SentForm form, CommandContext command)
    {
        switch (form.Name)
        {
            case nameof(IOrganisationGrain.Change):
                var change = new ChangeOrganisation(command, Profile(form));
                return () => organisation.Change(change);
            case nameof(IOrganisationGrain.Configure):
                var settings = new OrganisationSettings
                {
                    ReviewAboveDirectLimit = form.Typed("reviewAboveDirectLimit") == bool.TrueString,
                    ApprovalLimit = form.Money("approvalLimit"),
                };
                return () => organisation.Configure(new ConfigureOrganisation(command, settings));
            case nameof(IOrganisationGrain.DefineUnit):
                var unit = form.Text("unit") is null ? UnitId.Wrap(IdOf("unit", form)) : form.Id<UnitId>("unit");
                var profile = new UnitProfile
                {
                    Name = form.Text("name") ?? "",
                    SatkerCode = form.Text("satkerCode") ?? "",
                    SatkerStructure = form.Text("satkerStructure") ?? "",
                    Address = form.Text("address") ?? "",
                };
                return () => organisation.DefineUnit(new DefineUnit(command, unit, profile));
            case nameof(IOrganisationGrain.SetBudget):
                var budget = new SetUnitBudget(
                    command, form.Id<UnitId>("unit"), form.Number("year"), form.Money("amount") ?? Rupiah.Zero);
                return () => organisation.SetBudget(budget);
            case nameof(IOrganisationGrain.End):
                var end = new EndAppointment(command, form.Number("number"), form.Text("reason") ?? "");
                return () => organisation.End(end);
            default: return null;
        }
    }

    private static OrganisationProfile Profile(SentForm form) => new()
    {
        Name = form.Text("name") ?? "",
        BodyCode = form.Text("bodyCode") ?? "",
        Npwp = form.Text("npwp") ?? "",
        Region = form.Id<RegionCode>("region"),
        Address = form.Text("address") ?? "",
        Phone = form.Text("phone"),
    };

    /// <summary>What an appointment gives, whoever is to have it.</summary>
    private static AppointmentTerms Terms(SentForm form) => new()
    {
        User = default,
        Role = form.Choice<Role>("role"),
        Unit = form.Typed("unit") == Whole ? null : form.Id<UnitId>("unit"),
        Decree = form.Text("decree") ?? "",
        From = form.Date("from"),
        Until = form.Text("until") is null ? null : form.Date("until"),
        Limit = form.Money("limit"),
    };

    /// <summary>An id made from the form's key: pressing again makes nothing twice.</summary>
    private static string IdOf(string kind, SentForm form)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(form.Typed(SentForm.Key)));
        return $"{kind}-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}";
    }
}
