using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Documents;

/// <summary>A document as it is kept.</summary>
public sealed class StoredDocument
{
    /// <summary>The supplier or order it belongs to; null while there is none.</summary>
    public DocumentPlace? Owner { get; set; }

    /// <summary>Who uploaded it.</summary>
    public UserId By { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>Of a photo, the small copy.</summary>
    public byte[]? Small { get; set; }
}

/// <inheritdoc cref="IDocumentGrain"/>
[GrainType("document")]
// What shows it most often is kept by browsers: memory is for actors that decide.
[CollectionAgeLimit(Minutes = 2)]
public sealed class DocumentGrain(
    [PersistentState("document")] IPersistentState<StoredDocument> stored, TimeProvider clock) : Grain, IDocumentGrain
{
    private DocumentId Id => DocumentId.Wrap(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Result<DocumentInfo>> Store(StoreDocument command)
    {
        if (command.Content.Length > DocumentLimits.MaxBytes || command.Small?.Length > DocumentLimits.MaxBytes)
            return DocumentRefusals.TooLarge.With("maxBytes", DocumentLimits.MaxBytes);
        // Repeated after a lost answer, it is theirs already, whatever has become of the owner since.
        var isRepeat = stored.State.Owner == command.Owner && stored.State.By == command.Caller.User;
        if (!isRepeat && await Refusal(command.Caller, command.Owner) is { } no) return no;
        if (stored.State.Owner is null)
        {
            stored.State.Owner = command.Owner;
            stored.State.By = command.Caller.User;
            stored.State.At = clock.GetUtcNow();
            stored.State.Content = command.Content;
            stored.State.Small = command.Small;
            await Write();
        }

        return new DocumentInfo(Id, ContentType, stored.State.Content.Length);
    }

    /// <inheritdoc />
    public async Task<Result<DocumentContent>> Read(Caller caller, DocumentPlace place, bool small) =>
        stored.State.Owner is { } owner && await Shows(caller, place, owner)
            ? new DocumentContent(ContentType, small && stored.State.Small is { } copy ? copy : stored.State.Content)
            : CommonRefusals.NotFound;

    private string ContentType => Id.IsPhoto ? "image/jpeg" : "application/pdf";

    private async Task Write()
    {
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            // What is in memory may not be what is stored: the next call reads it again.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Why someone may not add a document: for a supplier those who look after it may, for an order whoever
    /// inspects its goods now.</summary>
    private async Task<Refusal?> Refusal(Caller caller, DocumentPlace owner)
    {
        bool? may = owner.Kind switch
        {
            PlaceKind.Supplier when SupplierId.TryParse(owner.Id, out var id) =>
                (await GrainFactory.Supplier(id).View(caller))?.Registration is { } inside
                    ? inside.Actions.Length > 0
                    : null,
            PlaceKind.Order when OrderId.TryParse(owner.Id, out var id) =>
                (await GrainFactory.Order(id).View(caller))?.Actions.Contains(OrderAction.Inspect),
            _ => null,
        };
        return may switch { true => null, false => CommonRefusals.NotAllowed, null => CommonRefusals.NotFound };
    }

    private async Task<bool> IsInside(Caller caller, DocumentPlace owner) =>
        SupplierId.TryParse(owner.Id, out var id)
        && await GrainFactory.Supplier(id).View(caller) is { Registration: not null };

    private async Task<bool> Shows(Caller caller, DocumentPlace place, DocumentPlace owner) => place.Kind switch
    {
        PlaceKind.Supplier => place == owner && await IsInside(caller, owner),
        PlaceKind.Item => ItemId.TryParse(place.Id, out var id)
            && await GrainFactory.Item(id).View(caller) is { IsOk: true } seen
            && DocumentPlace.Of(seen.Value.Supplier) == owner
            && Id.IsPhoto && seen.Value.Details.Documents.Contains(Id.Value),
        PlaceKind.Order => place == owner
            && OrderId.TryParse(place.Id, out var id)
            && await GrainFactory.Order(id).View(caller) is { } order
            && Shows(order),
        _ => false,
    };

    private bool Shows(OrderView order) =>
        order.Inspections.Any(inspection => inspection.Lines.Any(line => line.Photos?.Contains(Id) == true));
}
