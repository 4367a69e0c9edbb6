using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Budgets;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class OrderFeedTests(ApiHost host)
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly UnitId Unit = UnitId.Wrap("umum");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_of_an_order_arrives_and_one_that_was_missed_is_told_on_coming_back(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, organisation) = await Officer(on);
        var order = OrderId.Wrap(Guid.NewGuid().ToString());
        using var open = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        long seen;
        using (var feed = await Feed.Open(client, lastEventId: null, open.Token))
        {
            Assert.Equal("ready", (await feed.Next(open.Token)).Name);
            await Append(on, order, 0, Submitted(order, organisation), Placed());

            var changed = await feed.Next(open.Token);
            var task = await feed.Next(open.Token);

            Assert.Equal(("order-changed", "task-changed"), (changed.Name, task.Name));
            Assert.Equal(order.Value, changed.Data.GetProperty("id").GetString());
            Assert.True(task.Data.GetProperty("waitsForMe").GetBoolean());
            seen = changed.Id;
        }

        await Append(on, order, 2, new OrderSigned(UserId.Wrap("other"), "001/SP/2026", null, At.AddDays(3), At));
        using var again = await Feed.Open(client, seen, open.Token);
        Assert.Equal("ready", (await again.Next(open.Token)).Name);
        var missed = await again.Next(open.Token);

        Assert.Equal(order.Value, missed.Data.GetProperty("id").GetString());
        Assert.Equal("awaitingSupplier", missed.Data.GetProperty("stage").GetString());
        Assert.False(missed.Data.GetProperty("waitsForMe").GetBoolean());
        Assert.True(missed.Id > seen);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_and_tasks_are_listed_for_their_parties_and_for_nobody_else(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, organisation) = await Officer(on);
        var stranger = await on.Stranger();
        var order = OrderId.Wrap(Guid.NewGuid().ToString());
        var position = await Append(on, order, 0, Submitted(order, organisation), Placed());

        var mine = await ApiHost.Json(await client.GetAsync(List("orders", position)));
        var tasks = await ApiHost.Json(await client.GetAsync(List("tasks", position)));
        var sold = await ApiHost.Json(await client.GetAsync(List("orders", position) + "&side=supplier"));
        var theirs = await ApiHost.Json(await stranger.GetAsync(List("orders", position)));

        var row = Assert.Single(mine.GetProperty("items").EnumerateArray());
        Assert.Equal("awaitingCommitmentOfficer", row.GetProperty("stage").GetString());
        Assert.Equal(1_110_000, row.GetProperty("total").GetInt64());
        var task = Assert.Single(tasks.GetProperty("items").EnumerateArray());
        Assert.Equal(order.Value, task.GetProperty("id").GetString());
        Assert.Equal(0, sold.GetProperty("items").GetArrayLength());
        Assert.Equal(0, theirs.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_feed_asked_for_from_nonsense_is_refused()
    {
        var client = await host.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "yesterday");

        using var answer = await client.SendAsync(request);

        Assert.Equal(400, (int)answer.StatusCode);
    }

    private static string List(string name, long position) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/{name}?waitFor={position}");

    private static async Task<(HttpClient Client, OrganisationId Organisation)> Officer(ApiHost on)
    {
        var client = await on.Stranger();
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/accounts/me");
        var user = UserId.Parse(me.GetProperty("userId").GetString()!);
        var grains = on.Services.GetRequiredService<IGrainFactory>();
        var organisation = OrganisationId.Wrap($"dinas-{Guid.NewGuid():n}");
        var actor = grains.Organisation(organisation);
        Assert.Null((await actor.Create(new CreateOrganisation(
            Key(), OrganisationKind.RegionalAgency,
            new OrganisationProfile { Name = "Dinas", Region = RegionCode.Wrap("18.71") }))).Refusal);
        Assert.Null((await actor.DefineUnit(new DefineUnit(Key(), Unit, new UnitProfile
        {
            Name = "Bagian Umum",
            SatkerCode = "123456",
        }))).Refusal);
        Assert.Null((await actor.Appoint(new MakeAppointment(Key(), new AppointmentTerms
        {
            User = user,
            Role = Role.CommitmentOfficer,
            Unit = Unit,
            Decree = "SK-1",
            From = new DateOnly(2020, 1, 1),
        }))).Refusal);
        return (client, organisation);
    }

    private static CommandContext Key() => new(Caller.System, Guid.NewGuid().ToString(), "content");

    private static async Task<long> Append(ApiHost on, OrderId order, int version, params OrderEvent[] events)
    {
        var cause = new EventCause("system", null, "", At);
        var outcome = await on.Services.GetRequiredService<IEventLog>().Append(new StreamAppend(
            $"purchase-order/{order}", version,
            [.. events.Select(happened => new NewEvent(
                EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened), cause, new byte[32]))]));
        Assert.True(outcome.Appended);
        return outcome.LastPosition;
    }

    private static OrderPlaced Placed() => new(
        OrderStage.AwaitingCommitmentOfficer, new Rupiah(1_110_000), [Role.ProcurementOfficer], false, null, At);

    private static OrderSubmitted Submitted(OrderId order, OrganisationId organisation) => new(
        order,
        new OrderTerms
        {
            Plan = RupCode.Wrap("12345678"),
            Category = CategoryCode.Wrap("10"),
            Organisation = organisation,
            Kind = OrganisationKind.RegionalAgency,
            Unit = Unit,
            Supplier = SupplierId.Wrap("kopi-lampung"),
            SupplierName = "Kopi Lampung",
            SupplierSize = BusinessSize.Micro,
            SupplierIsTaxable = true,
            SupplierHasFinalTaxLetter = false,
            Collector = TaxCollector.Treasurer,
            Method = PurchaseMethod.DirectPurchase,
            PaymentMode = PaymentMode.Direct,
            Channel = OrderChannel.Platform,
            Creator = UserId.Wrap("creator"),
            CreatorRoles = [Role.ProcurementOfficer],
            Deliveries = [],
            Date = new DateOnly(2026, 3, 2),
        },
        [],
        [new BudgetAmount(1, new Rupiah(1_110_000))],
        new OrderTotals
        {
            Goods = new Rupiah(1_000_000),
            Freight = Rupiah.Zero,
            Services = Rupiah.Zero,
            Ppn = new Rupiah(110_000),
            Total = new Rupiah(1_110_000),
            PpnCollected = Rupiah.Zero,
            Pph22 = Rupiah.Zero,
            Pph23 = Rupiah.Zero,
            FinalTax = Rupiah.Zero,
            NetToSupplier = new Rupiah(1_110_000),
        },
        At.AddMinutes(1),
        At);
}
