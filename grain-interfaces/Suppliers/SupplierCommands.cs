using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>Registers a supplier as a draft. The caller becomes its owner, unless a facilitator names one.</summary>
[GenerateSerializer, Immutable, Alias("register-supplier")]
public sealed record RegisterSupplier
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>What is known so far.</summary>
    [Id(1)] public required SupplierProfile Profile { get; init; }

    /// <summary>Personal numbers known so far.</summary>
    [Id(2)] public PersonalNumbers Numbers { get; init; } = new();

    /// <summary>Whom a facilitator registers it for; null when the caller registers for themselves.</summary>
    [Id(3)] public UserId? Owner { get; init; }
}

/// <summary>Replaces the profile of a draft, a returned or a verified supplier.</summary>
[GenerateSerializer, Immutable, Alias("change-supplier-profile")]
public sealed record ChangeSupplierProfile
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>The whole profile from now on.</summary>
    [Id(1)] public required SupplierProfile Profile { get; init; }

    /// <summary>Personal numbers that change.</summary>
    [Id(2)] public PersonalNumbers Numbers { get; init; } = new();
}

/// <summary>Sends a registration back to be mended. The catalogue manager who took it.</summary>
[GenerateSerializer, Immutable, Alias("return-supplier")]
public sealed record ReturnSupplier
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>Why, 1–<see cref="SupplierLimits.MaxReturnNotes"/>.</summary>
    [Id(1)] public required ImmutableArray<ReturnNote> Notes { get; init; }
}

/// <summary>One reason for sending a registration back.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Text">In plain words what to mend, 1–<see cref="SupplierLimits.MaxTextLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("return-note")]
public sealed record ReturnNote([property: Id(0)] ReturnReason Reason, [property: Id(1)] string Text);

/// <summary>Lets an account act for the supplier, or changes what it may do. Owners only.</summary>
[GenerateSerializer, Immutable, Alias("add-supplier-member")]
public sealed record AddSupplierMember
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>The account. Refused with <c>person-on-other-side</c> while it stands on another side.</summary>
    [Id(1)] public required UserId User { get; init; }

    /// <summary>What it may do.</summary>
    [Id(2)] public required MemberRole Role { get; init; }
}

/// <summary>Ends an account's membership. Owners, and everyone for themselves; never the last owner.</summary>
[GenerateSerializer, Immutable, Alias("remove-supplier-member")]
public sealed record RemoveSupplierMember
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>The account.</summary>
    [Id(1)] public required UserId User { get; init; }
}

/// <summary>
/// Reads the personal numbers in full; the reading itself is recorded. Owners, catalogue managers, internal auditors.
/// </summary>
[GenerateSerializer, Immutable, Alias("reveal-personal-data")]
public sealed record RevealPersonalData
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>What for, 1–<see cref="SupplierLimits.MaxTextLength"/> characters.</summary>
    [Id(1)] public required string Reason { get; init; }
}
