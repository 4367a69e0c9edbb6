using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>Everything that ever happened to an order, in order.</summary>
/// <param name="Id">The order.</param>
/// <param name="Events">Who did what when.</param>
/// <param name="Revision">The revision shown.</param>
[GenerateSerializer, Immutable, Alias("order-dossier")]
public sealed record OrderDossier(
    [property: Id(0)] OrderId Id,
    [property: Id(1)] ImmutableArray<DossierEntry> Events,
    [property: Id(2)] Revision Revision) : IRevisioned;

/// <summary>One event of an order.</summary>
/// <param name="Version">Its place in the order's journal.</param>
/// <param name="Type">Its permanent name.</param>
/// <param name="By">Who caused it.</param>
/// <param name="At">When.</param>
/// <param name="Content">Its content as JSON.</param>
/// <param name="Hash">The chain hash at it, lower-case hex.</param>
/// <param name="Changes">What it changed, before and after.</param>
/// <param name="Position">Its place in the whole log, from 1.</param>
[GenerateSerializer, Immutable, Alias("dossier-entry")]
public sealed record DossierEntry(
    [property: Id(0)] int Version,
    [property: Id(1)] string Type,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Content,
    [property: Id(5)] string Hash,
    [property: Id(6)] ImmutableArray<FactChange> Changes,
    [property: Id(7)] long Position);

/// <summary>A fact that an event changed.</summary>
/// <param name="Fact">Which.</param>
/// <param name="Of">Number of the line or budget line, index of the delivery; null for the whole order.</param>
/// <param name="Before">What it was; null when it was not.</param>
/// <param name="After">What it is; null when it is no more.</param>
[GenerateSerializer, Immutable, Alias("fact-change")]
public sealed record FactChange(
    [property: Id(0)] OrderFact Fact,
    [property: Id(1)] int? Of,
    [property: Id(2)] string? Before,
    [property: Id(3)] string? After);
