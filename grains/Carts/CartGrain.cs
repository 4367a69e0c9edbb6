using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Values;
using Microsoft.Extensions.Logging;

namespace Marketplace.Carts;

/// <inheritdoc cref="ICartGrain"/>
/// <remarks>Not reentrant: each change is on disk before the next begins, so the cart in memory never runs ahead of an
/// answer given.</remarks>
[GrainType("cart")]
public sealed partial class CartGrain(
    [PersistentState("cart", CartGrain.Storage)] IPersistentState<StoredCart> stored,
    TimeProvider clock,
    PolicyTable policy,
    Neighbours near,
    ILogger<CartGrain> logger)
    : Grain, ICartGrain
{
    /// <summary>The storage provider carts are kept with.</summary>
    public const string Storage = "carts";

    private UserId Owner => UserId.Wrap(this.GetPrimaryKeyString());

    private Cart Now => stored.State.Cart;

    /// <inheritdoc />
    public async Task<Result<CartChange>> AddLine(AddCartLine command)
    {
        if (!IsOwner(command.Context.Caller)) return CommonRefusals.NotFound;
        SupplierId? supplier = null;
        if (Now.LineOf(command.Item) is null && (command.Region ?? Now.Region) is { } region)
        {
            var quote = await near.QuoteOf(command.Item, region, command.Quantity);
            if (quote.Refusal?.Code.Kind == RefusalKind.NotFound)
                return CartRefusals.ItemMissing.With("item", command.Item).On("itemId");
            supplier = quote.Value?.Supplier;
        }

        return await Change(command.Context, command.Item, cart => cart.Add(command, supplier));
    }

    /// <inheritdoc />
    public Task<Result<CartChange>> ChangeLine(ChangeCartLine command) =>
        Change(command.Context, command.Item, cart => cart.Change(command));

    /// <inheritdoc />
    public Task<Result<CartChange>> RemoveLine(CommandContext context, ItemId item) =>
        Change(context, item, cart => cart.Remove(item));

    /// <inheritdoc />
    public Task<Result<CartChange>> SetRegion(CommandContext context, RegionCode region) =>
        Change(context, item: null, cart => cart.SetRegion(region));

    /// <inheritdoc />
    public Task<Result<CartChange>> Clear(CommandContext context) =>
        Change(context, item: null, static cart => cart.Clear());

    private static OutcomeUnknownException Late() =>
        new("It was asked for before commands that the cart has forgotten, and may be one of them.");

    private bool IsOwner(Caller caller) => caller.User == Owner && caller != Caller.Anonymous;

    private async Task<Result<CartChange>> Change(CommandContext context, ItemId? item, Func<Cart, Result<Cart>> rule)
    {
        if (!IsOwner(context.Caller)) return CommonRefusals.NotFound;
        if (Now.Has(context)) return Now.IsRepeatedBy(context) ? Changed(item) : CommonRefusals.KeyReused;
        if (Now.MayHaveForgotten(context)) throw Late();
        if (context.IfVersion is { } expected && expected != Now.Version)
            return CommonRefusals.StaleVersion.With("expected", expected).With("actual", Now.Version);
        await Settle();
        var next = rule(Now);
        if (!next.IsOk) return next.Refusal;
        if (!ReferenceEquals(next.Value, Now)) await Save(next.Value.Remember(context));
        return Changed(item);
    }

    private CartChange Changed(ItemId? item) =>
        new(Now.Lines.Length, item is { } id ? Now.LineOf(id) : null, new Revision(Now.Version, 0));

    private async Task Save(Cart next)
    {
        var before = Now;
        stored.State.Cart = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            // Whether it was written is unknown: the next activation reads what is there.
            stored.State.Cart = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
