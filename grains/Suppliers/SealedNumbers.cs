namespace Marketplace.Suppliers;

/// <summary>A personal number as it is kept: nobody reads it without the key.</summary>
/// <param name="Cipher">AES-256-GCM ciphertext in base64, with its nonce and tag.</param>
/// <param name="Fingerprint">Keyed hash (HMAC-SHA-256): equal for equal numbers, of no use without the key.</param>
/// <param name="Tail">The last four digits, for people to recognise it by.</param>
public sealed record SealedText(string Cipher, string Fingerprint, string Tail)
{
    /// <summary>As shown to people: its tail behind dots.</summary>
    public string Masked() => $"••••{Tail}";

    /// <summary>
    /// What is kept after a command: null said keeps what was there, an empty text removes it, the same text stays as
    /// it was sealed first.
    /// </summary>
    internal static SealedText? Merge(SealedText? before, string? said, SealedText? anew) => said switch
    {
        null => before,
        "" => null,
        _ => anew?.Fingerprint == before?.Fingerprint ? before : anew,
    };
}

/// <summary>A supplier's personal numbers as they are kept.</summary>
/// <param name="Npwp">Tax number; null while unknown.</param>
/// <param name="OwnerNik">The owner's citizen number; null while unknown.</param>
/// <param name="BankAccount">Account number; null while unknown.</param>
public sealed record SealedNumbers(SealedText? Npwp, SealedText? OwnerNik, SealedText? BankAccount)
{
    /// <summary>None known.</summary>
    public static readonly SealedNumbers None = new(null, null, null);

    /// <summary>
    /// These with what a command says: null keeps a number, an empty text removes it, the same number stays as it was
    /// sealed first (a ciphertext differs each time).
    /// </summary>
    public SealedNumbers With(PersonalNumbers said, SealedNumbers sealedAnew) => new(
        SealedText.Merge(Npwp, said.Npwp, sealedAnew.Npwp),
        SealedText.Merge(OwnerNik, said.OwnerNik, sealedAnew.OwnerNik),
        SealedText.Merge(BankAccount, said.BankAccount, sealedAnew.BankAccount));
}
