using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Purchasing;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

public sealed class OrderGrainTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_order_goes_from_submission_to_payment_and_rating(StorageKind kind)
    {
        await using var market = await Open(kind);
        var id = NewOrder();
        var order = market.Grains.Order(id);

        var placed = Ok(await order.Submit(market.Submission()));
        Assert.Equal(OrderStage.AwaitingCommitmentOfficer, placed.Stage);
        Assert.Equal(1_250_000, placed.Totals.Goods.Amount);
        Assert.Equal((10m, 5m), ((await market.Held(Coffee)).Amount, (await market.Held(Pepper)).Amount));
        Assert.Equal(placed.Totals.Total, (await market.BudgetLine()).Held);
        Assert.Null(await order.View(Owner));

        var signed = Ok(await order.Sign(new SignOrder(market.Key(Signer), "Kirim pagi")));
        Assert.NotEmpty(signed.Signatures.LetterNumber!);
        Assert.Contains(OrderAction.Accept, (await order.View(Owner))!.Actions);
        Ok(await order.Accept(market.Key(Owner)));
        Assert.Equal((90m, 0m), ((await market.Stock(Coffee)).OnHand.Amount, (await market.Held(Coffee)).Amount));
        Assert.Equal(placed.Totals.Total, (await market.BudgetLine()).Committed);

        LineQuantity[] all = [new(1, new Quantity(10)), new(2, new Quantity(5))];
        Ok(await order.Dispatch(new DispatchGoods(market.Key(Owner), 0, [.. all], "Kurir sendiri")));
        Ok(await order.Receive(new ReceiveGoods(market.Key(Receiver), 1, [])));
        var inspected = Ok(await order.Inspect(new InspectGoods(
            market.Key(Receiver), Day,
            [.. all.Select(static line => new LineInspection(line.Line, line.Quantity, Quantity.Zero))])));
        Assert.Equal(OrderStage.Inspected, inspected.Stage);
        Ok(await order.HandOver(new HandOver(market.Key(Signer), "BAST/001")));
        Ok(await order.Invoice(new InvoiceOrder(market.Key(Owner), "INV/001", Day, "0400260012345678")));
        var paid = Ok(await order.Pay(new PayOrder(market.Key(Treasurer), null, "SPM/001")));

        Assert.Equal(OrderStage.Completed, paid.Stage);
        Assert.Equal(placed.Totals.Total, (await market.BudgetLine()).Realised);
        Ok(await order.Rate(new RateOrder(market.Key(Signer), 3, 3, 3, 3)));
        Assert.Equal(300, Ok(await order.ReplyToRating(market.Key(Owner), "Terima kasih")).Rating!.Score);
        var dossier = await order.Dossier(Auditor);
        Assert.Equal("order-submitted.v1", dossier!.Events[0].Type);
        Assert.Equal(Enumerable.Range(1, dossier.Revision.Version), dossier.Events.Select(entry => entry.Version));
        Assert.Contains(dossier.Events[0].Changes, static change => change
            is { Fact: OrderFact.Stage, Before: null, After: nameof(OrderStage.Placing) });
        Assert.Contains(dossier.Events.SelectMany(static entry => entry.Changes), static change => change
            is { Fact: OrderFact.Received, Of: 1, Before: null, After: not null });
        Assert.Contains(dossier.Events.SelectMany(static entry => entry.Changes), static change => change
            is { Fact: OrderFact.Outstanding, Before: not null, After: null });
        Assert.Null(await order.Dossier(new Caller(UserId.Wrap("orang-lain"))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_submission_answers_as_the_first_and_holds_once(StorageKind kind)
    {
        await using var market = await Open(kind);
        var order = market.Grains.Order(NewOrder());
        var command = market.Submission();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => order.Submit(command)));
        var later = await order.Submit(command);

        Assert.All(answers, answer => Assert.Equal(OrderStage.AwaitingCommitmentOfficer, Ok(answer).Stage));
        Assert.Equal(10m, (await market.Held(Coffee)).Amount);
        Assert.Equal(Ok(answers[0]).Revision.Version, Ok(later).Revision.Version);
        Assert.Equal(CommonRefusals.AlreadyExists, (await order.Submit(market.Submission())).Refusal?.Code);
        Assert.Equal(
            CommonRefusals.KeyReused,
            (await order.Submit(command with { Context = command.Context with { Content = "other" } })).Refusal?.Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refused_placement_says_why_per_line_and_leaves_no_hold(StorageKind kind)
    {
        await using var market = await Open(kind);
        var (first, second) = (market.Grains.Order(NewOrder()), market.Grains.Order(NewOrder()));
        // Both pass the quotes; only one can hold eighty of a hundred kilograms.
        var submissions = new[] { market.Submission(coffee: 80), market.Submission(coffee: 80) };

        var answers = await Task.WhenAll(first.Submit(submissions[0]), second.Submit(submissions[1]));

        var refused = Assert.Single(answers, static answer => !answer.IsOk).Refusal!;
        var part = Assert.Single(refused.Parts);
        Assert.Equal("lines[0]", part.Field);
        Assert.Equal(80m, (await market.Held(Coffee)).Amount);
        Assert.Equal(5m, (await market.Held(Pepper)).Amount);
        var placed = answers.Single(static answer => answer.IsOk).Value!;
        Assert.Equal(placed.Totals.Total, (await market.BudgetLine()).Held);
    }

    [Fact]
    public async Task A_budget_line_that_is_not_there_holds_nothing()
    {
        await using var market = await Open();
        var order = market.Grains.Order(NewOrder());

        Ok(await market.Grains.Order(NewOrder()).Submit(market.Submission(coffee: 1, pepper: 1)));
        var free = (await market.BudgetLine()).Free;
        var submission = market.Submission() with { Budget = [new SubmitBudgetLine(2)] };
        var refused = await order.Submit(submission);

        Assert.Equal(OrderRefusals.NotPlaced, refused.Refusal?.Code);
        Assert.Equal("budget", Assert.Single(refused.Refusal!.Parts).Field);
        Assert.Equal(1m, (await market.Held(Coffee)).Amount);
        Assert.Equal(free, (await market.BudgetLine()).Free);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_placement_cut_by_a_crash_is_finished(StorageKind kind)
    {
        await using var market = await Open(kind);

        var view = await ResumeAfterCrash(market, coffee: 10, budgetLine: 1);

        Assert.Equal(OrderStage.AwaitingCommitmentOfficer, view.Stage);
        Assert.Equal(10m, (await market.Held(Coffee)).Amount);
        Assert.Equal(view.Totals.Total, (await market.BudgetLine()).Held);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_placement_cut_by_a_crash_is_undone_when_it_cannot_be_finished(StorageKind kind)
    {
        await using var market = await Open(kind);

        var view = await ResumeAfterCrash(market, coffee: 99, budgetLine: 2);

        Assert.Equal(OrderStage.Refused, view.Stage);
        Assert.Equal(0m, (await market.Held(Coffee)).Amount);
        Assert.Equal(Rupiah.Zero, (await market.BudgetLine()).Held);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cancelling_rejecting_and_terminating_give_stock_and_budget_back(StorageKind kind)
    {
        await using var market = await Open(kind);
        var free = (await market.BudgetLine()).Free;
        foreach (var ending in (string[])["cancel", "reject", "terminate"])
        {
            var order = market.Grains.Order(NewOrder());
            Ok(await order.Submit(market.Submission()));
            if (ending == "cancel")
            {
                Ok(await order.Cancel(new EndOrder(market.Key(Buyer), EndReason.SpecChange, "Berubah")));
            }
            else
            {
                Ok(await order.Sign(new SignOrder(market.Key(Signer))));
                if (ending == "terminate") Ok(await order.Accept(market.Key(Owner)));
                Ok(ending == "reject"
                    ? await order.Reject(new EndOrder(market.Key(Owner), EndReason.Capacity, "Penuh"))
                    : await order.Terminate(new EndOrder(market.Key(Signer), EndReason.SupplierDefault, "Ingkar")));
            }

            var stock = await market.Stock(Coffee);
            Assert.Equal((100m, 0m), (stock.OnHand.Amount, stock.Held.Amount));
            Assert.Equal(free, (await market.BudgetLine()).Free);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_command_changes_nothing_and_survives_a_restart(StorageKind kind)
    {
        var first = await Open(kind);
        var id = NewOrder();
        Ok(await first.Grains.Order(id).Submit(first.Submission()));
        var sign = new SignOrder(first.Key(Signer));
        var signed = Ok(await first.Grains.Order(id).Sign(sign));
        await using var market = new OrderMarket(await first.Market.Restart());

        var again = Ok(await market.Grains.Order(id).Sign(sign));

        Assert.Equal(signed.Revision.Version, again.Revision.Version);
        Assert.Equal(signed.Signatures, again.Signatures);
    }

    [Fact]
    public async Task An_order_is_not_denied_by_an_actor_that_was_there_before_another_placed_it()
    {
        await using var market = await OrderMarket.Open();
        var id = NewOrder();
        var before = await market.Grains.Order(id).View(Buyer);
        await SubmitAndCrash(market, id, coffee: 2, budgetLine: 1);

        var after = await market.Grains.Order(id).View(Buyer);

        Assert.Null(before);
        Assert.Equal(OrderStage.Placing, after?.Stage);
    }

    private static async Task<OrderView> ResumeAfterCrash(OrderMarket market, decimal coffee, int budgetLine)
    {
        var id = NewOrder();
        await SubmitAndCrash(market, id, coffee, budgetLine);
        await market.Grains.WithDeadlines($"purchase-order/{id}").Due(OrderDeadlines.Resume, DateTimeOffset.UtcNow);
        return (await market.Grains.Order(id).View(Buyer))!;
    }

    /// <summary>Leaves in the log what a process leaves that dies right after the submission was recorded.</summary>
    private static async Task SubmitAndCrash(OrderMarket market, OrderId id, decimal coffee, int budgetLine)
    {
        var command = market.Submission(coffee: coffee) with { Budget = [new SubmitBudgetLine(budgetLine)] };
        var plan = await market.Grains.Plan(Rup).Terms();
        var region = RegionCode.Wrap("18.71");
        var facts = new SubmitFacts(
            Buyer.User, IsEngine: false, await market.Grains.Organisation(Office).AuthorityOf(Buyer.User),
            OrganisationKind.RegionalAgency, plan!, await market.Grains.Supplier(Seller).Standing(),
            [
                .. await Task.WhenAll(command.Lines.Select(line =>
                    market.Grains.Item(line.Item).Quote(region, line.Quantity))),
            ],
            Markets: [], Prices: []);
        var today = new Today(DateTimeOffset.UtcNow, PolicyTable.Default, WorkingDays.Default);
        var submitted = PurchaseOrder.Absent.Submit(id, command, command.Lines, facts, today).Events.Single();
        var (type, payload) = (EventTypes.NameOf(submitted.GetType()), EventTypes.Write(submitted));
        var cause = new EventCause(Buyer.User.Value, command.Context.Id, command.Context.Content, submitted.At);
        var stream = $"purchase-order/{id}";
        var hash = HashChain.Next(HashChain.Genesis, stream, 1, type, payload, cause);
        var outcome = await market.Market.Services.GetRequiredService<IEventLog>().Append(
            new StreamAppend(stream, 0, [new NewEvent(type, payload, cause, hash)]));
        Assert.True(outcome.Appended);
    }
}
