using Marketplace.Values;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Which name and address belong to which account. Whoever asks has found out before that the reader may know it: an
/// address tells a stranger that there is an account.
/// </summary>
/// <param name="db">The tables.</param>
/// <param name="normalizer">How addresses are compared.</param>
public sealed class AccountDirectory(AccountsDb db, ILookupNormalizer normalizer)
{
    /// <summary>Accounts on a page of a search.</summary>
    public const int PageSize = 20;

    /// <summary>The account of an address; null when there is none.</summary>
    public async Task<UserId?> Find(string email)
    {
        var normalized = normalizer.NormalizeEmail(email);
        var id = await db.Users.AsNoTracking().Where(account => account.NormalizedEmail == normalized)
            .Select(static account => account.Id).SingleOrDefaultAsync();
        return UserId.TryParse(id, out var user) ? user : null;
    }

    /// <summary>What someone is called on what they signed: their name, or their address until they said it.</summary>
    public async Task<string> NameOf(UserId user) =>
        await db.Users.AsNoTracking().Where(account => account.Id == user.Value)
            .Select(static account => account.FullName ?? account.Email).SingleOrDefaultAsync() ?? user.Value;

    /// <summary>The names of people with their addresses, by id; accounts that do not exist are left out.</summary>
    public async Task<IReadOnlyDictionary<UserId, string>> NamesOf(IEnumerable<UserId> users)
    {
        var names = new Dictionary<UserId, string>();
        foreach (var ids in users.Select(static user => user.Value).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var found = await db.Users.AsNoTracking().Where(account => ids.Contains(account.Id))
                .Select(static account => new { account.Id, account.Email, account.FullName }).ToListAsync();
            foreach (var account in found)
            {
                names[UserId.Wrap(account.Id)] = account.FullName is { } name
                    ? $"{name} ({account.Email})"
                    : account.Email ?? account.Id;
            }
        }

        return names;
    }

    /// <summary>Accounts whose address begins so, by address, one more than a page when there are more.</summary>
    /// <param name="start">How it begins; empty for all.</param>
    /// <param name="after">The last address of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<Account>> Search(string start, string? after)
    {
        var accounts = db.Users.AsNoTracking();
        if (normalizer.NormalizeEmail(start) is { Length: > 0 } beginning)
            accounts = accounts.Where(account => account.NormalizedEmail!.StartsWith(beginning));
#pragma warning disable CA1309 // The database compares, by its own order, which is also the order of the list.
        if (normalizer.NormalizeEmail(after) is { Length: > 0 } last)
            accounts = accounts.Where(account => string.Compare(account.NormalizedEmail, last) > 0);
#pragma warning restore CA1309
        return await accounts.OrderBy(static account => account.NormalizedEmail).Take(PageSize + 1).ToListAsync();
    }
}
