using System.Security.Cryptography;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Frontend.Accounts;

/// <summary>Personal tokens: 256 random bits, shown once, kept as a hash, with a name and an end.</summary>
/// <param name="db">The tables.</param>
/// <param name="known">Tokens found good lately.</param>
/// <param name="clock">The time.</param>
public sealed class ApiTokens(AccountsDb db, KnownTokens known, TimeProvider clock)
{
    /// <summary>What every personal token begins with, so that scanners of leaked secrets recognise it.</summary>
    public const string Prefix = "mkt_";

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A new random secret.</summary>
    public static string NewSecret() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>Makes a token.</summary>
    /// <returns>The token with its secret, which cannot be shown again; or why not.</returns>
    public async Task<Result<NewApiToken>> Create(string userId, string? name, int days)
    {
        var malformed = Check.Text(name, "name", AccountLimits.MaxApiTokenName)
            ?? Check.Range(days, "days", 1, AccountLimits.MaxApiTokenDays);
        if (malformed is not null) return malformed;
        var now = NowMs;
        // An expired token gives its name back.
        await db.ApiTokens
            .Where(token => token.UserId == userId && token.RevokedAtMs == null && token.ExpiresAtMs <= now)
            .ExecuteUpdateAsync(changes => changes.SetProperty(token => token.RevokedAtMs, now));
        var mine = await InForce(userId).ToListAsync();
        if (mine.Exists(token => token.Name == name))
            return AccountRefusals.ApiTokenExists.With("name", name).On("name");
        if (mine.Count >= AccountLimits.MaxApiTokens)
            return AccountRefusals.TooManyApiTokens.With("max", AccountLimits.MaxApiTokens);
        var secret = NewSecret();
        var created = new ApiToken
        {
            Id = Guid.CreateVersion7().ToString("n"),
            UserId = userId,
            Name = name!,
            Hash = KnownTokens.HashOf(secret),
            CreatedAtMs = NowMs,
            ExpiresAtMs = clock.GetUtcNow().AddDays(days).ToUnixTimeMilliseconds(),
        };
        db.ApiTokens.Add(created);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException) when (db.ApiTokens.AsNoTracking().Any(
            token => token.UserId == userId && token.Name == name && token.RevokedAtMs == null))
        {
            return AccountRefusals.ApiTokenExists.With("name", name).On("name");
        }

        return new NewApiToken(View(created), secret);
    }

    /// <summary>The tokens in force of an account.</summary>
    public async Task<IReadOnlyList<ApiTokenView>> List(string userId) =>
        [.. (await InForce(userId).ToListAsync()).Select(View)];

    /// <summary>Revokes one. Idempotent; someone else's is not found.</summary>
    public async Task<Refusal?> Revoke(string userId, string id)
    {
        var token = await db.ApiTokens.SingleOrDefaultAsync(token => token.Id == id && token.UserId == userId);
        if (token is null) return CommonRefusals.NotFound;
        token.RevokedAtMs ??= NowMs;
        await db.SaveChangesAsync();
        known.ForgetAll();
        return null;
    }

    /// <summary>The token in force with this hash.</summary>
    public Task<ApiToken?> Find(string hash) =>
        db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(
            token => token.Hash == hash && token.RevokedAtMs == null);

    private IQueryable<ApiToken> InForce(string userId)
    {
        var now = NowMs;
        return db.ApiTokens.AsNoTracking()
            .Where(token => token.UserId == userId && token.RevokedAtMs == null && token.ExpiresAtMs > now)
            .OrderBy(static token => token.CreatedAtMs);
    }

    private static ApiTokenView View(ApiToken token) => new(
        token.Id,
        token.Name,
        DateTimeOffset.FromUnixTimeMilliseconds(token.CreatedAtMs),
        DateTimeOffset.FromUnixTimeMilliseconds(token.ExpiresAtMs));
}

/// <summary>A personal token, without its secret.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when it is no longer good.</param>
public sealed record ApiTokenView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>A token just made.</summary>
/// <param name="Token">The token.</param>
/// <param name="Secret">What to send as <c>Authorization: Bearer …</c>. Shown this once.</param>
public sealed record NewApiToken(ApiTokenView Token, string Secret);
