using Marketplace.Carts;
using Marketplace.Commands;
using Marketplace.Frontend.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Frontend.Carts;

/// <summary>The forms of product, cart and checkout.</summary>
public static class CartForms
{
    /// <summary>Puts an item in.</summary>
    public const string Add = "tambah";

    /// <summary>Sets a line's quantity.</summary>
    public const string Change = "ubah";

    /// <summary>Takes a line out.</summary>
    public const string Remove = "hapus";

    /// <summary>Orders what the cart holds of a supplier.</summary>
    public const string Order = "pesan";

    private const string Cart = "/keranjang";

    /// <summary>Where a form about an item or a supplier is sent.</summary>
    public static string PathOf(string form, string about) => $"{Cart}/{form}/{about}";

    /// <summary>Maps <c>/keranjang/…</c>.</summary>
    public static void MapCartForms(this WebApplication app)
    {
        var cart = app.MapGroup(Cart).RequireAuthorization().ExcludeFromDescription();
        cart.MapPost(Add + "/{item}", AddLine);
        cart.MapPost(Change + "/{item}", ChangeLine);
        cart.MapPost(Remove + "/{item}", RemoveLine);
        cart.MapPost(Order + "/{supplier}", CheckOut);
    }

    private static Task<IResult> AddLine(
        ItemId item, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(Add, values);
        return http.Carry<ItemPage>(
            sent,
            async () =>
            {
                var line = new AddCartLine(
                    sent.Command(http), item, sent.Amount("quantity") ?? Quantity.Zero, sent.Id<RegionCode>("region"));
                return sent.Refusal ?? (await grains.Cart(line.Context.Caller.User).AddLine(line)).Refusal;
            },
            Cart,
            new Dictionary<string, object?> { [nameof(ItemPage.Id)] = item.Value });
    }

    private static Task<IResult> ChangeLine(
        ItemId item, IFormCollection values, HttpContext http, IGrainFactory grains) =>
        InCart(http, new SentForm($"{Change}-{item}", values), (cart, sent, command) =>
            cart.ChangeLine(new ChangeCartLine(command, item, sent.Amount("quantity") ?? Quantity.Zero)), grains);

    private static Task<IResult> RemoveLine(
        ItemId item, IFormCollection values, HttpContext http, IGrainFactory grains) =>
        InCart(http, new SentForm($"{Remove}-{item}", values), (cart, _, command) =>
            cart.RemoveLine(command, item), grains);

    private static Task<IResult> InCart(
        HttpContext http, SentForm sent, Func<ICartGrain, SentForm, CommandContext, Task<Result<CartChange>>> change,
        IGrainFactory grains) =>
        http.Carry<CartPage>(
            sent,
            async () =>
            {
                var command = sent.Command(http);
                return sent.Refusal ?? (await change(grains.Cart(command.Caller.User), sent, command)).Refusal;
            },
            Cart,
            new Dictionary<string, object?>());

    /// <summary>The order's id is the form's key: pressing again orders nothing twice.</summary>
    private static Task<IResult> CheckOut(
        SupplierId supplier, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(Order, values);
        return http.Carry<CheckoutPage>(
            sent,
            async () =>
            {
                var command = Checkout(sent, supplier, sent.Command(http));
                if (sent.Refusal is { } refusal) return refusal;
                var outcome = await grains.Cart(command.Context.Caller.User).CheckOut(command);
                return outcome.Refusal ?? outcome.Value!.Orders[0].Refusal;
            },
            $"/pesanan/{sent.Typed(SentForm.Key)}",
            new Dictionary<string, object?> { [nameof(CheckoutPage.Supplier)] = supplier.Value });
    }

    private static CheckOutCart Checkout(SentForm form, SupplierId supplier, CommandContext command) => new(
        command, form.Text("packageRef"), form.Id<RupCode>("plan"),
        [
            new CheckoutOrder
            {
                Order = form.Id<OrderId>(SentForm.Key),
                Supplier = supplier,
                Method = form.Choice<PurchaseMethod>("method"),
                PaymentMode = form.Choice<PaymentMode>("paymentMode"),
                Budget = [new SubmitBudgetLine(form.Number("budget"))],
                Deliveries = [.. form.NumbersOf("address", "deliveries").Select(at => Delivery(form, at))],
                LocalContentReason = form.Text("localContentReason"),
                ComparisonNote = form.Text("comparisonNote"),
                Notes = form.Text("notes"),
            },
        ]);

    private static OrderDelivery Delivery(SentForm form, int at) => new(
        form.Text($"address.{at}") ?? "",
        form.Id<RegionCode>($"region.{at}"),
        form.Date($"neededBy.{at}"),
        form.Text($"recipient.{at}") ?? "",
        form.Text($"phone.{at}") ?? "",
        form.Choice<Courier>($"courier.{at}"));
}
