using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Suppliers;
using Marketplace.Outcomes;
using Marketplace.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The forms with which a supplier's own people look after its products.</summary>
public static class ListingForms
{
    /// <summary>Drafts a product.</summary>
    public const string New = "baru";

    /// <summary>Replaces what is said of it.</summary>
    public const string Edit = "ubah";

    /// <summary>Hands it in for review.</summary>
    public const string Submit = "serahkan";

    /// <summary>Takes it out of the catalogue.</summary>
    public const string Delist = "turunkan";

    /// <summary>Puts it away for good.</summary>
    public const string Archive = "arsipkan";

    /// <summary>Sets prices of a region.</summary>
    public const string Prices = "harga";

    /// <summary>Withdraws the prices of a region.</summary>
    public const string Withdraw = "cabut-harga";

    /// <summary>Adds goods.</summary>
    public const string Receive = "terima";

    /// <summary>Corrects the stock.</summary>
    public const string Correct = "koreksi";

    /// <summary>Says that the stock is right.</summary>
    public const string Confirm = "pastikan";

    /// <summary>Adds photos.</summary>
    public const string AddPhotos = "tambah-foto";

    /// <summary>Takes a photo out.</summary>
    public const string RemovePhoto = "hapus-foto";

    /// <summary>Shows a photo before the others.</summary>
    public const string FirstPhoto = "utamakan-foto";

    /// <summary>Largest form, in bytes: a few photos as a telephone takes them.</summary>
    private const int MaxForm = 4 * DocumentLimits.MaxUpload;

    /// <summary>A correction that adds.</summary>
    public const string More = "tambah";

    /// <summary>A correction that takes away.</summary>
    public const string Less = "kurang";

    /// <summary>Where the form that drafts a product is sent.</summary>
    public static string NewPath(string supplier) => $"/usaha/{supplier}/produk/simpan";

    /// <summary>Where a form about a product is sent.</summary>
    public static string PathOf(string supplier, string item, string form) =>
        $"/usaha/{supplier}/produk/{item}/simpan/{form}";

    /// <summary>The field of a certificate's part, as refusals name it.</summary>
    public static string CertificateField(int at, string part) => $"certificates[{at}].{part}";

    /// <summary>The field of a price tier's part, as refusals name it.</summary>
    public static string TierField(int at, string part) => $"tiers[{at}].{part}";

    /// <summary>Maps <c>/usaha/{id}/produk/…</c>.</summary>
    public static void MapListingForms(this WebApplication app)
    {
        app.MapPost(NewPath("{id}"), Draft).RequireAuthorization().ExcludeFromDescription();
        app.MapPost(PathOf("{id}", "{item}", "{form}"), Send).RequireAuthorization().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(MaxForm));
    }

    /// <summary>The product's id is the form's key: pressing again drafts nothing twice.</summary>
    private static Task<IResult> Draft(SupplierId id, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(New, values);
        return http.Carry<NewListingPage>(
            sent,
            async () =>
            {
                var item = sent.Id<ItemId>(SentForm.Key);
                var command = new DraftItem(sent.Command(http), id, ListingDetails.Of(sent, before: null));
                return sent.Refusal ?? (await grains.Item(item).Draft(command)).Refusal?.OnFields();
            },
            $"/usaha/{id}/produk/{sent.Typed(SentForm.Key)}",
            new Dictionary<string, object?> { [nameof(SupplierDeskPage.Id)] = id.Value });
    }

    private static Task<IResult> Send(
        SupplierId id, ItemId item, string form, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(form, values);
        var ask = new Asked(http, sent, id, item, grains.Item(item), grains);
        return form switch
        {
            Edit => ask.Carry<ListingEditPage>(async command =>
            {
                var before = (await ask.Listing(command.Caller)).Details;
                var details = ListingDetails.Of(sent, before);
                return sent.Refusal ?? (await ask.Grain.Edit(new EditItem(command, details))).Refusal;
            }),
            AddPhotos => ask.Carry<ListingPhotosPage>(
                command => Show(ask, command, [.. sent.FilesKept("documents").Select(static one => one.Value)]),
                "/foto", ask.KeepPhotos),
            RemovePhoto => ask.Carry<ListingPhotosPage>(command => Show(ask, command, added: []), "/foto"),
            FirstPhoto => ask.Carry<ListingPhotosPage>(
                command => Show(ask, command, added: [], first: sent.Typed("photo")), "/foto"),
            Submit => ask.Carry<ListingPage>(async command => (await ask.Grain.Submit(command)).Refusal),
            Delist => ask.Carry<ListingPage>(async command =>
                (await ask.Grain.Delist(new DelistItem(command, sent.Text("note") ?? ""))).Refusal),
            Archive => ask.Carry<ListingPage>(async command => (await ask.Grain.Archive(command)).Refusal),
            Prices => ask.Carry<ListingPricesPage>(command => Price(ask, command, Tiers(sent)), "/harga"),
            Withdraw => ask.Carry<ListingPricesPage>(command => Price(ask, command, tiers: []), "/harga"),
            Receive => ask.Carry<ListingStockPage>(async command =>
            {
                var goods = new ReceiveStock(
                    command, sent.Typed(SentForm.Key), sent.Amount("quantity") ?? Quantity.Zero,
                    sent.Text("note") ?? "");
                return sent.Refusal ?? (await ask.Grain.ReceiveStock(goods)).Refusal;
            }, "/stok"),
            Correct => ask.Carry<ListingStockPage>(async command =>
            {
                var change = sent.Amount("change") ?? Quantity.Zero;
                var correction = new CorrectStock(
                    command, sent.Typed("direction") == Less ? Quantity.Zero - change : change,
                    sent.Choice<CorrectionReason>("reason"), sent.Text("note") ?? "");
                return sent.Refusal ?? (await ask.Grain.CorrectStock(correction)).Refusal;
            }, "/stok"),
            Confirm => ask.Carry<ListingStockPage>(
                async command => (await ask.Grain.ConfirmStock(command)).Refusal, "/stok"),
            _ => Task.FromResult<IResult>(TypedResults.NotFound()),
        };
    }

    /// <summary>Adds photos, takes the one of the form out, or puts it first.</summary>
    private static async Task<Refusal?> Show(
        Asked ask, CommandContext command, ImmutableArray<string> added, string? first = null)
    {
        var details = (await ask.Listing(command.Caller)).Details;
        var named = ask.Sent.Typed("photo");
        ImmutableArray<string> documents =
        [
            .. details.Documents.Where(one => one == first), .. details.Documents.Where(one => one != named),
            .. added.Except(details.Documents),
        ];
        var change = new EditItem(command, details with { Documents = documents });
        return ask.Sent.Refusal ?? (await ask.Grain.Edit(change)).Refusal;
    }

    /// <summary>Sets or, with no tiers on purpose, withdraws a region's prices.</summary>
    private static async Task<Refusal?> Price(Asked ask, CommandContext command, ImmutableArray<PriceTier>? tiers)
    {
        var form = ask.Sent;
        if (tiers is null)
        {
            return CommonRefusals.InvalidCount.With("min", 1).With("max", ItemLimits.MaxPriceTiers)
                .On(TierField(0, "amount"));
        }

        var isSet = form.Name == Prices;
        var schedule = new PriceSchedule
        {
            Region = form.Text("region") is null ? null : form.Id<RegionCode>("region"),
            ValidFrom = isSet && form.Text("validFrom") is not null && form.Date("validFrom") is var from
                && from != ask.Today ? Wib.StartOf(from) : null,
            ValidTo = isSet && form.Text("validTo") is not null ? Wib.StartOf(form.Date("validTo").AddDays(1)) : null,
            Tiers = tiers.Value,
            Freight = isSet
                ? new FreightRule(
                    form.Choice<FreightBasis>("freight.basis"), form.Money("freight.amount") ?? Rupiah.Zero)
                : FreightRule.Free,
        };
        return form.Refusal
            ?? (await ask.Grain.SetPrices(new SetItemPrices { Context = command, Schedule = schedule })).Refusal;
    }

    /// <summary>The tiers filled in; null when none is.</summary>
    private static ImmutableArray<PriceTier>? Tiers(SentForm form)
    {
        var tiers = Enumerable.Range(0, ItemLimits.MaxPriceTiers)
            .Where(at => form.Text(TierField(at, "amount")) is not null)
            .Select(at => new PriceTier(
                form.Amount(TierField(at, "minQuantity")) ?? Quantity.Zero,
                form.Money(TierField(at, "amount")) ?? Rupiah.Zero))
            .ToImmutableArray();
        return tiers.IsEmpty ? null : tiers;
    }

    /// <summary>A form about a product of a supplier.</summary>
    /// <param name="Http">The request.</param>
    /// <param name="Sent">The form.</param>
    /// <param name="Supplier">Whose product.</param>
    /// <param name="Item">Which.</param>
    /// <param name="Grain">The product.</param>
    /// <param name="Grains">The actors.</param>
    private sealed record Asked(
        HttpContext Http, SentForm Sent, SupplierId Supplier, ItemId Item, ICatalogueItemGrain Grain,
        IGrainFactory Grains)
    {
        /// <summary>The day in Lampung: prices that hold from it on hold from now on.</summary>
        public DateOnly Today =>
            Wib.DateOf(Http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());

        public Task<ItemView> Listing(Caller caller) => Grains.OwnListing(caller, Supplier, Item.Value);

        /// <summary>Keeps the photos chosen, before anything is asked: which they are is part of it.</summary>
        public async Task KeepPhotos()
        {
            if ((await Sent.KeepFiles("documents", Http, DocumentPlace.Of(Supplier))).IsEmpty)
                Sent.Refuse(HttpRefusals.NothingChosen.On("documents"));
        }

        public Task<IResult> Carry<TPage>(
            Func<CommandContext, Task<Refusal?>> act, string part = "", Func<Task>? before = null)
            where TPage : IComponent =>
            Http.Carry<TPage>(
                Sent,
                async () =>
                {
                    if (before is not null) await before();
                    var command = Sent.Command(Http);
                    return Sent.Refusal ?? (await act(command))?.OnFields();
                },
                OwnListings.PathOf(Supplier, Item) + part,
                new Dictionary<string, object?>
                {
                    [nameof(SupplierDeskPage.Id)] = Supplier.Value,
                    [nameof(OwnListingPage.Item)] = Item.Value,
                });
    }
}
