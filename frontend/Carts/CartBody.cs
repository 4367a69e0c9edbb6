using System.Collections.Immutable;
using Marketplace.Carts;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Frontend.Problems;
using Marketplace.Values;

namespace Marketplace.Frontend.Carts;

/// <summary>
/// A cart with the prices of this moment. Nothing in it is promised: an order is priced when submitted.
/// </summary>
/// <param name="Region">Where lines without a region of their own are delivered.</param>
/// <param name="Suppliers">One part per supplier: each becomes an order of its own.</param>
/// <param name="WithoutSupplier">Lines whose item cannot be bought now.</param>
/// <param name="Pending">Lines on their way into an order that has not answered yet.</param>
/// <param name="Totals">Sums over every line that can be bought.</param>
/// <param name="Budget">How the totals stand against the plan named in <c>plan</c>.</param>
/// <param name="Revision">Counts the cart's changes; the version is what <c>If-Match</c> takes.</param>
public sealed record CartBody(
    RegionCode? Region,
    ImmutableArray<CartSupplierBody> Suppliers,
    ImmutableArray<CartLineBody> WithoutSupplier,
    ImmutableArray<CartCheckout> Pending,
    CartTotals Totals,
    CartBudget? Budget,
    Revision Revision)
{
    /// <summary>A cart in the caller's language.</summary>
    public static CartBody Of(CartView cart, Language language) => new(
        cart.Region,
        [.. cart.Suppliers.Select(supplier => CartSupplierBody.Of(supplier, language))],
        [.. cart.WithoutSupplier.Select(line => CartLineBody.Of(line, language))],
        cart.Pending, cart.Totals, cart.Budget, cart.Revision);
}

/// <summary>What the cart would order from one supplier.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="Name">Its registered name.</param>
/// <param name="MaySell">Whether it may take orders now.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Totals">Sums over those that can be bought.</param>
public sealed record CartSupplierBody(
    SupplierId Supplier, string Name, bool MaySell, ImmutableArray<CartLineBody> Lines, CartTotals Totals)
{
    /// <summary>In the caller's language.</summary>
    public static CartSupplierBody Of(CartSupplierView view, Language language) => new(
        view.Supplier, view.Name, view.MaySell,
        [.. view.Lines.Select(line => CartLineBody.Of(line, language))], view.Totals);
}

/// <summary>A line with its price, or why it cannot be bought as it stands.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quote">The item and its price now; null when it cannot be bought so.</param>
/// <param name="Amount">Price × quantity before tax and freight.</param>
/// <param name="Problem">Why it cannot be bought so; null when it can.</param>
public sealed record CartLineBody(CartLine Line, ItemQuote? Quote, Rupiah Amount, Problem? Problem)
{
    /// <summary>In the caller's language.</summary>
    public static CartLineBody Of(CartLineView view, Language language) => new(
        view.Line, view.Quote, view.Amount,
        view.Problem is { } refusal ? Problem.Of(refusal, language) : null);
}
