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
}

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
