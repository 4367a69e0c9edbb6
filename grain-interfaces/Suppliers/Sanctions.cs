using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>
/// What a supplier is sanctioned with: the ladder of Kepka LKPP 122/2022 (the first three and removal) and the
/// sanctions of Perpres 16/2018 Art. 80. Stored by name; names are permanent.
/// </summary>
public enum SanctionKind
{
    /// <summary>SP1: a warning.</summary>
    FirstWarning = 1,

    /// <summary>SP2: a second warning with suspension of transactions.</summary>
    SecondWarning = 2,

    /// <summary>SP3: a third warning with delisting.</summary>
    ThirdWarning = 3,

    /// <summary>Breach of an order: suspension.</summary>
    OrderBreach = 4,

    /// <summary>Breach of the catalogue contract: delisting.</summary>
    ContractBreach = 5,

    /// <summary>False documents or collusion: blacklist.</summary>
    Blacklisting = 6,

    /// <summary>Forbidden acts: removal without an end.</summary>
    Removal = 7,
}

/// <summary>Why a supplier is sanctioned. Stored by name; names are permanent.</summary>
public enum SanctionReason
{
    /// <summary>Did not deliver what it had accepted, or too late.</summary>
    OrderNotFulfilled = 1,

    /// <summary>Withdrew from an order it had accepted.</summary>
    Withdrawal = 2,

    /// <summary>Delivered something else or of lower quality.</summary>
    WrongGoods = 3,

    /// <summary>Sold imports as domestic products.</summary>
    ImportAsDomestic = 4,

    /// <summary>Unfair prices.</summary>
    UnfairPrice = 5,

    /// <summary>False documents or statements.</summary>
    FalseDocuments = 6,

    /// <summary>Collusion with buyers or rivals.</summary>
    Collusion = 7,

    /// <summary>Broke the terms of the catalogue otherwise.</summary>
    TermsBroken = 8,

    /// <summary>Something else, which the evidence says.</summary>
    Other = 99,
}

/// <summary>Imposes a sanction from now on. Catalogue managers.</summary>
[GenerateSerializer, Immutable, Alias("sanction-supplier")]
public sealed record SanctionSupplier
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>Which sanction. Warnings climb the ladder one step at a time.</summary>
    [Id(1)] public required SanctionKind Kind { get; init; }

    /// <summary>Number of the decree, 1–<see cref="SupplierLimits.MaxNumberLength"/> characters.</summary>
    [Id(2)] public required string DecreeNumber { get; init; }

    /// <summary>Why.</summary>
    [Id(3)] public required SanctionReason Reason { get; init; }

    /// <summary>What it rests on, 1–<see cref="SupplierLimits.MaxTextLength"/> characters.</summary>
    [Id(4)] public required string Evidence { get; init; }
}

/// <summary>Ends a sanction early. Catalogue managers.</summary>
[GenerateSerializer, Immutable, Alias("lift-sanction")]
public sealed record LiftSanction
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>Which, from 1.</summary>
    [Id(1)] public required int Number { get; init; }

    /// <summary>Why, 1–<see cref="SupplierLimits.MaxTextLength"/> characters.</summary>
    [Id(2)] public required string Reason { get; init; }
}

/// <summary>Objects to a sanction. The supplier's owners.</summary>
[GenerateSerializer, Immutable, Alias("appeal-sanction")]
public sealed record AppealSanction
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>Which, from 1.</summary>
    [Id(1)] public required int Number { get; init; }

    /// <summary>The appeal, 1–<see cref="SupplierLimits.MaxTextLength"/> characters.</summary>
    [Id(2)] public required string Text { get; init; }
}

/// <summary>An appeal.</summary>
/// <param name="By">Who.</param>
/// <param name="Text">What they say.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("sanction-appeal")]
public sealed record SanctionAppeal(
    [property: Id(0)] UserId By, [property: Id(1)] string Text, [property: Id(2)] DateTimeOffset At);

/// <summary>The early end of a sanction.</summary>
/// <param name="By">Who lifted it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("sanction-lifting")]
public sealed record SanctionLifting(
    [property: Id(0)] UserId By, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset At);

/// <summary>A sanction with its course.</summary>
[GenerateSerializer, Immutable, Alias("sanction")]
public sealed record Sanction
{
    /// <summary>Its place among the supplier's sanctions, from 1.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>Which.</summary>
    [Id(1)] public required SanctionKind Kind { get; init; }

    /// <summary>Number of the decree.</summary>
    [Id(2)] public required string DecreeNumber { get; init; }

    /// <summary>Why.</summary>
    [Id(3)] public required SanctionReason Reason { get; init; }

    /// <summary>What it rests on.</summary>
    [Id(4)] public required string Evidence { get; init; }

    /// <summary>The policy row its length comes from, <c>key@validFrom</c>; empty for one without a length.</summary>
    [Id(5)] public required string Rule { get; init; }

    /// <summary>Who imposed it.</summary>
    [Id(6)] public required UserId By { get; init; }

    /// <summary>Since when.</summary>
    [Id(7)] public required DateTimeOffset From { get; init; }

    /// <summary>Until when it suspends trade; null for a bare warning and for a removal.</summary>
    [Id(8)] public DateTimeOffset? Until { get; init; }

    /// <summary>Its early end; null while there was none.</summary>
    [Id(9)] public SanctionLifting? Lifted { get; init; }

    /// <summary>What the supplier says against it, oldest first.</summary>
    [Id(10)] public ImmutableArray<SanctionAppeal> Appeals { get; init; } = [];

    /// <summary>Whether its time has run out and the actor has taken note.</summary>
    [Id(11)] public bool Ended { get; init; }

    /// <summary>Whether it keeps the supplier from trading at a moment.</summary>
    public bool Suspends(DateTimeOffset at) =>
        Lifted is null && Kind != SanctionKind.FirstWarning && (Until is not { } until || at < until);
}
