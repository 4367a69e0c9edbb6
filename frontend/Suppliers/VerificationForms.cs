using System.Globalization;
using Marketplace.Commands;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Frontend.Suppliers;

/// <summary>
/// The forms of the page on which a supplier is judged. Each is named after what it does; those about one certificate
/// or sanction have its number behind the name.
/// </summary>
public static class VerificationForms
{
    /// <summary>Finds a certificate genuine.</summary>
    public const string VerifyCertificate = nameof(VerifyCertificate);

    /// <summary>Rejects a certificate.</summary>
    public const string RejectCertificate = nameof(RejectCertificate);

    /// <summary>Imposes a sanction.</summary>
    public const string Sanction = nameof(Sanction);

    /// <summary>Lifts a sanction.</summary>
    public const string Lift = nameof(Lift);

    /// <summary>The field with the version of the supplier that was looked at.</summary>
    public const string Version = "version";

    /// <summary>The question why a registration is sent back, as refusals name it.</summary>
    public const string Notes = "notes";

    private const string Note = "note";

    /// <summary>The field with what to mend for a reason.</summary>
    public static string NoteOf(ReturnReason reason) => $"{Note}.{reason}";

    /// <summary>The name of a form on its page.</summary>
    /// <param name="form">What it does.</param>
    /// <param name="number">The certificate or sanction it is about; null for the supplier as a whole.</param>
    public static string NameOf(string form, int? number) =>
        number is { } one ? string.Create(CultureInfo.InvariantCulture, $"{form}-{one}") : form;

    /// <summary>Maps <c>/kurasi/penyedia/{id}/{form}</c>.</summary>
    public static void MapVerificationForms(this WebApplication app)
    {
        app.MapPost("/kurasi/penyedia/{id}/{form}", Send).RequireAuthorization().ExcludeFromDescription();
        app.MapPost($"/kurasi/penyedia/{{id}}/{nameof(SupplierDuty.Reveal)}", Reveal).RequireAuthorization()
            .ExcludeFromDescription();
    }

    private static Task<IResult> Send(
        SupplierId id, string form, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(form, values);
        return http.Carry<VerificationPage>(
            sent,
            async () =>
            {
                var act = Act(grains.Supplier(id), sent, sent.Command(http));
                return sent.Refusal ?? (act is null ? CommonRefusals.NotFound : (await act()).Refusal);
            },
            $"/kurasi/penyedia/{id}",
            new Dictionary<string, object?> { [nameof(VerificationPage.Id)] = id.Value });
    }

    /// <summary>
    /// The numbers are shown in the answer itself: an address to look at them again would leave no trace.
    /// </summary>
    private static Task<IResult> Reveal(
        SupplierId id, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(nameof(SupplierDuty.Reveal), values);
        var page = new Dictionary<string, object?> { [nameof(VerificationPage.Id)] = id.Value };
        return http.Carry<VerificationPage>(
            sent,
            async () =>
            {
                var command = new RevealPersonalData
                {
                    Context = sent.Command(http),
                    Reason = sent.Text("reason") ?? "",
                };
                if (sent.Refusal is { } refusal) return refusal;
                var outcome = await grains.Supplier(id).RevealPersonalData(command);
                page[nameof(VerificationPage.Revealed)] = outcome.Value;
                return outcome.Refusal;
            },
            () =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return new RazorComponentResult<VerificationPage>(page);
            },
            page);
    }

    /// <summary>What a form asks of the supplier; null for a form there is not. Nothing is asked yet.</summary>
    private static Func<Task<Result<SupplierView>>>? Act(ISupplierGrain supplier, SentForm form, CommandContext command)
    {
        var (name, number) = Parts(form.Name);
        switch (name)
        {
            case nameof(SupplierDuty.Review): return () => supplier.Review(command);
            case nameof(SupplierDuty.Verify): return () => supplier.Verify(command);
            case nameof(SupplierDuty.Return):
                var notes = new ReturnSupplier
                {
                    Context = command,
                    Notes =
                    [
                        .. Enum.GetValues<ReturnReason>().Select(reason => (reason, Text: form.Text(NoteOf(reason))))
                            .Where(static note => note.Text is not null)
                            .Select(static note => new ReturnNote(note.reason, note.Text!)),
                    ],
                };
                if (notes.Notes.IsEmpty) form.Refuse(HttpRefusals.NothingChosen.On(Notes));
                return () => supplier.Return(notes);
            case VerifyCertificate or RejectCertificate:
                var judgement = new JudgeCertificate
                {
                    // Its owner may mend it until it is judged: what was not looked at is not judged.
                    Context = command with { IfVersion = form.Number(Version) },
                    Number = number,
                    Rejection = name == RejectCertificate ? form.Text("rejection") ?? "" : null,
                };
                return () => supplier.JudgeCertificate(judgement);
            case Sanction:
                var sanction = new SanctionSupplier
                {
                    Context = command,
                    Kind = form.Choice<SanctionKind>("kind"),
                    Reason = form.Choice<SanctionReason>("reason"),
                    DecreeNumber = form.Text("decreeNumber") ?? "",
                    Evidence = form.Text("evidence") ?? "",
                };
                return () => supplier.Sanction(sanction);
            case Lift:
                var lifting = new LiftSanction
                {
                    Context = command,
                    Number = number,
                    Reason = form.Text("reason") ?? "",
                };
                return () => supplier.LiftSanction(lifting);
            default: return null;
        }
    }

    private static (string Name, int Number) Parts(string form) =>
        form.IndexOf('-', StringComparison.Ordinal) is var dash and > 0
        && int.TryParse(form.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (form[..dash], number)
            : (form, 0);
}
