using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Suppliers;

/// <summary>A supplier to register.</summary>
/// <param name="Id">
/// Its name in addresses, chosen by the caller: 1–64 letters, digits, dots, hyphens, underscores.
/// </param>
/// <param name="Profile">What is known so far.</param>
/// <param name="Numbers">Personal numbers known so far.</param>
/// <param name="Owner">For facilitators: the account they register it for.</param>
public sealed record NewSupplier(
    SupplierId Id, SupplierProfile Profile, PersonalNumbers? Numbers = null, UserId? Owner = null);

/// <summary>The profile from now on.</summary>
/// <param name="Profile">The whole profile.</param>
/// <param name="Numbers">Personal numbers that change; what is left out stays, an empty text removes.</param>
public sealed record SupplierEdit(SupplierProfile Profile, PersonalNumbers? Numbers = null);

/// <summary>Why a registration is sent back.</summary>
/// <param name="Notes">At least one reason.</param>
public sealed record SupplierReturnReasons(IReadOnlyList<ReturnNote> Notes);

/// <summary>What an account may do for a supplier.</summary>
/// <param name="Role">Owner or staff.</param>
public sealed record SupplierMembership(MemberRole Role);

/// <summary>Why personal numbers are read.</summary>
/// <param name="Reason">In plain words.</param>
public sealed record ReadingReason(string Reason);

/// <summary>Why a certificate is rejected.</summary>
/// <param name="Reason">In plain words.</param>
public sealed record CertificateRejection(string Reason);

/// <summary>A sanction to impose.</summary>
/// <param name="Kind">Which.</param>
/// <param name="DecreeNumber">Number of the decree.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record NewSanction(SanctionKind Kind, string DecreeNumber, SanctionReason Reason, string Evidence);

/// <summary>Why a sanction ends early.</summary>
/// <param name="Reason">In plain words.</param>
public sealed record SanctionEnd(string Reason);

/// <summary>What a supplier says against a sanction.</summary>
/// <param name="Text">In plain words.</param>
public sealed record SanctionObjection(string Text);
