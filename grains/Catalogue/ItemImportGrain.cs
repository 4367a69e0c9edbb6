using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <inheritdoc cref="IItemImportGrain"/>
[GrainType("item-import")]
public sealed class ItemImportGrain
    : JournaledActor<ItemImport, ItemImportEvent, ItemImportView>, IItemImportGrain, IHasDeadlines
{
    /// <summary>Rows recorded together: a restart does at most these anew, which changes nothing.</summary>
    private const int Together = 5;

    private IGrainTimer? _work;

    private ImportId Id => ImportId.Wrap(Key);

    /// <inheritdoc />
    protected override ItemImport Absent => ItemImport.Absent;

    /// <inheritdoc />
    public async Task<Result<ItemImportView>> Start(StartItemImport command)
    {
        var caller = command.Context.Caller;
        if (await Inside(caller, command.Supplier) is not { } inside) return CommonRefusals.NotFound;
        if (inside.Actions.Length == 0) return CommonRefusals.NotAllowed;
        var started = await Decide(
            command.Context, import => import.Start(command.Supplier, caller.User, command.Rows, Clock.GetUtcNow()));
        Work();
        return started;
    }

    /// <inheritdoc />
    public async Task<ItemImportView?> View(Caller caller) =>
        Now.Supplier is { } supplier && await Inside(caller, supplier) is not null ? CurrentView() : null;

    /// <inheritdoc />
    public Task Due(string kind, DateTimeOffset dueAt)
    {
        Work();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override ItemImport When(ItemImport state, ItemImportEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override ItemImportView View(ItemImport state, Revision revision) => new(
        Id, state.Supplier!.Value, state.Rows.Length, state.Done, state.Failures, state.StartedAt, state.FinishedAt,
        revision);

    private async Task<SupplierRegistration?> Inside(Caller caller, SupplierId supplier) =>
        (await GrainFactory.Supplier(supplier).View(caller))?.Registration;

    /// <summary>Goes on beside whoever calls, unless it does already.</summary>
    private void Work()
    {
        if (_work is not null || !Now.GoesOn) return;
        _work = this.RegisterGrainTimer(
            DoAll, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            {
                Interleave = true,
                KeepAlive = true,
            });
    }

    private async Task DoAll(CancellationToken cancellation)
    {
        try
        {
            while (Now.GoesOn && !cancellation.IsCancellationRequested)
            {
                var (done, failures) = (Now.Done, ImmutableArray.CreateBuilder<ImportFailure>());
                foreach (var row in Now.Rows.Skip(done).Take(Together))
                {
                    if (await Do(row) is { } failure) failures.Add(failure);
                    done++;
                }

                await Decide(
                    CommandContext.System,
                    import => import.Advance(done, failures.ToImmutable(), Clock.GetUtcNow()));
            }
        }
        finally
        {
            // Whatever stopped it, the deadline wakes it again.
            _work?.Dispose();
            _work = null;
        }
    }

    /// <summary>Does a row; done before, each of its steps changes nothing.</summary>
    private async Task<ImportFailure?> Do(ImportRow row)
    {
        var id = ItemId.Wrap($"{Id}-{row.Line}");
        var item = GrainFactory.Item(id);
        var drafted = await item.Draft(new DraftItem(Command(row, "draft"), Now.Supplier!.Value, row.Details));
        if (drafted.Refusal is { } refusal) return new ImportFailure(row.Line, row.Details.Name, Item: null, refusal);
        var priced = row.Price is not { } price ? null : (await item.SetPrices(new SetItemPrices
        {
            Context = Command(row, "price"),
            Schedule = new PriceSchedule { Tiers = [new PriceTier(new Quantity(1), price)] },
        })).Refusal;
        var stocked = row.Stock is not { } stock
            ? null
            : (await item.ReceiveStock(new ReceiveStock(Command(row, "stock"), Id.Value, stock))).Refusal;
        return (priced ?? stocked) is { } partly ? new ImportFailure(row.Line, row.Details.Name, id, partly) : null;
    }

    private CommandContext Command(ImportRow row, string step) =>
        new(new Caller(Now.By), $"import-{Id}-{row.Line}-{step}", "import");
}
