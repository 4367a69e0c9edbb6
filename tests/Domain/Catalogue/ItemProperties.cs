using System.Text.Json;
using CsCheck;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Domain.Catalogue;

public sealed class ItemProperties
{
    /// <summary>What may be asked of an item, with few orders and small numbers so that everything collides.</summary>
    private static readonly Gen<(int Kind, int Order, int Number)> Ask =
        Gen.Select(Gen.Int[0, 13], Gen.Int[1, 6], Gen.Int[1, 5]);

    [Fact]
    public void No_sequence_of_commands_oversells_an_item() => Ask.List[0, 80].Sample(asks =>
    {
        var (item, received, posted, returned) = (Published(), 0m, 0m, 0m);
        foreach (var ask in asks)
        {
            foreach (var happened in Run(item, ask).Events)
            {
                item = item.When(happened);
                received += happened switch
                {
                    StockReceived one => one.Quantity.Amount,
                    StockCorrected one => one.Change.Amount,
                    _ => 0,
                };
                if (happened is StockPosted issue) posted += issue.Quantity.Amount;
                if (happened is StockReturned back) returned += back.Quantity.Amount;
            }

            Assert.Equal(received - posted + returned, item.OnHand.Amount);
            Assert.Equal(item.Holds.Values.Sum(static held => held), item.Held);
            Assert.True(item.Available >= Quantity.Zero);
            Assert.True(returned <= posted);
            Assert.Empty(item.Holds.Keys.Intersect(item.Resolved.Keys));
        }
    });

    [Fact]
    public void Repeating_a_command_changes_nothing() => Ask.List[0, 40].Sample(asks =>
    {
        var item = Published();
        foreach (var ask in asks)
        {
            var once = After(item, Run(item, ask));
            // Corrections and confirmations are told apart by their key alone; all others by what they are about.
            if (ask.Kind is >= 3 and <= 9) Assert.Equal(Json(once), Json(After(once, Run(once, ask))));
            item = once;
        }
    });

    [Fact]
    public void A_refusal_changes_nothing() => Ask.List[0, 40].Sample(asks =>
    {
        var item = Published();
        foreach (var ask in asks)
        {
            var decision = Run(item, ask);
            if (decision.Refusal is not null) Assert.Empty(decision.Events);
            item = After(item, decision);
        }
    });

    [Fact]
    public void Replaying_the_log_gives_the_same_state() => Ask.List[0, 60].Sample(asks =>
    {
        var log = new List<(string Type, byte[] Payload)>();
        var item = Published();
        foreach (var ask in asks)
        {
            foreach (var happened in Run(item, ask).Events)
            {
                log.Add((EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened)));
                item = item.When(happened);
            }
        }

        var replayed = log.Aggregate(
            Published(),
            static (state, stored) => state.When((CatalogueItemEvent)EventTypes.Read(stored.Type, stored.Payload)));
        var snapshot = JsonSerializer.Deserialize<CatalogueItem>(Json(item), EventTypes.Json)!;

        Assert.Equal(Json(item), Json(replayed));
        Assert.Equal(Json(item), Json(snapshot));
    });

    private static Decision<CatalogueItemEvent> Run(CatalogueItem item, (int Kind, int Order, int Number) ask)
    {
        var (order, quantity) = (Order(ask.Order), new Quantity(ask.Number));
        return ask.Kind switch
        {
            0 => item.Correct(quantity, CorrectionReason.Count, "", Member, Law(), Start),
            1 => item.Correct(
                new Quantity(-ask.Number), CorrectionReason.Damaged, "", Member, Law(), Start),
            2 => item.ConfirmStock(Member, Law(), Start),
            3 => item.Receive($"r{ask.Order}", quantity, "", Member, Law(), Start),
            4 or 5 or 6 => item.Hold(order, quantity),
            7 => item.Post(order),
            8 => item.Void(order),
            9 => item.Return(order, $"b{ask.Number}", quantity),
            10 => item.Freeze(FreezeReason.PatrolFinding, "", Manager, Start),
            11 => item.Unfreeze(Manager, Facts()),
            12 => item.SetPrices(
                new PriceSchedule { Tiers = [new PriceTier(quantity, new Rupiah(90_000 - ask.Order))] },
                Law(), Member, Start),
            _ => item.Edit(Details with { LeadTimeDays = ask.Number }, Member, Facts()),
        };
    }

    private static CatalogueItem After(CatalogueItem item, Decision<CatalogueItemEvent> decision) =>
        decision.Events.Aggregate(item, static (state, happened) => state.When(happened));

    /// <summary>The state as text, with dictionaries in a fixed order.</summary>
    private static string Json(CatalogueItem item) => Sorted(JsonSerializer.SerializeToElement(item, EventTypes.Json));

    private static string Sorted(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject()
            .OrderBy(static member => member.Name, StringComparer.Ordinal)
            .Select(static member => $"\"{member.Name}\":{Sorted(member.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Sorted)) + "]",
        _ => element.GetRawText(),
    };
}
