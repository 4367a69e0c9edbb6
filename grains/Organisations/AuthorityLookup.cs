using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>What an organisation answers to its neighbours, on any thread.</summary>
public interface IAuthorities
{
    /// <inheritdoc cref="IOrganisationGrain.AuthorityOf"/>
    Authority AuthorityNow(UserId user);
}

/// <summary>
/// Asks an organisation what a caller may do there: the appointments in force. The engine itself holds every role,
/// because its commands come from deadlines and seeds, whose rules were checked when they were set.
/// </summary>
public static class AuthorityLookup
{
    private static readonly Role[] Every = Enum.GetValues<Role>();

    /// <summary>For who is no neighbour of anyone.</summary>
    public static async Task<Authority> AuthorityOf(
        this IGrainFactory grains, Caller caller, OrganisationId organisation) =>
        caller.IsSystem ? Engine(organisation) : await grains.Organisation(organisation).AuthorityOf(caller.User);

    /// <summary>For actors with a journal.</summary>
    public static Task<Authority> AuthorityOf(this Neighbours near, Caller caller, OrganisationId organisation) =>
        caller.IsSystem ? Task.FromResult(Engine(organisation))
        : near.Here<IAuthorities>(organisation.Value) is { } here ? Task.FromResult(here.AuthorityNow(caller.User))
        : near.Grains.Organisation(organisation).AuthorityOf(caller.User);

    private static Authority Engine(OrganisationId organisation) =>
        new(organisation, null, [.. Every.Select(static role => new Duty(role, null, null))]);
}
