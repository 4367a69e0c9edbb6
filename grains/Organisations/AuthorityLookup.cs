using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Organisations;

/// <summary>Asks an organisation what a caller may do there.</summary>
public static class AuthorityLookup
{
    private static readonly Role[] Every = Enum.GetValues<Role>();

    /// <summary>
    /// The caller's appointments in force. The engine itself holds every role, because its commands come from
    /// deadlines and seeds, whose rules were checked when they were set.
    /// </summary>
    public static async Task<Authority> AuthorityOf(
        this IGrainFactory grains, Caller caller, OrganisationId organisation) =>
        caller.IsSystem
            ? new Authority(organisation, null, [.. Every.Select(static role => new Duty(role, null, null))])
            : await grains.Organisation(organisation).AuthorityOf(caller.User);
}
