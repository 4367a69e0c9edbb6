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
[GenerateSerializer, Immutable, Alias("dossier-entry")]
public sealed record DossierEntry(
    [property: Id(0)] int Version,
    [property: Id(1)] string Type,
    [property: Id(2)] UserId By,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Content,
    [property: Id(5)] string Hash);
