using System.Buffers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Marketplace.Frontend.Accounts;

/// <summary>
/// Tokens this process has lately found good, so that a request costs a hash and not a decryption and a look into the
/// database. Bounded in number and in time: elsewhere a revocation is noticed within
/// <see cref="AccountLimits.KnownTokenSeconds"/>, here at once.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class KnownTokens(TimeProvider clock) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = AccountLimits.KnownTokens });

    /// <summary>The hash a token is known and stored by.</summary>
    public static string HashOf(ReadOnlySpan<char> token)
    {
        // Every request comes with one, of up to kilobytes.
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(token, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Who comes with a token, if it was found good lately.</summary>
    public ClaimsPrincipal? Find(string hash) =>
        _cache.TryGetValue(hash, out Known? known) && known!.Until > clock.GetUtcNow() ? known.Principal : null;

    /// <summary>Remembers a token that was found good.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="principal">Who comes with it.</param>
    /// <param name="expires">When the token itself ends.</param>
    public void Remember(string hash, ClaimsPrincipal principal, DateTimeOffset expires)
    {
        var latest = clock.GetUtcNow().AddSeconds(AccountLimits.KnownTokenSeconds);
        var until = expires < latest ? expires : latest;
        _cache.Set(hash, new Known(principal, until), new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(AccountLimits.KnownTokenSeconds),
        });
    }

    /// <summary>
    /// Forgets everyone: something was revoked. It happens seldom, and looking everyone up once more is cheap.
    /// </summary>
    public void ForgetAll() => _cache.Clear();

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private sealed record Known(ClaimsPrincipal Principal, DateTimeOffset Until);
}
