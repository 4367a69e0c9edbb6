using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <content>The cart with the prices of the moment.</content>
public sealed partial class CartGrain
{
    /// <inheritdoc />
    public async Task<Result<CartView>> View(Caller caller, RupCode? plan)
    {
        if (!IsOwner(caller)) return CommonRefusals.NotFound;
        var cart = Now;
        var lines = await Task.WhenAll(cart.Lines.Select(line => Quote(cart, line)));
        // Only in memory: it is found out again whenever it is needed.
        stored.State.Cart = lines.Where(static line => line.Quote is not null)
            .Aggregate(cart, static (known, line) => known.Learn(line.Line.Item, line.Quote!.Supplier));
        var bySupplier = lines.Where(static line => line.Line.Supplier is not null)
            .GroupBy(static line => line.Line.Supplier!.Value).ToList();
        var standings = await Task.WhenAll(bySupplier.Select(group => GrainFactory.Supplier(group.Key).Standing()));
        var suppliers = bySupplier.Zip(standings, static (group, standing) => Part(standing, [.. group]))
            .ToImmutableArray();
        var totals = suppliers.Aggregate(CartTotals.Zero, static (sum, supplier) => sum + supplier.Totals);
        return new CartView
        {
            Region = cart.Region,
            Suppliers = suppliers,
            WithoutSupplier = [.. lines.Where(static line => line.Line.Supplier is null)],
            Pending = cart.Checkouts,
            Totals = totals,
            Revision = new Revision(cart.Version, 0),
        };
    }

    private async Task<CartLineView> Quote(Cart cart, CartLine line)
    {
        if ((line.Region ?? cart.Region) is not { } region)
            return new CartLineView(line, null, Rupiah.Zero, CartRefusals.RegionMissing);
        var quote = await GrainFactory.Item(line.Item).Quote(region, line.Quantity);
        if (!quote.IsOk) return new CartLineView(line, null, Rupiah.Zero, quote.Refusal);
        var known = line with { Supplier = quote.Value.Supplier };
        return Cart.AmountOf(line.Quantity, quote.Value) is { } amount
            ? new CartLineView(known, quote.Value, amount, null)
            : new CartLineView(known, null, Rupiah.Zero, CartRefusals.AmountTooLarge
                .With("item", line.Item).With("max", CartLimits.MaxLineAmount));
    }

    private static CartSupplierView Part(SupplierStanding supplier, ImmutableArray<CartLineView> lines)
    {
        var bought = lines.Where(static line => line.Quote is not null).ToList();
        var (goods, freight) = (bought.Sum(static line => line.Amount), bought.Sum(static line => line.Quote!.Freight));
        return new CartSupplierView(
            supplier.Id, supplier.Name, supplier.MaySell, lines,
            new CartTotals(goods, freight, Rupiah.Zero, goods + freight));
    }
}
