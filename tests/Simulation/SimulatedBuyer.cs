using Marketplace.Carts;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;
using Orleans.Storage;

namespace Marketplace.Tests.Simulation;

/// <summary>
/// Someone who buys, as a good client does: one key per command, the same again after an unclear outcome. What they
/// were told is written down.
/// </summary>
/// <param name="cluster">Where.</param>
/// <param name="who">Who.</param>
internal sealed class SimulatedBuyer(SimulatedCluster cluster, Caller who)
{
    private const int MostAttempts = 12;
    private const string Note = "Penjual tunggal";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly List<Task> _followed = [];
    private Chance Chance => cluster.Scheduler.Chance;

    /// <summary>Who.</summary>
    public Caller Who => who;

    /// <summary>What they tried to put into the cart: by item, how often and how much together.</summary>
    public Dictionary<ItemId, (int Times, int Quantity, bool IsAnswered)> Wanted { get; } = [];

    /// <summary>The orders they were told were placed, with the commands that placed them.</summary>
    public List<(CommandContext Context, CheckoutOutcome Outcome)> Placed { get; } = [];

    /// <summary>Commands on orders they were told had had their effect.</summary>
    public List<(OrderId Order, CommandContext Context)> Done { get; } = [];

    /// <summary>What is in the cart at the end; null before.</summary>
    public CartView? Last { get; private set; }

    /// <summary>As of which version orders are shown at the end; null when they are not.</summary>
    public Dictionary<OrderId, int?> Shown { get; } = [];

    /// <summary>Fills the cart, checks out, follows the orders.</summary>
    public async Task Shop()
    {
        var rounds = 1 + Chance.Below(3);
        for (var round = 1; round <= rounds; round++)
        {
            var lines = 1 + Chance.Below(3);
            for (var line = 1; line <= lines; line++) await Add($"{round}-add-{line}");
            if ((await Insist(() => Cart.View(who, plan: null)))?.Value is { } cart) await CheckOut(round, cart);
        }

        await Task.WhenAll(_followed);
    }

    /// <summary>Looks into the cart, and at every order they sent off.</summary>
    public async Task Look()
    {
        Last = (await Insist(() => Cart.View(who, plan: null)))?.Value;
        var orders = cluster.Storage.Log.Select(static stored => stored.Event).OfType<OrderSubmitted>()
            .Where(submitted => submitted.Terms.Creator == who.User).Select(static submitted => submitted.Order);
        foreach (var order in orders.ToList())
            Shown[order] = (await cluster.Grains.Order(order).View(who))?.Revision.Version;
    }

    private ICartGrain Cart => cluster.Grains.Cart(who.User);

    private async Task Add(string key)
    {
        var (ware, quantity) = (Chance.Of(SimulatedMarket.Wares), 1 + Chance.Below(6));
        var before = Wanted.GetValueOrDefault(ware.Item);
        Wanted[ware.Item] = (before.Times + 1, before.Quantity + quantity, false);
        var added = await Insist(() => Cart.AddLine(
            new AddCartLine(Context(who, key), ware.Item, new Quantity(quantity), SimulatedMarket.Town)));
        if (added is { IsOk: true }) Wanted[ware.Item] = Wanted[ware.Item] with { IsAnswered = true };
    }

    private async Task CheckOut(int round, CartView cart)
    {
        var orders = cart.Suppliers.Where(_ => !Chance.OneIn(5)).Select((seller, index) => new CheckoutOrder
        {
            Order = OrderId.Wrap($"order-{who.User}-{round}-{index}".PadRight(20, '0')),
            Supplier = seller.Supplier,
            Deliveries =
                [
                    new OrderDelivery(
                        "Jl. Wolter Monginsidi 69", SimulatedMarket.Town,
                        Wib.DateOf(SimulatedClock.Start).AddDays(120), "Siti", "0721481166"),
                ],
            Budget = [new SubmitBudgetLine(1)],
            ComparisonNote = Note,
            LocalContentReason = Note,
        }).ToList();
        if (orders.Count == 0) return;
        var command = new CheckOutCart(
            Context(who, $"{round}-checkout"), PackageRef: null, Chance.Of(SimulatedMarket.Plans), [.. orders]);
        var answer = await Insist(() => Cart.CheckOut(command));
        if (answer is not { IsOk: true }) return;
        foreach (var outcome in answer.Value.Orders.Where(static outcome => outcome.Placed is not null))
        {
            Placed.Add((command.Context, outcome));
            _followed.Add(Follow(outcome));
        }
    }

    private Task Follow(CheckoutOutcome placed)
    {
        var order = cluster.Grains.Order(placed.Order);
        var end = new EndOrder(Context(who, "cancel"), EndReason.SpecChange, Note);
        return Chance.Below(4) switch
        {
            0 => Insist(placed.Order, end.Context, () => order.Cancel(end)),
            1 => SignAndAnswer(placed),
            2 => Task.WhenAll(SignAndAnswer(placed), Insist(placed.Order, end.Context, () => order.Cancel(end))),
            _ => Task.CompletedTask,
        };
    }

    private async Task SignAndAnswer(CheckoutOutcome placed)
    {
        var order = cluster.Grains.Order(placed.Order);
        var sign = new SignOrder(Context(SimulatedMarket.Signer, "sign"));
        await Insist(placed.Order, sign.Context, () => order.Sign(sign));
        var owner = SimulatedMarket.OwnerOf(placed.Supplier);
        if (Chance.OneIn(3))
        {
            var reject = new EndOrder(Context(owner, "reject"), EndReason.OutOfStock, Note);
            await Insist(placed.Order, reject.Context, () => order.Reject(reject));
        }
        else
        {
            var accept = Context(owner, "accept");
            await Insist(placed.Order, accept, () => order.Accept(accept));
        }
    }

    private async Task Insist(OrderId order, CommandContext context, Func<Task<Result<OrderView>>> command)
    {
        if (await Insist(command) is { IsOk: true }) Done.Add((order, context));
    }

    /// <summary>Sends a command until there is an answer, now and then twice at once; null when there never is one.
    /// </summary>
    private async Task<Result<T>?> Insist<T>(Func<Task<Result<T>>> command)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            try
            {
                if (Chance.OneIn(12)) command().Ignore();
                var answer = await command();
                if (answer.Refusal?.Code != CommonRefusals.TooContended) return answer;
            }
            catch (Exception unclear) when (IsUnclear(unclear))
            {
                if (Chance.OneIn(10)) return null;
            }

            await cluster.Scheduler.Delay(Chance.UpTo(LongestPause));
        }

        return null;
    }

    /// <summary>Whether a failure leaves open what became of a command; any other is a fault of the engine.</summary>
    public static bool IsUnclear(Exception failure) => failure
        is IOException or TimeoutException or SiloUnavailableException or OutcomeUnknownException
        or InconsistentStateException;

    private static CommandContext Context(Caller caller, string key) => new(caller, key, $"content of {key}");
}
