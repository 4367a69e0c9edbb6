using Marketplace.Carts;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Storage;

/// <summary>A cart table whose storage can be made to fail.</summary>
/// <param name="inner">The real one.</param>
public sealed class UnreliableCarts(ICartTable inner) : ICartTable
{
    /// <summary>While set, nothing is stored and every write throws.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many of the next writes are stored although their callers are told of a failure.</summary>
    public int LostAnswers { get; set; }

    /// <summary>After which stored write its caller's process dies; null for none.</summary>
    public Cut<CartWrite>? CutAfter { get; set; }

    /// <summary>Puts one before the cart table of a silo.</summary>
    public static void PutInto(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(ICartTable)).ImplementationType!;
        services.AddSingleton(real);
        services.AddSingleton<ICartTable>(
            provider => new UnreliableCarts((ICartTable)provider.GetRequiredService(real)));
    }

    /// <inheritdoc />
    public Task<CartRow?> Read(string owner) => inner.Read(owner);

    /// <inheritdoc />
    public async Task<bool> Write(CartWrite write)
    {
        if (IsDown) throw new IOException("The disk is full.");
        var written = await inner.Write(write);
        if (CutAfter is { } cut) await cut.Pass(write);
        if (LostAnswers == 0) return written;
        LostAnswers--;
        throw new IOException("The connection was lost.");
    }
}
