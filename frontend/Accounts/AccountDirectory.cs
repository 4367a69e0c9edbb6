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

#pragma warning disable CA1304, CA1309, CA1311, CA1862 // The database compares, by its own order and its own case.
    /// <summary>Accounts with a text in their address or name, one more than asked for when there are more.</summary>
    /// <param name="filter">Which, and in what order.</param>
    /// <param name="after">The last address of the page before; null for the first page.</param>
    /// <param name="limit">Most of a page.</param>
    public async Task<IReadOnlyList<Account>> Search(AccountFilter filter, string? after, int limit)
    {
        var accounts = db.Users.AsNoTracking();
        if (normalizer.NormalizeEmail(filter.Text) is { Length: > 0 } text)
        {
            accounts = accounts.Where(account =>
                account.NormalizedEmail!.Contains(text) || account.FullName!.ToUpper().Contains(text));
        }

        var last = normalizer.NormalizeEmail(after);
        if (filter.Sort == AccountSort.Email) return await ByEmail(accounts, last).Take(limit + 1).ToListAsync();
        var lastName = await db.Users.AsNoTracking().Where(account => account.NormalizedEmail == last)
            .Select(static account => (account.FullName ?? account.Email)!.ToUpper()).SingleOrDefaultAsync();
        return await ByName(accounts, lastName, last).Take(limit + 1).ToListAsync();
    }

    private static IQueryable<Account> ByEmail(IQueryable<Account> accounts, string? last) =>
        accounts.Where(account => last == null || string.Compare(account.NormalizedEmail, last) > 0)
            .OrderBy(static account => account.NormalizedEmail);

    /// <summary>Whoever has not said a name stands where their address does.</summary>
    private static IQueryable<Account> ByName(IQueryable<Account> accounts, string? lastName, string? last) =>
        accounts.Select(static account =>
                new { Account = account, Name = (account.FullName ?? account.Email)!.ToUpper() })
            .Where(row => lastName == null || string.Compare(row.Name, lastName) > 0
                || (row.Name == lastName && string.Compare(row.Account.NormalizedEmail, last) > 0))
            .OrderBy(static row => row.Name).ThenBy(static row => row.Account.NormalizedEmail)
            .Select(static row => row.Account);
#pragma warning restore CA1304, CA1309, CA1311, CA1862
}

/// <summary>How a list of accounts is sorted.</summary>
public enum AccountSort
{
    /// <summary>By address.</summary>
    Email = 1,

    /// <summary>By name; whoever has not said one by address.</summary>
    Name = 2,
}

/// <summary>Which accounts are wanted.</summary>
/// <param name="Text">Part of the address or the name; empty for all. Case is ignored.</param>
/// <param name="Sort">The order of the list.</param>
public sealed record AccountFilter(string Text, AccountSort Sort);
