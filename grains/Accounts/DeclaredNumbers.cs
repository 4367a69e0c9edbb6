using Marketplace.Suppliers;

namespace Marketplace.Accounts;

/// <summary>What a person declared of themselves, as it is kept: nobody reads it without the key.</summary>
/// <param name="Nik">Citizen number; null while not declared.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="BankAccount">Account number.</param>
/// <param name="Address">Address.</param>
public sealed record DeclaredNumbers(
    SealedText? Nik, SealedText? Phone, SealedText? BankAccount, SealedText? Address)
{
    /// <summary>Nothing declared.</summary>
    public static readonly DeclaredNumbers None = new(null, null, null, null);

    /// <summary>
    /// These with what a command says: null keeps a value, an empty text removes it, the same value stays as it was
    /// sealed first (a ciphertext differs each time).
    /// </summary>
    public DeclaredNumbers With(PersonDeclaration said, DeclaredNumbers sealedAnew) => new(
        SealedText.Merge(Nik, said.Nik, sealedAnew.Nik),
        SealedText.Merge(Phone, said.Phone, sealedAnew.Phone),
        SealedText.Merge(BankAccount, said.BankAccount, sealedAnew.BankAccount),
        SealedText.Merge(Address, said.Address, sealedAnew.Address));
}
