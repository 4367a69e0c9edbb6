using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>Who keeps documents, and who sees them where.</summary>
public sealed class DocumentGrainTests
{
    private static readonly byte[] Content = [1, 2, 3];
    private static readonly byte[] Small = [4];
    private static readonly Caller Stranger = new(UserId.Wrap("orang-lain"));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_photo_is_seen_with_the_inspection_that_shows_it(StorageKind kind)
    {
        await using var market = await Open(kind);
        var id = NewOrder();
        var order = market.Grains.Order(id);
        Ok(await order.Submit(market.Submission()));
        Ok(await order.Sign(new SignOrder(market.Key(Signer))));
        Ok(await order.Accept(market.Key(Owner)));
        LineQuantity[] all = [new(1, new Quantity(10)), new(2, new Quantity(5))];
        Ok(await order.Dispatch(new DispatchGoods(market.Key(Owner), 0, [.. all], "Kurir sendiri")));
        Ok(await order.Receive(new ReceiveGoods(market.Key(Receiver), 1, [])));
        var photo = Photo('a');
        var document = market.Grains.Document(photo);
        var place = DocumentPlace.Of(id);

        Refused(CommonRefusals.NotFound, await document.Store(new StoreDocument(Stranger, place, Content, Small)));
        Refused(CommonRefusals.NotAllowed, await document.Store(new StoreDocument(Owner, place, Content, Small)));
        var info = Ok(await document.Store(new StoreDocument(Receiver, place, Content, Small)));
        Assert.Equal(info, Ok(await document.Store(new StoreDocument(Receiver, place, Content, Small))));
        Refused(CommonRefusals.NotFound, await document.Read(Owner, place, small: false));

        Ok(await order.Inspect(new InspectGoods(
            market.Key(Receiver), Day,
            [.. all.Select(line => new LineInspection(line.Line, line.Quantity, Quantity.Zero, Photos: [photo]))])));

        Assert.Equal(Content, Ok(await document.Read(Owner, place, small: false)).Content);
        Assert.Equal(Small, Ok(await document.Read(Signer, place, small: true)).Content);
        Assert.Equal("image/jpeg", Ok(await document.Read(Auditor, place, small: true)).ContentType);
        Refused(CommonRefusals.NotFound, await document.Read(Stranger, place, small: false));
        Refused(CommonRefusals.NotFound, await document.Read(Caller.Anonymous, place, small: false));
        // Sent again after a lost answer, although there is nothing left to inspect.
        Assert.Equal(info, Ok(await document.Store(new StoreDocument(Receiver, place, Content, Small))));
        // Another order cannot show it, whatever it says.
        Refused(CommonRefusals.NotFound, await document.Read(Owner, DocumentPlace.Of(NewOrder()), small: false));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_photo_of_a_product_is_for_everyone_and_a_copy_of_a_certificate_for_its_people(StorageKind kind)
    {
        await using var market = await Open(kind);
        var item = market.Grains.Item(Coffee);
        var (photo, pdf) = (Photo('b'), DocumentId.Of(isPhoto: false, new string('c', 64)));
        var owner = DocumentPlace.Of(Seller);
        foreach (var id in (DocumentId[])[photo, pdf])
            Ok(await market.Grains.Document(id).Store(new StoreDocument(Owner, owner, Content, Small)));
        var details = Ok(await item.View(Owner)).Details;
        var place = DocumentPlace.Of(Coffee);
        Refused(CommonRefusals.NotFound,
            await market.Grains.Document(photo).Read(Caller.Anonymous, place, small: true));

        details = details with { Documents = [photo.Value] };
        Ok(await item.Edit(new EditItem(market.Key(Owner), details)));

        Assert.Equal(Small, Ok(await market.Grains.Document(photo).Read(Caller.Anonymous, place, small: true)).Content);

        Ok(await item.Edit(new EditItem(market.Key(Owner), details with
        {
            Certificates = [new ItemCertificate(ItemCertificateKind.Halal, "ID1811", Document: pdf.Value)],
        })));

        Refused(CommonRefusals.NotFound,
            await market.Grains.Document(pdf).Read(Caller.Anonymous, place, small: false));
        Refused(CommonRefusals.NotFound, await market.Grains.Document(pdf).Read(Buyer, owner, small: false));
        Assert.Equal(
            "application/pdf", Ok(await market.Grains.Document(pdf).Read(Manager, owner, small: false)).ContentType);
        Ok(await market.Grains.Document(pdf).Read(Owner, owner, small: false));
        Refused(CommonRefusals.NotFound, await market.Grains.Document(photo).Read(Buyer, owner, small: false));
        // Another supplier's item shows nothing of it.
        Refused(CommonRefusals.NotFound,
            await market.Grains.Document(photo).Read(Caller.Anonymous, DocumentPlace.Of(Pepper), small: false));
    }

    [Fact]
    public async Task A_document_outlives_a_power_cut_and_has_a_limit()
    {
        var market = await Open();
        var owner = DocumentPlace.Of(Seller);
        var document = market.Grains.Document(Photo('d'));
        Refused(DocumentRefusals.TooLarge, await document.Store(
            new StoreDocument(Owner, owner, new byte[DocumentLimits.MaxBytes + 1], Small)));
        Ok(await document.Store(new StoreDocument(Owner, owner, new byte[DocumentLimits.MaxBytes], Small)));

        await using var again = new OrderMarket(await market.Market.Crash());

        Assert.Equal(
            DocumentLimits.MaxBytes,
            Ok(await again.Grains.Document(Photo('d')).Read(Owner, owner, small: false)).Content.Length);
    }

    private static DocumentId Photo(char digit) => DocumentId.Of(isPhoto: true, new string(digit, 64));

    private static void Refused<T>(RefusalCode code, Result<T> result)
        where T : class => Assert.Equal(code, result.Refusal?.Code);
}
