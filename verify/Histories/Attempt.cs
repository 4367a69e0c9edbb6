using System.Globalization;

namespace Marketplace.Verify.Histories;

/// <summary>
/// One thing a client asked for once, and what it was told: a line of a history file. A history is one file of JSON
/// lines, or all <c>*.jsonl</c> of a folder; what is asked again under the same key is one more line. For example:
/// <code>
/// {"client":3,"key":"0198","operation":"place","order":"0198","lines":[{"item":"kopi","quantity":2}],
///  "outcome":"acknowledged","stage":"awaitingSupplier","total":84000,"revision":2,
///  "start":1795871234567,"end":1795871234590}
/// </code>
/// </summary>
/// <param name="Client">Who asked, as a number.</param>
/// <param name="Key">The idempotency key: it names one command for ever.</param>
/// <param name="Operation">What for: <c>place</c>, or one of <see cref="Effects.ByOperation"/>.</param>
/// <param name="Order">Of which order.</param>
/// <param name="Outcome">What the client was told.</param>
/// <param name="Start">When it was asked, Unix milliseconds.</param>
/// <param name="End">When it was answered or given up, Unix milliseconds.</param>
public sealed record Attempt(
    int Client, string Key, string Operation, string Order, Outcome Outcome, long Start, long End)
{
    /// <summary>The operation that orders something.</summary>
    public const string Place = "place";

    /// <summary>What was to be ordered, each item once; null for what orders nothing.</summary>
    public IReadOnlyList<OrderedLine>? Lines { get; init; }

    /// <summary>Why it was refused, or what was said instead of an answer.</summary>
    public string? Code { get; init; }

    /// <summary>The order's stage that was acknowledged.</summary>
    public string? Stage { get; init; }

    /// <summary>The order's total that was acknowledged, in rupiah.</summary>
    public long? Total { get; init; }

    /// <summary>The order's version that was acknowledged.</summary>
    public int? Revision { get; init; }

    /// <summary>What was asked for, whichever way the lines were put.</summary>
    public string Content => Lines is null ? Operation : ContentOf(Lines);

    /// <summary>What is ordered, as one text.</summary>
    public static string ContentOf(IEnumerable<OrderedLine> lines) => string.Join(", ", lines
        .OrderBy(static line => line.Item, StringComparer.Ordinal)
        .Select(static line => string.Create(
            CultureInfo.InvariantCulture, $"{line.Quantity:0.##########} {line.Item}")));
}

/// <summary>A quantity of an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">In the item's unit.</param>
public sealed record OrderedLine(string Item, decimal Quantity);

/// <summary>What a client was told.</summary>
public enum Outcome
{
    /// <summary>It is done.</summary>
    Acknowledged = 1,

    /// <summary>It is not done, and why.</summary>
    Refused,

    /// <summary>It was not looked at; the client is to come again.</summary>
    Later,

    /// <summary>Nothing that says whether it is done: no answer, or one that says just that.</summary>
    Unclear,
}
