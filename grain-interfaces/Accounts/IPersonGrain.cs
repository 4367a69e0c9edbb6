using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Accounts;

/// <summary>
/// A person's side of the market, so that no one ever holds a buyer and a supplier role (DOMAIN §1 d).
/// Key: <see cref="UserId"/>.
/// </summary>
[Alias("person")]
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>
    /// Claims a side for a new appointment or supplier membership, named by <paramref name="reason"/> (unique per
    /// appointment). Idempotent. Refused with <c>person-on-other-side</c> while another side is claimed.
    /// </summary>
    [Alias("claim")]
    Task<Result<PersonView>> Claim(Side side, string reason);

    /// <summary>Gives a claim back when the appointment or membership ends. Idempotent.</summary>
    [Alias("release")]
    Task<Result<PersonView>> Release(string reason);

    /// <summary>The person's side and claims, for the front end to show signed-in users their own roles.</summary>
    [Alias("view")]
    Task<PersonView> View();

    /// <summary>
    /// The person's side and claims; null for everyone but themselves and administrators of the operating organisation.
    /// </summary>
    [Alias("view-for")]
    Task<PersonView?> View(Caller caller);

    /// <summary>
    /// Declares the numbers and the address by which a hidden tie to a supplier would show (DOMAIN §1 e). The person
    /// themselves, and administrators of the operating organisation; not found for everyone else.
    /// </summary>
    [Alias("declare")]
    Task<Result<PersonView>> Declare(DeclarePerson command);
}

/// <summary>Declares a person's numbers and address.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Declaration">What is declared.</param>
[GenerateSerializer, Immutable, Alias("declare-person")]
public sealed record DeclarePerson(
    [property: Id(0)] CommandContext Context, [property: Id(1)] PersonDeclaration Declaration);

/// <summary>
/// What is personal about someone who buys for an organisation or operates the marketplace (UU 27/2022). Only travels
/// towards the actor, which encrypts it; compared by fingerprint, shown masked. Null keeps what is there, an empty text
/// removes it.
/// </summary>
/// <param name="Nik">Citizen number, 16 digits.</param>
/// <param name="Phone">Telephone, 6–15 digits with an optional <c>+</c> before them.</param>
/// <param name="BankAccount">Account number, 5–30 digits.</param>
/// <param name="Address">Street and number, at most <see cref="MaxAddress"/> characters.</param>
[GenerateSerializer, Immutable, Alias("person-declaration")]
public sealed record PersonDeclaration(
    [property: Id(0)] string? Nik = null,
    [property: Id(1)] string? Phone = null,
    [property: Id(2)] string? BankAccount = null,
    [property: Id(3)] string? Address = null)
{
    /// <summary>Longest address.</summary>
    public const int MaxAddress = 300;

    /// <summary>Not printed: this belongs in no log.</summary>
    public override string ToString() => nameof(PersonDeclaration);
}

/// <summary>What someone has declared, masked to its last four characters; null where nothing is.</summary>
/// <param name="Nik">Citizen number.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="BankAccount">Account number.</param>
/// <param name="Address">Address.</param>
[GenerateSerializer, Immutable, Alias("declared-view")]
public sealed record DeclaredView(
    [property: Id(0)] string? Nik,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string? BankAccount,
    [property: Id(3)] string? Address);

/// <summary>On which side of the market someone stands.</summary>
public enum Side
{
    /// <summary>Buys for an organisation.</summary>
    Buyer = 1,

    /// <summary>Sells for a supplier.</summary>
    Supplier = 2,

    /// <summary>Operates, assists or audits the marketplace.</summary>
    Operator = 3,
}
