using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>Someone who can sign in. What they may do is not kept here: appointments are.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>What they are called on what they sign, with titles; null until they say it.</summary>
    public string? FullName { get; set; }
}

/// <summary>A personal token for machine clients.</summary>
public sealed class ApiToken
{
    /// <summary>Names it to its owner.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>What its owner calls it; unique among those in force.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was made, Unix milliseconds.</summary>
    public required long CreatedAtMs { get; init; }

    /// <summary>From when it is no longer good, Unix milliseconds.</summary>
    public required long ExpiresAtMs { get; init; }

    /// <summary>When it was revoked, Unix milliseconds; null while in force.</summary>
    public long? RevokedAtMs { get; set; }
}

/// <summary>A one-time link that makes the first administrator.</summary>
public sealed class AdministratorLink
{
    /// <summary>SHA-256 of the token in the link, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>From when it is no longer good, Unix milliseconds.</summary>
    public required long ExpiresAtMs { get; init; }

    /// <summary>When it was used, Unix milliseconds; null while it can be.</summary>
    public long? UsedAtMs { get; set; }
}

/// <summary>A key of data protection.</summary>
public sealed class ProtectionKey
{
    /// <summary>Names it.</summary>
    public required string Id { get; init; }

    /// <summary>The key.</summary>
    public required string Xml { get; init; }
}

/// <summary>
/// The accounts' tables. The schema comes from the numbered scripts <c>identity-*.sql</c>; this only maps onto it:
/// every name in the database is the snake_case of the one here.
/// </summary>
/// <param name="options">The database.</param>
public sealed partial class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options)
{
    /// <summary>Personal tokens.</summary>
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    /// <summary>First administrator's links.</summary>
    public DbSet<AdministratorLink> AdministratorLinks => Set<AdministratorLink>();

    /// <summary>Keys of data protection.</summary>
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("account");
        builder.Entity<IdentityUserClaim<string>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<string>>().ToTable("account_token");
        builder.Entity<ApiToken>().ToTable("api_token");
        builder.Entity<AdministratorLink>().ToTable("administrator_link").HasKey(static link => link.Hash);
        builder.Entity<ProtectionKey>().ToTable("protection_key");
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(static entity => entity.GetProperties()))
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
    }

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
