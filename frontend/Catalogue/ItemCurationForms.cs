using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The forms of the page on which a listing is judged, each named after a <see cref="ItemDuty"/>.</summary>
public static class ItemCurationForms
{
    /// <summary>The question why a listing is sent back, as refusals name it.</summary>
    public const string Reasons = "reasons";

    private const char Separator = '|';
    private const string Certificate = "certificate";

    /// <summary>
    /// How a ticked box names a certificate: by what is written on it, so that an edit meanwhile never has another one
    /// verified.
    /// </summary>
    public static string ValueOf(ItemCertificate certificate) =>
        $"{certificate.Kind}{Separator}{certificate.Number}";

    /// <summary>Maps <c>/kurasi/produk/{id}/{form}</c>.</summary>
    public static void MapItemCurationForms(this WebApplication app) =>
        app.MapPost("/kurasi/produk/{id}/{form}", Send).RequireAuthorization().ExcludeFromDescription();

    private static Task<IResult> Send(
        ItemId id, string form, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(form, values);
        return http.Carry<ItemCurationPage>(
            sent,
            async () =>
            {
                var act = Act(grains.Item(id), sent, sent.Command(http));
                return sent.Refusal ?? (act is null ? CommonRefusals.NotFound : (await act()).Refusal);
            },
            $"/kurasi/produk/{id}",
            new Dictionary<string, object?> { [nameof(ItemCurationPage.Id)] = id.Value });
    }

    /// <summary>What a form asks of the item; null for a form there is not. Nothing is asked yet.</summary>
    private static Func<Task<Result<ItemView>>>? Act(ICatalogueItemGrain item, SentForm form, CommandContext command)
    {
        switch (form.Name)
        {
            case nameof(ItemDuty.Review): return () => item.StartReview(command);
            case nameof(ItemDuty.Publish):
                var approval = new PublishItem(command, Evidence(form));
                return () => item.Publish(approval);
            case nameof(ItemDuty.VerifyEvidence):
                var verification = new VerifyItemEvidence(command, Evidence(form));
                return () => item.VerifyEvidence(verification);
            case nameof(ItemDuty.Reject):
                var rejection = new RejectItem(
                    command,
                    [.. Enum.GetValues<RejectionReason>().Where(reason => form.Text($"reason.{reason}") is not null)],
                    form.Text("text") ?? "");
                if (rejection.Reasons.IsEmpty) form.Refuse(HttpRefusals.NothingChosen.On(Reasons));
                return () => item.Reject(rejection);
            case nameof(ItemDuty.Freeze):
                var freeze = new FreezeItem(command, form.Choice<FreezeReason>("reason"), form.Text("note") ?? "");
                return () => item.Freeze(freeze);
            case nameof(ItemDuty.Unfreeze): return () => item.Unfreeze(command);
            case nameof(ItemDuty.Delist):
                var delisting = new DelistItem(command, form.Text("note") ?? "");
                return () => item.Delist(delisting);
            case nameof(ItemDuty.ClearDoubts):
                var clearing = new ClearItemDoubts(command, form.Text("note") ?? "");
                return () => item.ClearDoubts(clearing);
            default: return null;
        }
    }

    private static VerifiedEvidence Evidence(SentForm form) => new()
    {
        Certificates =
        [
            .. form.NumbersOf(Certificate).Select(at => Reference(form.Typed($"{Certificate}.{at}")))
                .OfType<CertificateReference>(),
        ],
        DomesticConfirmed = form.Text("domesticConfirmed") is not null,
    };

    private static CertificateReference? Reference(string ticked) =>
        ticked.IndexOf(Separator, StringComparison.Ordinal) is var end and > 0
        && Enum.TryParse<ItemCertificateKind>(ticked.AsSpan(0, end), out var kind)
            ? new CertificateReference(kind, ticked[(end + 1)..])
            : null;
}
