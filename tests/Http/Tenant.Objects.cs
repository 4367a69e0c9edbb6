using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Catalogue;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Tests.Http;

/// <content>Fresh objects of the tenant's, each at the stage asked for.</content>
internal sealed partial class Tenant
{
    /// <summary>The stages an order passes on its way, with what takes it there from the one before.</summary>
    private static readonly (OrderStage Stage, string Step)[] Course =
    [
        (OrderStage.AwaitingCommitmentOfficer, "submit"), (OrderStage.AwaitingSupplier, "sign"),
        (OrderStage.Processing, "accept"), (OrderStage.Shipping, "dispatch"), (OrderStage.Delivered, "receive"),
        (OrderStage.Inspected, "inspect"), (OrderStage.HandedOver, "handOver"), (OrderStage.Invoiced, "invoice"),
        (OrderStage.Completed, "pay"),
    ];

    private string Next(string name) => string.Create(
        CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _number):000000}-of-the-tenant");

    /// <summary>
    /// What the path's placeholders stand for: a fresh object, or one that nothing changes.
    /// </summary>
    /// <param name="what">As the matrix calls it, such as <c>order shipping</c>.</param>
    /// <param name="asker">Who is going to ask.</param>
    public async Task<Dictionary<string, string>> Make(string what, string asker)
    {
        string[] words = [.. what.Split(' '), ""];
        return words[0] switch
        {
            "order" => new() { ["id"] = (await OrderAt(words[1])).Value, ["version"] = "1" },
            "item" => new() { ["id"] = (await ItemAt(words[1])).Value },
            "supplier" => await SupplierWithMember(words[1]),
            "plan" => new() { ["rupCode"] = (await PlanAt(words[1])).Value },
            "organisation" => new()
            {
                ["id"] = Office.Value,
                ["unit"] = Unit.Value,
                ["year"] = Today.Year.ToString(CultureInfo.InvariantCulture),
            },
            "appointment" => new() { ["id"] = Office.Value, ["number"] = await Appointment() },
            "category" => new() { ["code"] = "10.03.09" },
            "shop" => new() { ["supplier"] = Seller.Value },
            "cart" => await CartOf(asker),
            "person" => new() { ["user"] = User("buyer").Value },
            "token" => new() { ["id"] = await TokenOf("buyer") },
            "problem" => new() { ["slug"] = "not-found" },
            "shown" => await Shown(words[1]),
            _ => [],
        };
    }

    /// <summary>The description's example with what has to differ: new ids, people there are, dates to come.</summary>
    public JsonNode Fit(JsonNode example)
    {
        if (example is JsonObject root)
        {
            if (root.ContainsKey("id")) root["id"] = Next("new");
            if (root.ContainsKey("code")) root["code"] = NewCode().Value;
        }

        Replace(example);
        return example;
    }

    private void Replace(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var entry in list.OfType<JsonNode>()) Replace(entry);
        }

        if (node is not JsonObject members) return;
        foreach (var (name, value) in members.ToArray())
        {
            members[name] = name switch
            {
                "neededBy" => Date(Today.AddDays(14)),
                "date" => Date(Today),
                "issuedOn" => Date(Today.AddDays(-30)),
                "from" => Date(new DateOnly(Today.Year, 1, 1)),
                "until" => Date(new DateOnly(Today.Year, 12, 31)),
                "year" => Today.Year,
                "orderId" => Guid.CreateVersion7().ToString(),
                "user" => Guid.NewGuid().ToString("n"),
                "commitmentOfficer" => User("commitmentOfficer").Value,
                _ => value?.DeepClone(),
            };
            if (members[name] is { } inner) Replace(inner);
        }
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private RupCode NewCode() =>
        RupCode.Wrap((53_000_000 + Interlocked.Increment(ref _number)).ToString(CultureInfo.InvariantCulture));

    private async Task<OrderId> OrderAt(string stage)
    {
        var id = OrderId.Wrap(Guid.CreateVersion7().ToString());
        switch (stage)
        {
            case "absent":
                return id;
            case "awaitingReview":
                await Take(id, "submitLarge");
                return id;
            case "negotiating" or "offered" or "negotiated":
                await Take(id, "submitNegotiated");
                if (stage != "negotiating") await Take(id, "offer");
                if (stage == "negotiated") await Take(id, "acceptOffer");
                return id;
            case "discrepancy":
                await Pass(id, OrderStage.Delivered);
                await Take(id, "inspectBad");
                return id;
            case "addendum":
                await Pass(id, OrderStage.Processing);
                await Take(id, "addendum");
                return id;
            case "rated":
                await Pass(id, OrderStage.Completed);
                await Take(id, "rate");
                return id;
            default:
                await Pass(id, Enum.Parse<OrderStage>(stage, ignoreCase: true));
                return id;
        }
    }

    private async Task Pass(OrderId id, OrderStage upTo)
    {
        foreach (var (stage, step) in Course)
        {
            await Take(id, step);
            if (stage == upTo) return;
        }

        throw new ArgumentOutOfRangeException(nameof(upTo), upTo, "An order does not pass this stage.");
    }

    private async Task Take(OrderId id, string step)
    {
        var order = Grains.Order(id);
        var all = new Quantity(10);
        Done(step switch
        {
            "submit" => await order.Submit(Submission("buyer", Plan, 10)),
            "submitNegotiated" => await order.Submit(
                Submission("buyer", Plan, 10) with { Method = PurchaseMethod.Negotiation }),
            "submitLarge" => await order.Submit(Submission("commitmentOfficer", LargePlan, 25_000)),
            "offer" => await order.Offer(new MakeOffer(As("buyer"), [new LineAmount(1, new Rupiah(9_000))], [], [])),
            "acceptOffer" => await order.AcceptOffer(As("supplier")),
            "sign" => await order.Sign(new SignOrder(As("commitmentOfficer"))),
            "accept" => await order.Accept(As("supplier")),
            "dispatch" => await order.Dispatch(
                new DispatchGoods(As("supplier"), 0, [new LineQuantity(1, all)], "Kurir sendiri")),
            "receive" => await order.Receive(new ReceiveGoods(As("receiver"), 1, [])),
            "inspect" => await order.Inspect(
                new InspectGoods(As("receiver"), Today, [new LineInspection(1, all, Quantity.Zero)])),
            "inspectBad" => await order.Inspect(new InspectGoods(
                As("receiver"), Today, [new LineInspection(1, new Quantity(9), new Quantity(1), "Bocor")])),
            "handOver" => await order.HandOver(new HandOver(As("commitmentOfficer"), $"BAST/{id}")),
            "invoice" => await order.Invoice(new InvoiceOrder(As("supplier"), $"INV/{id}", Today)),
            "pay" => await order.Pay(new PayOrder(As("treasurer"), null, "SPM-1")),
            "rate" => await order.Rate(new RateOrder(As("commitmentOfficer"), 3, 2, 3, 3)),
            "addendum" => await order.ProposeAddendum(new ProposeAddendum(
                As("commitmentOfficer"), [new LineQuantity(1, new Quantity(9))], [], [], "Berkurang")),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
        });
    }

    private SubmitOrder Submission(string by, RupCode plan, decimal quantity) => new()
    {
        Context = As(by),
        Plan = plan,
        Lines = [new SubmitLine(Coffee, new Quantity(quantity))],
        Deliveries =
        [
            new OrderDelivery("Jl. Dr. Susilo 44", RegionCode.Wrap("18.71"), Today.AddDays(14), "Siti", "0721481107"),
        ],
        Budget = [new SubmitBudgetLine(1)],
        LocalContentReason = "Produk UMK Lampung",
        ComparisonNote = "Dibandingkan",
    };

    private async Task<ItemId> ItemAt(string stage)
    {
        var id = ItemId.Wrap(Next("item"));
        var item = Grains.Item(id);
        switch (stage)
        {
            case "published":
                await Publish(id, Seller);
                return id;
            case "frozen":
                await Publish(id, Seller);
                Done(await item.Freeze(new FreezeItem(As("catalogueManager"), FreezeReason.PatrolFinding)));
                return id;
            case "draft":
                await Draft(id, Seller);
                return id;
            default:
                await Draft(id, Seller);
                Done(await item.Submit(As("supplier")));
                if (stage == "inReview") Done(await item.StartReview(As("catalogueManager")));
                return id;
        }
    }

    private async Task<SupplierId> SupplierAt(string stage)
    {
        var id = SupplierId.Wrap(Next("supplier"));
        var supplier = Grains.Supplier(id);
        await Register(id, "supplier");
        if (stage == "draft") return id;
        Done(await supplier.Submit(As("supplier")));
        if (stage == "submitted") return id;
        Done(await supplier.Review(As("catalogueManager")));
        if (stage == "inReview") return id;
        Done(await supplier.Verify(As("catalogueManager")));
        if (stage == "certified")
        {
            Done(await supplier.SubmitCertificate(new SubmitCertificate
            {
                Context = As("supplier"),
                Certificate = Domain.Suppliers.SupplierSamples.Halal,
            }));
        }

        if (stage == "sanctioned")
        {
            Done(await supplier.Sanction(new SanctionSupplier
            {
                Context = As("catalogueManager"),
                Kind = SanctionKind.FirstWarning,
                DecreeNumber = "SP1/1",
                Reason = SanctionReason.OrderNotFulfilled,
                Evidence = "Berita acara 1",
            }));
        }

        return id;
    }

    /// <summary>A supplier at a stage, and an account that is one of its staff if the stage is so called.</summary>
    private async Task<Dictionary<string, string>> SupplierWithMember(string stage)
    {
        var id = await SupplierAt(stage);
        var user = UserId.Wrap(Guid.NewGuid().ToString("n"));
        if (stage == "staffed")
        {
            Done(await Grains.Supplier(id).AddMember(new AddSupplierMember
            {
                Context = As("supplier"),
                User = user,
                Role = MemberRole.Staff,
            }));
        }

        return new() { ["id"] = id.Value, ["number"] = "1", ["user"] = user.Value };
    }

    private async Task<RupCode> PlanAt(string stage)
    {
        var code = NewCode();
        await OpenPlan(code, 20_000_000, announced: stage != "draft");
        return code;
    }

    private async Task<string> Appointment()
    {
        var user = UserId.Wrap(Guid.NewGuid().ToString("n"));
        await Appoint(Office, user, Organisations.Role.Receiver, Unit);
        var view = await Grains.Organisation(Office).View(Commands.Caller.System);
        return view!.Inside!.Appointments.Single(made => made.Terms.User == user).Number
            .ToString(CultureInfo.InvariantCulture);
    }

    private async Task<string> TokenOf(string name)
    {
        using var answer = await Client(name).PostAsync(
            "/api/v1/accounts/tokens", ApiOperation.JsonBody($$"""{"name":"{{Next("token")}}","days":1}"""));
        return (await ApiHost.Json(answer)).GetProperty("token").GetProperty("id").GetString()!;
    }

    /// <summary>Sees to it that the asker's cart, and nothing else of theirs, holds the coffee.</summary>
    private async Task<Dictionary<string, string>> CartOf(string asker)
    {
        if (_callers.TryGetValue(asker, out var client))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cart/lines");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = ApiOperation.JsonBody($$"""{"itemId":"{{Coffee}}","quantity":10,"region":"18.71"}""");
            using var answer = await client.SendAsync(request);
        }

        return new() { ["itemId"] = Coffee.Value };
    }
}
