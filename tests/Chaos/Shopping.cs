using System.Globalization;
using Marketplace.Load;
using Marketplace.Verify.Histories;

namespace Marketplace.Chaos;

/// <summary>What one client does all day: orders, now and then more than there is; signs, accepts, sends, withdraws,
/// and looks again at what it was told.</summary>
/// <param name="number">Which client.</param>
/// <param name="seed">What its choices follow from.</param>
/// <param name="market">People and goods.</param>
/// <param name="client">How it sends.</param>
/// <param name="record">Where what must not be is noted.</param>
internal sealed class Shopping(int number, int seed, Market market, Client client, Record record)
{
    /// <summary>More than there is of anything.</summary>
    private const decimal TooMuch = 900_000_000;

    private const string CheckoutPath = "cart/checkout";

    private readonly Random _random = new(unchecked((seed * 1_009) + number));
    private readonly Desk _desk = market.Desks[number];
    private bool _isCartKnown = market.Desks[number].OwnsCart;

    /// <summary>Goes on until told to stop, and finishes what it is at.</summary>
    /// <param name="pause">From the begin of one order to that of the next, at least.</param>
    /// <param name="stop">Told to stop.</param>
    public async Task Run(TimeSpan pause, CancellationToken stop)
    {
        // What a run before this one has left in it would be ordered, too.
        if (_isCartKnown)
            _isCartKnown = await client.Do(HttpMethod.Delete, "cart/lines", [], _desk.Buyer.Token, $"{Guid.NewGuid()}");
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAll(Once(), Task.Delay(pause, CancellationToken.None));
        }
    }

    private async Task Once()
    {
        var basket = market.Baskets[_random.Next(market.Baskets.Length)];
        var lines = Choose(basket);
        var order = Guid.CreateVersion7().ToString();
        if (Chance(2))
        {
            await client.Send(Submission(order, [lines[0] with { Quantity = TooMuch }]));
            return;
        }

        var command = _isCartKnown && Chance(40) && await FillCart(order, lines)
            ? Checkout(order, basket.Supplier, lines)
            : Submission(order, lines);
        var told = await client.Send(command);
        if (command.Path == CheckoutPath && told.Outcome != Outcome.Acknowledged) await EmptyCart(order, told);
        if (told.Outcome == Outcome.Acknowledged) await GoOn(basket.Supplier, command, told);
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    /// <summary>Mostly one or two lines, sometimes all of a basket.</summary>
    private OrderedLine[] Choose(Basket basket)
    {
        var count = _random.Next(10) switch { < 6 => 1, < 9 => 2, _ => basket.Offers.Length };
        return
        [
            .. Enumerable.Range(_random.Next(basket.Offers.Length), count)
                .Select(i => basket.Offers[i % basket.Offers.Length])
                .Select(static offer => new OrderedLine(offer.Id, offer.Quantity)),
        ];
    }

    private Command Submission(string order, OrderedLine[] lines) => new(
        $"{order}-place", Attempt.Place, order, $"orders/{order}/submit",
        Orders.Submission(_desk.Buyer.Plan, lines.Select(static line => (line.Item, line.Quantity))),
        _desk.Buyer.Token, lines);

    private Command Checkout(string order, string supplier, OrderedLine[] lines) => new(
        $"{order}-place", Attempt.Place, order, CheckoutPath, Bodies.Checkout(order, supplier, _desk.Buyer.Plan),
        _desk.Buyer.Token, lines);

    private async Task<bool> FillCart(string order, OrderedLine[] lines)
    {
        foreach (var line in lines)
        {
            var body = Bodies.Line(line.Item, line.Quantity.ToString(CultureInfo.InvariantCulture));
            _isCartKnown &= await client.Do(
                HttpMethod.Post, "cart/lines", body, _desk.Buyer.Token, $"{order}-{line.Item}");
        }

        return _isCartKnown;
    }

    /// <summary>A refused order's lines are back in the cart; those of one nobody knows of may come back at any
    /// time, and such a cart is not used again.</summary>
    private async Task EmptyCart(string order, Attempt told) => _isCartKnown =
        told.Outcome == Outcome.Refused
        && await client.Do(HttpMethod.Delete, "cart/lines", [], _desk.Buyer.Token, $"{order}-clear");

    private async Task GoOn(string supplier, Command placed, Attempt told)
    {
        var (order, buyer, owner) = (placed.Order, _desk.Buyer.Token, market.Owners[supplier]);
        if (Chance(10)) await LookAgain(client.OtherHost, buyer, told, record);
        // The key is taken: for anything else it is refused, and the order stays as it is.
        if (Chance(2) && placed.Path != CheckoutPath)
            await client.Send(Submission(order, [placed.Lines![0] with { Quantity = placed.Lines[0].Quantity * 2 }]));
        if (Chance(5))
        {
            await client.Send(Do("cancel", Orders.Duplicate, buyer));
            // Not any more: the order is over, or signed before it could be.
            await client.Send(Do("sign", Orders.Nothing, _desk.Approver));
        }
        else if (Chance(10)
            && (await client.Send(Do("sign", Orders.Nothing, _desk.Approver))).Outcome == Outcome.Acknowledged
            && (await client.Send(Do("accept", Orders.Nothing, owner))).Outcome == Outcome.Acknowledged)
        {
            await client.Send(Do("dispatch", Orders.Dispatch(placed.Lines![0].Quantity), owner));
        }

        Command Do(string operation, byte[] body, string token) =>
            new($"{order}-{operation}", operation, order, $"orders/{order}/{operation}", body, token);
    }

    /// <summary>Reads an acknowledged order back; not being able to is nothing, another order is.</summary>
    /// <returns>Whether it was read and was as acknowledged.</returns>
    public static async Task<bool> LookAgain(Api host, string token, Attempt told, Record record)
    {
        try
        {
            var order = await host.Json($"orders/{told.Order}", token);
            var total = order.GetProperty("totals").GetProperty("total").GetInt64();
            var content = Attempt.ContentOf(order.GetProperty("lines").EnumerateArray()
                .Select(static line => line.GetProperty("line"))
                .Select(static line => new OrderedLine(
                    line.GetProperty("item").GetString()!, line.GetProperty("quantity").GetDecimal())));
            if (total == told.Total && content == told.Content) return true;
            record.Saw($"Order {told.Order} was {told.Content} for {told.Total} and is {content} for {total}.");
        }
        catch (ApiException refused) when (refused.Status is >= 400 and < 500 and not 429)
        {
            record.Saw($"Order {told.Order} was acknowledged, and reading it was answered {refused.Message}");
        }
        catch (ApiException)
        {
            // Whoever was asked is away.
        }

        return false;
    }
}
