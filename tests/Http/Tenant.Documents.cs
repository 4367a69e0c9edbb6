using Marketplace.Catalogue;
using Marketplace.Documents;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Tests.Http;

/// <content>Photos of the tenant's, and what shows them.</content>
internal sealed partial class Tenant
{
    /// <summary>A fresh item, order or supplier with a photo that it shows.</summary>
    private async Task<Dictionary<string, string>> Shown(string where)
    {
        var photo = DocumentId.Of(isPhoto: true, Guid.NewGuid().ToString("n") + Guid.NewGuid().ToString("n"));
        var id = where switch
        {
            "item" => (await ItemWith(photo)).Value,
            "order" => (await OrderWith(photo)).Value,
            _ => Seller.Value,
        };
        if (where == "supplier") await Keep(photo, "supplier", DocumentPlace.Of(Seller));
        return new() { ["id"] = id, ["document"] = photo.Value };
    }

    private async Task<ItemId> ItemWith(DocumentId photo)
    {
        await Keep(photo, "supplier", DocumentPlace.Of(Seller));
        var id = await ItemAt("published");
        var details = (await Grains.Item(id).View(As("supplier").Caller)).Value!.Details;
        Done(await Grains.Item(id).Edit(
            new EditItem(As("supplier"), details with { Documents = [photo.Value] })));
        return id;
    }

    private async Task<OrderId> OrderWith(DocumentId photo)
    {
        var id = await OrderAt(nameof(OrderStage.Delivered));
        await Keep(photo, "receiver", DocumentPlace.Of(id));
        Done(await Grains.Order(id).Inspect(new InspectGoods(
            As("receiver"), Today, [new LineInspection(1, new Quantity(9), new Quantity(1), "Bocor", [photo])])));
        return id;
    }

    private async Task Keep(DocumentId photo, string by, DocumentPlace owner) =>
        Done(await Grains.Document(photo).Store(new StoreDocument(As(by).Caller, owner, [1, 2, 3], [4])));
}
