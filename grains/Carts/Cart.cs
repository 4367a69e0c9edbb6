using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <summary>
/// A cart and its rules. Replaced whole at every change; what changes it answers the next cart or a refusal.
/// </summary>
public sealed partial record Cart
{
    /// <summary>A cart nothing was ever put into.</summary>
    public static readonly Cart Empty = new();

    /// <summary>Counts the changes.</summary>
    public int Version { get; init; }

    /// <summary>Where lines without a region of their own are delivered.</summary>
    public RegionCode? Region { get; init; }

    /// <summary>One line per item, in the order they were put in.</summary>
    public ImmutableArray<CartLine> Lines { get; init; } = [];

    /// <summary>Lines that have left for an order which has not answered yet.</summary>
    public ImmutableArray<CartCheckout> Checkouts { get; init; } = [];

    /// <summary>The newest commands that changed the cart, oldest first: <see cref="CommandMark"/> of each.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>When those of them that people asked for were taken, in Unix milliseconds, in the same order.</summary>
    public ImmutableArray<long> AskedAt { get; init; } = [];

    /// <summary>The latest <see cref="AskedAt"/> among commands that are no longer remembered; 0 when there is
    /// none.</summary>
    public long ForgottenUpTo { get; init; }

    /// <summary>The newest orders placed from this cart, oldest first.</summary>
    public ImmutableArray<OrderId> Placed { get; init; } = [];

    /// <summary>Puts an item in, or adds to the quantity it is there with.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="supplier">Who sells the item; null when it could not be quoted.</param>
    public Result<Cart> Add(AddCartLine command, SupplierId? supplier)
    {
        if (Malformed(command.Quantity, command.Note) is { } malformed) return malformed;
        var region = command.Region ?? Region;
        if (region is null) return CartRefusals.RegionMissing.On("region");
        var at = IndexOf(command.Item);
        if (at < 0 && CountedLines >= CartLimits.MaxLines) return CartRefusals.Full.With("max", CartLimits.MaxLines);
        var present = at < 0 ? new CartLine(command.Item, supplier, Quantity.Zero, null, "") : Lines[at];
        if (present.Quantity.Amount + command.Quantity.Amount > Quantity.MaxAmount)
        {
            return CartRefusals.QuantityTooLarge.With("item", command.Item).With("max", Quantity.MaxAmount)
                .On("quantity");
        }

        var line = present with
        {
            Supplier = present.Supplier ?? supplier,
            Quantity = present.Quantity + command.Quantity,
            Region = command.Region is null ? present.Region : OwnRegion(command.Region),
            Note = command.Note ?? present.Note,
        };
        return Next() with
        {
            Region = Region ?? region,
            Lines = at < 0 ? Lines.Add(line) : Lines.SetItem(at, line),
        };
    }

    /// <summary>Sets what the command says of a line.</summary>
    public Result<Cart> Change(ChangeCartLine command)
    {
        var at = IndexOf(command.Item);
        if (at < 0) return CartRefusals.LineMissing.With("item", command.Item);
        var present = Lines[at];
        var line = present with
        {
            Quantity = command.Quantity ?? present.Quantity,
            Region = command.Region is null ? present.Region : OwnRegion(command.Region),
            Note = command.Note ?? present.Note,
        };
        if (Malformed(line.Quantity, line.Note) is { } malformed) return malformed;
        return line == present ? this : Next() with { Lines = Lines.SetItem(at, line) };
    }

    /// <summary>Takes an item out.</summary>
    public Result<Cart> Remove(ItemId item) =>
        IndexOf(item) is var at and >= 0 ? Next() with { Lines = Lines.RemoveAt(at) } : this;

    /// <summary>Sets where lines without a region of their own are delivered.</summary>
    public Result<Cart> SetRegion(RegionCode region) => region == Region ? this : Next() with { Region = region };

    /// <summary>Takes every line out.</summary>
    public Result<Cart> Clear() => Lines.IsEmpty ? this : Next() with { Lines = [] };

    /// <summary>Notes who sells an item, once it can be quoted.</summary>
    public Cart Learn(ItemId item, SupplierId supplier) =>
        IndexOf(item) is var at and >= 0 && Lines[at].Supplier is null
            ? this with { Lines = Lines.SetItem(at, Lines[at] with { Supplier = supplier }) }
            : this;

    /// <summary>The line of an item; null when it is not in.</summary>
    public CartLine? LineOf(ItemId item) => IndexOf(item) is var at and >= 0 ? Lines[at] : null;

    /// <summary>Price × quantity before tax; null when it is beyond <see cref="CartLimits.MaxLineAmount"/>.</summary>
    public static Rupiah? AmountOf(Quantity quantity, ItemQuote quote)
    {
        const decimal max = CartLimits.MaxLineAmount;
        return (quote.UnitPrice.Amount * quantity.Amount) + quote.Freight.Amount <= max
            ? quote.UnitPrice * quantity
            : null;
    }

    /// <summary>Whether a command of this key has changed the cart before, as far as it remembers.</summary>
    public bool Has(CommandContext context) => MarkOf(context) is not null;

    /// <summary>Whether that command asked for the same.</summary>
    public bool IsRepeatedBy(CommandContext context) => MarkOf(context) == CommandMark.Of(context);

    /// <summary>
    /// Whether the command is not remembered and may have been carried out all the same: a network that stood still
    /// hands over what a caller has long since repeated elsewhere, and the repeat is forgotten after
    /// <see cref="CartLimits.RememberedKeys"/> more commands.
    /// </summary>
    public bool MayHaveForgotten(CommandContext context) =>
        context is { IsKeyed: true, AskedAt: { } at } && at.ToUnixTimeMilliseconds() <= ForgottenUpTo && !Has(context);

    /// <summary>The cart with the command remembered, and the oldest forgotten when there are too many.</summary>
    public Cart Remember(CommandContext context)
    {
        if (!context.IsKeyed) return this;
        var kept = Commands.Length < CartLimits.RememberedKeys ? Commands : Commands.RemoveAt(0);
        var times = context.AskedAt is { } at ? AskedAt.Add(at.ToUnixTimeMilliseconds()) : AskedAt;
        var forgotten = times.Length > CartLimits.RememberedKeys;
        return this with
        {
            Commands = kept.Add(CommandMark.Of(context)),
            AskedAt = forgotten ? times.RemoveAt(0) : times,
            ForgottenUpTo = forgotten ? Math.Max(ForgottenUpTo, times[0]) : ForgottenUpTo,
        };
    }

    private string? MarkOf(CommandContext context)
    {
        if (!context.IsKeyed) return null;
        var key = CommandMark.OfKey(context.Key);
        return Commands.FirstOrDefault(mark => mark.StartsWith(key, StringComparison.Ordinal));
    }

    // A line that goes where the cart goes has no region of its own, and follows when the cart's changes.
    private RegionCode? OwnRegion(RegionCode? region) => Region is null || region == Region ? null : region;

    private int CountedLines => Lines.Length + Checkouts.Sum(static checkout => checkout.Lines.Length);

    private Cart Next() => this with { Version = Version + 1 };

    private int IndexOf(ItemId item)
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            if (Lines[i].Item == item) return i;
        }

        return -1;
    }

    private static Refusal? Malformed(Quantity quantity, string? note) =>
        Check.Positive(quantity, "quantity")
        ?? Check.Text(note, "note", CartLimits.MaxNoteLength, required: false);
}

/// <summary>
/// What a cart keeps of a command: 64 bits each of its key's and its content's hash. It is written with every change,
/// so it is short; it tells the owner's own commands apart, and guards nothing.
/// </summary>
public static class CommandMark
{
    private const int HexDigits = 16;

    /// <summary>Of key and content.</summary>
    public static string Of(CommandContext context) =>
        OfKey(context.Key) + context.Content[..Math.Min(HexDigits, context.Content.Length)];

    /// <summary>Of the key: what <see cref="Of"/> begins with.</summary>
    public static string OfKey(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, HexDigits / 2));
}

/// <summary>What is stored of a cart. The cart inside is replaced whole, never changed in place.</summary>
public sealed class StoredCart
{
    /// <summary>The cart.</summary>
    public Cart Cart { get; set; } = Cart.Empty;
}
