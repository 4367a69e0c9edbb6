using System.Security.Cryptography;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Makes the first administrator of an installation through a link that is printed once, works once, and for a day.
/// </summary>
/// <param name="db">The tables.</param>
/// <param name="book">The accounts.</param>
/// <param name="grains">The actors.</param>
/// <param name="clock">The time.</param>
public sealed class FirstAdministrator(AccountsDb db, AccountBook book, IGrainFactory grains, TimeProvider clock)
{
    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A new link's token; null once there is an administrator.</summary>
    public async Task<string?> NewLink()
    {
        var organisation = await grains.Organisation(WellKnown.Operator).View(Caller.System);
        if (organisation?.Inside?.Appointments.Any(static made => made.Terms.Role == Role.Administrator) is true)
            return null;
        var now = NowMs;
        await db.AdministratorLinks.Where(link => link.ExpiresAtMs <= now).ExecuteDeleteAsync();
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        db.AdministratorLinks.Add(new AdministratorLink
        {
            Hash = KnownTokens.HashOf(token),
            ExpiresAtMs = clock.GetUtcNow().AddHours(AccountLimits.AdministratorLinkHours).ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>Makes the account and appoints it; the link is used up by whoever comes first.</summary>
    public async Task<Refusal?> Create(string? token, string? email, string? password)
    {
        var hash = KnownTokens.HashOf(token ?? "");
        var now = NowMs;
        var link = db.AdministratorLinks.Where(
            link => link.Hash == hash && link.UsedAtMs == null && link.ExpiresAtMs > now);
        if (!await link.AnyAsync()) return AccountRefusals.LinkInvalid;
        var account = await book.FindOrCreate(email, password, fullName: null);
        if (!account.IsOk) return account.Refusal;
        if (await link.ExecuteUpdateAsync(changes => changes.SetProperty(used => used.UsedAtMs, now)) == 0)
            return AccountRefusals.LinkInvalid;
        var appointed = await grains.Organisation(WellKnown.Operator)
            .Bootstrap(UserId.Wrap(account.Value.Id));
        return appointed.Refusal;
    }
}
