using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Organisations;
using Marketplace.Frontend.Pages;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Accounts;

/// <summary>A person with an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Appointments">What they are appointed to now.</param>
public sealed record UserRow(Account Account, IReadOnlyList<NamedAppointment> Appointments);

/// <summary>The people with an account, for the administrator alone; as a file too.</summary>
public static class UserFiles
{
    /// <summary>Maps <c>/unduh/pengguna.{format}</c>.</summary>
    public static void MapUserFiles(this WebApplication app) =>
        app.MapGet("/unduh/pengguna.{format}", Users).RequireAuthorization().ExcludeFromDescription();

    /// <summary>
    /// A page of them, filtered as the address of the list says it: <c>?q=dinas&amp;urut=Name</c>. Who has an account
    /// is nobody's business but the administrator's: to everyone else there is no such list (<c>not-found</c>).
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="grains">The cluster.</param>
    /// <param name="people">The accounts.</param>
    /// <param name="page">Which part; its cursor is an address.</param>
    public static async Task<Result<Page<UserRow>>> Find(
        HttpContext call, IGrainFactory grains, AccountDirectory people, PageRequest page)
    {
        var authority = await grains.Organisation(WellKnown.Operator).AuthorityOf(call.Caller().User);
        if (!authority.Has(unit: null, Role.Administrator)) return CommonRefusals.NotFound;
        var query = call.Request.Query;
        var filter = new AccountFilter(
            query["q"].ToString().Trim(), QueryChoice.Of<AccountSort>(query["urut"]) ?? AccountSort.Email);
        var found = await people.Search(filter, page.Cursor, page.Limit);
        var rows = await Task.WhenAll(found.Take(page.Limit).Select(async account => new UserRow(
            account, await grains.Named(await grains.AppointmentsOf(UserId.Wrap(account.Id))))));
        return new Page<UserRow>([.. rows], found.Count > page.Limit ? rows[^1].Account.Email : null, Position: 0);
    }

    private static Task<IResult> Users(
        string format, CallContext call, IGrainFactory grains, AccountDirectory people,
        IStringLocalizer<OrganisationTexts> texts) =>
        call.ListFile<UserRow>(
            "pengguna", format, page => Find(call.Http, grains, people, page),
            new(texts["users.email"], static row => row.Account.Email),
            new(texts["users.name"], static row => row.Account.FullName),
            new(texts["users.roles"], row => string.Join("; ", row.Appointments.Select(one => string.Join(", ",
                new[] { texts[$"role.{one.Duty.Role}"].Value, one.Organisation, one.Unit }
                    .Where(static part => part is not null))))));
}
