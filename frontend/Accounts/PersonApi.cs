using Marketplace.Accounts;
using Marketplace.Frontend.Http;
using Marketplace.Values;

namespace Marketplace.Frontend.Accounts;

/// <summary>People's sides of the market over HTTP.</summary>
public static class PersonApi
{
    /// <summary><c>people/…</c></summary>
    public static void MapPeople(this RouteGroupBuilder api) =>
        api.MapGroup("people").WithTags("People").MapGet("{user}", View)
            .WithSummary("On which side of the market someone stands, for themselves and administrators");

    private static async Task<Answer<PersonView>> View(UserId user, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Person(user).View(call.Caller));
}
