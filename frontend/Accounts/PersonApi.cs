using Marketplace.Accounts;
using Marketplace.Frontend.Http;
using Marketplace.Values;

namespace Marketplace.Frontend.Accounts;

/// <summary>People's sides of the market over HTTP.</summary>
public static class PersonApi
{
    /// <summary><c>people/…</c></summary>
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("people").WithTags("People");
        people.MapGet("{user}", View)
            .WithSummary("On which side of the market someone stands, for themselves and administrators");
        people.MapPut("{user}/declaration", Declare)
            .WithSummary("Declare numbers and address, compared with suppliers' and kept encrypted").RequireKey();
    }

    private static async Task<Answer<PersonView>> View(UserId user, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Person(user).View(call.Caller));

    private static async Task<Answer<PersonView>> Declare(
        UserId user, PersonDeclaration declaration, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Person(user).Declare(new DeclarePerson(call.Command, declaration)));
}
