using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>What a supplier remembers.</summary>
public abstract record SupplierEvent;

/// <summary>It was registered as a draft.</summary>
/// <param name="Id">The supplier.</param>
/// <param name="Owner">Its first owner.</param>
/// <param name="By">Who registered it.</param>
/// <param name="Assisted">Whether a facilitator did, on the owner's behalf.</param>
/// <param name="Profile">What it says of itself.</param>
/// <param name="Numbers">Its personal numbers, sealed.</param>
/// <param name="Size">Its size by the evidence given; null without.</param>
/// <param name="At">When.</param>
[StoredAs("supplier-registered.v1")]
public sealed record SupplierRegistered(
    SupplierId Id,
    UserId Owner,
    UserId By,
    bool Assisted,
    SupplierProfile Profile,
    SealedNumbers Numbers,
    BusinessSize? Size,
    DateTimeOffset At) : SupplierEvent;

/// <summary>Its profile was replaced.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Assisted">Whether a facilitator did, on the supplier's behalf.</param>
/// <param name="Profile">The whole profile from now on.</param>
/// <param name="Numbers">The personal numbers from now on, sealed.</param>
/// <param name="Size">The size from now on.</param>
/// <param name="Changed">The names of the fields that differ from before.</param>
/// <param name="BankChanged">Whether it is paid to another account from now on: to be looked at before paying.</param>
/// <param name="NeedsVerification">Whether a verified identity changed, so that it has to be verified anew.</param>
/// <param name="At">When.</param>
[StoredAs("supplier-profile-changed.v1")]
public sealed record SupplierProfileChanged(
    UserId By,
    bool Assisted,
    SupplierProfile Profile,
    SealedNumbers Numbers,
    BusinessSize? Size,
    ImmutableArray<string> Changed,
    bool BankChanged,
    bool NeedsVerification,
    DateTimeOffset At) : SupplierEvent;

/// <summary>Verification was asked for.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Assisted">Whether a facilitator did, on the supplier's behalf.</param>
/// <param name="At">When.</param>
[StoredAs("supplier-submitted.v1")]
public sealed record SupplierSubmitted(UserId By, bool Assisted, DateTimeOffset At) : SupplierEvent;

/// <summary>A catalogue manager took it for review.</summary>
/// <param name="By">Who.</param>
[StoredAs("supplier-review-taken.v1")]
public sealed record SupplierReviewTaken(UserId By) : SupplierEvent;

/// <summary>Its identity was verified.</summary>
/// <param name="By">Who verified it.</param>
/// <param name="At">When.</param>
[StoredAs("supplier-verified.v1")]
public sealed record SupplierVerified(UserId By, DateTimeOffset At) : SupplierEvent;

/// <summary>It was sent back to be mended.</summary>
/// <param name="By">Who sent it back.</param>
/// <param name="Notes">Why.</param>
[StoredAs("supplier-returned.v1")]
public sealed record SupplierReturned(UserId By, ImmutableArray<ReturnNote> Notes) : SupplierEvent;

/// <summary>An account may act for it, or may do something else than before.</summary>
/// <param name="User">The account.</param>
/// <param name="Role">What it may do.</param>
/// <param name="By">Who said so.</param>
[StoredAs("supplier-member-added.v1")]
public sealed record SupplierMemberAdded(UserId User, MemberRole Role, UserId By) : SupplierEvent;

/// <summary>An account may no longer act for it.</summary>
/// <param name="User">The account.</param>
/// <param name="By">Who said so.</param>
[StoredAs("supplier-member-removed.v1")]
public sealed record SupplierMemberRemoved(UserId User, UserId By) : SupplierEvent;

/// <summary>Someone read its personal numbers in full.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">What for.</param>
/// <param name="Fields">Which numbers there were to read.</param>
[StoredAs("supplier-personal-data-revealed.v1")]
public sealed record SupplierPersonalDataRevealed(UserId By, string Reason, ImmutableArray<string> Fields)
    : SupplierEvent;
