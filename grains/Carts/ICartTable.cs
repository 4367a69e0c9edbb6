namespace Marketplace.Carts;

/// <summary>Where carts are kept: one row per owner. Every write is on disk when it is answered.</summary>
public interface ICartTable
{
    /// <summary>The row of an owner; null when there is none.</summary>
    Task<CartRow?> Read(string owner);

    /// <summary>
    /// Replaces a row if its version is still the expected one. Writes that arrive while others commit share the next
    /// commit; one owner's conflict never touches another's row.
    /// </summary>
    /// <returns>False when somebody else wrote in between; then nothing of this write is stored.</returns>
    Task<bool> Write(CartWrite write);
}

/// <summary>A stored cart.</summary>
/// <param name="Version">Counts the writes.</param>
/// <param name="Payload">UTF-8 JSON.</param>
public sealed record CartRow(long Version, byte[] Payload);

/// <summary>A cart to store.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="ExpectedVersion">The version it was read or written with last; 0 for none.</param>
/// <param name="Payload">UTF-8 JSON.</param>
public sealed record CartWrite(string Owner, long ExpectedVersion, byte[] Payload);
