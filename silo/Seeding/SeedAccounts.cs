using Marketplace.Frontend.Accounts;
using Marketplace.Seeding;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Silo.Seeding;

/// <summary>Makes the accounts of seeded people. Only a seed does: there are no accounts with a known password
/// else.</summary>
/// <param name="scopes">Opens the accounts' store.</param>
public sealed class SeedAccounts(IServiceScopeFactory scopes)
{
    /// <summary>Everybody's password in a seed.</summary>
    public const string Password = "lampung-local-first";

    /// <summary>Rows written together.</summary>
    private const int Batch = 1_000;

    /// <summary>Makes them all.</summary>
    public async Task Make(SeedSpec spec)
    {
        // One hash for all: hashing is slow on purpose, and these accounts share their password anyway.
        var hash = new PasswordHasher<Account>().HashPassword(new Account(), Password);
        foreach (var people in SeedPeople.Of(spec).Chunk(Batch))
        {
            await using var scope = scopes.CreateAsyncScope();
            var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
            accounts.Users.AddRange(people.Select(person => new Account
            {
                Id = person.User.Value,
                UserName = person.Email,
                NormalizedUserName = person.Email.ToUpperInvariant(),
                Email = person.Email,
                FullName = person.Name,
                NormalizedEmail = person.Email.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("n"),
            }));
            await accounts.SaveChangesAsync();
        }
    }
}
