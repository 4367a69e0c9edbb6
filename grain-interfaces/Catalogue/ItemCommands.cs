using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Drafts an item for a supplier: by one of its members, or by a facilitator, which is recorded.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Supplier">Whose item it is, for ever.</param>
/// <param name="Details">What it is.</param>
[GenerateSerializer, Immutable, Alias("draft-item")]
public sealed record DraftItem(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] SupplierId Supplier,
    [property: Id(2)] ItemDetails Details);

/// <summary>Replaces an item's details. A material change of a published item sends it back to review.</summary>
/// <param name="Context">Who, which command; <c>IfVersion</c> guards against overwriting another's edit.</param>
/// <param name="Details">The whole details from now on.</param>
[GenerateSerializer, Immutable, Alias("edit-item")]
public sealed record EditItem([property: Id(0)] CommandContext Context, [property: Id(1)] ItemDetails Details);

/// <summary>Approves an item under review and says which evidence was verified.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Evidence">What the reviewer has verified.</param>
[GenerateSerializer, Immutable, Alias("publish-item")]
public sealed record PublishItem(
    [property: Id(0)] CommandContext Context, [property: Id(1)] VerifiedEvidence Evidence);

/// <summary>
/// Says which evidence of an item, published or under review, was verified; replaces what was said before.
/// </summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Evidence">What the reviewer has verified.</param>
[GenerateSerializer, Immutable, Alias("verify-item-evidence")]
public sealed record VerifyItemEvidence(
    [property: Id(0)] CommandContext Context, [property: Id(1)] VerifiedEvidence Evidence);

/// <summary>What a reviewer has verified.</summary>
[GenerateSerializer, Immutable, Alias("verified-evidence")]
public sealed record VerifiedEvidence
{
    /// <summary>Nothing verified.</summary>
    public static readonly VerifiedEvidence None = new();

    /// <summary>The certificates, each one the item claims.</summary>
    [Id(0)] public ImmutableArray<CertificateReference> Certificates { get; init; } = [];

    /// <summary>Whether the domestic origin is confirmed; refused for an import.</summary>
    [Id(1)] public bool DomesticConfirmed { get; init; }
}

/// <summary>Names a certificate of an item.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Number">Its number.</param>
[GenerateSerializer, Immutable, Alias("certificate-reference")]
public sealed record CertificateReference(
    [property: Id(0)] ItemCertificateKind Kind, [property: Id(1)] string Number);

/// <summary>Sends an item under review back to its supplier.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Reasons">From the fixed list, 1–<see cref="ItemLimits.MaxRejectionReasons"/>, each once.</param>
/// <param name="Text">What to mend, 1–<see cref="ItemLimits.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("reject-item")]
public sealed record RejectItem(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] ImmutableArray<RejectionReason> Reasons,
    [property: Id(2)] string Text);

/// <summary>Stops the sale of a published item; it stays visible.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it, at most <see cref="ItemLimits.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("freeze-item")]
public sealed record FreezeItem(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] FreezeReason Reason,
    [property: Id(2)] string Note = "");

/// <summary>Takes an item out of the catalogue.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Note">Why, 1–<see cref="ItemLimits.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("delist-item")]
public sealed record DelistItem([property: Id(0)] CommandContext Context, [property: Id(1)] string Note);

/// <summary>Says that a listing that seemed doubtful is right as it is.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Note">What was found, 1–<see cref="ItemLimits.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("clear-item-doubts")]
public sealed record ClearItemDoubts([property: Id(0)] CommandContext Context, [property: Id(1)] string Note);

/// <summary>Adds goods to the stock.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="ReceiptId">Unique within the item, 1–64 plain characters; a repeat answers as before.</param>
/// <param name="Quantity">Above zero, within the unit's decimals.</param>
/// <param name="Note">Where from, at most <see cref="ItemLimits.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("receive-stock")]
public sealed record ReceiveStock(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] string ReceiptId,
    [property: Id(2)] Quantity Quantity,
    [property: Id(3)] string Note = "");

/// <summary>Corrects the stock after a count, up or down, never below what is held.</summary>
/// <param name="Context">Who, which command.</param>
/// <param name="Change">What to add; negative to take away; not zero.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it, at most <see cref="ItemLimits.MaxNote"/> characters.</param>
[GenerateSerializer, Immutable, Alias("correct-stock")]
public sealed record CorrectStock(
    [property: Id(0)] CommandContext Context,
    [property: Id(1)] Quantity Change,
    [property: Id(2)] CorrectionReason Reason,
    [property: Id(3)] string Note = "");
