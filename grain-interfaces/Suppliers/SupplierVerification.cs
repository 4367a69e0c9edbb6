using System.Collections.Immutable;
using Marketplace.Outcomes;

namespace Marketplace.Suppliers;

/// <summary>What one of the market's operators may do with a supplier. Names are permanent.</summary>
public enum SupplierDuty
{
    /// <summary>Take it for review, or over from a colleague.</summary>
    Review = 1,

    /// <summary>Declare its identity verified.</summary>
    Verify = 2,

    /// <summary>Send it back with reasons.</summary>
    Return = 3,

    /// <summary>Read its personal numbers in full, which is recorded.</summary>
    Reveal = 4,
}

/// <summary>A supplier on the desk of the market's operators: what is to be judged, and what changed since.</summary>
[GenerateSerializer, Immutable, Alias("supplier-verification")]
public sealed record SupplierVerification
{
    /// <summary>The supplier, with its registration.</summary>
    [Id(0)] public required SupplierView Supplier { get; init; }

    /// <summary>What the caller may do now.</summary>
    [Id(1)] public required ImmutableArray<SupplierDuty> Duties { get; init; }

    /// <summary>Why the caller, a catalogue manager, may never judge this registration; null when they may.</summary>
    [Id(2)] public Refusal? Bar { get; init; }

    /// <summary>The certificates the caller may judge now, by number.</summary>
    [Id(3)] public required ImmutableArray<int> Certificates { get; init; }

    /// <summary>The sanctions the caller may impose now.</summary>
    [Id(4)] public required ImmutableArray<SanctionOption> Sanctions { get; init; }

    /// <summary>The sanctions the caller may lift now, by number.</summary>
    [Id(5)] public required ImmutableArray<int> Liftable { get; init; }

    /// <summary>The registration as it was last verified or returned; null before the first time.</summary>
    [Id(6)] public JudgedSupplier? Judged { get; init; }

    /// <summary>
    /// The fields that differ since, as <c>legalName</c> or <c>address.region</c>; empty without
    /// <see cref="Judged"/>.
    /// </summary>
    [Id(7)] public required ImmutableArray<string> Changed { get; init; }
}

/// <summary>A registration as it was judged.</summary>
/// <param name="Outcome">Verified or returned.</param>
/// <param name="Profile">What it said of itself.</param>
/// <param name="Numbers">Its personal numbers, masked.</param>
/// <param name="Size">Its size; null while there was no evidence.</param>
[GenerateSerializer, Immutable, Alias("judged-supplier")]
public sealed record JudgedSupplier(
    [property: Id(0)] SupplierStage Outcome,
    [property: Id(1)] SupplierProfile Profile,
    [property: Id(2)] PersonalNumbersView Numbers,
    [property: Id(3)] BusinessSize? Size);

/// <summary>A sanction that may be imposed now.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Until">Until when it would suspend trade; null for a bare warning and for a removal.</param>
[GenerateSerializer, Immutable, Alias("sanction-option")]
public sealed record SanctionOption(
    [property: Id(0)] SanctionKind Kind, [property: Id(1)] DateTimeOffset? Until);
