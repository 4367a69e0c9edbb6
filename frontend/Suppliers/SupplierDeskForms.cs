using System.Globalization;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Frontend.Pages;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Frontend.Suppliers;

/// <summary>
/// The forms a supplier's own people send: each step of the registration by its name, and what else its pages offer.
/// A form about one of several things ends in its number or name, as in <c>sertifikat-2</c>.
/// </summary>
public static class SupplierDeskForms
{
    /// <summary>Registers a business.</summary>
    public const string New = "baru";

    /// <summary>Hands the registration in.</summary>
    public const string Submit = "serahkan";

    /// <summary>Objects to a sanction.</summary>
    public const string Appeal = "keberatan";

    /// <summary>Ends a membership.</summary>
    public const string RemoveMember = "keluarkan";

    /// <summary>Where the form that registers a business is sent.</summary>
    public const string NewPath = "/usaha/baru/simpan";

    /// <summary>Where a form about a supplier is sent.</summary>
    public static string PathOf(string supplier, string form) => $"/usaha/{supplier}/simpan/{form}";

    /// <summary>The field of a capacity's part, as refusals name it.</summary>
    public static string CapacityField(int at, string part) => $"capacity[{at}].{part}";

    /// <summary>What the names of fields that say which products a certificate covers begin with.</summary>
    public const string Covers = "covers.";

    /// <summary>Maps <c>/usaha/…</c>.</summary>
    public static void MapSupplierDeskForms(this WebApplication app)
    {
        app.MapPost(NewPath, Register).RequireAuthorization().ExcludeFromDescription();
        app.MapPost("/usaha/{id}/simpan/{form}", Save).RequireAuthorization().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(2 * DocumentLimits.MaxUpload));
    }

    /// <summary>The supplier's id is the form's key: pressing again registers nothing twice.</summary>
    private static Task<IResult> Register(IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(New, values);
        return http.Carry<NewBusinessPage>(
            sent,
            async () =>
            {
                var id = sent.Id<SupplierId>(SentForm.Key);
                var command = new RegisterSupplier
                {
                    Context = sent.Command(http),
                    Profile = new SupplierProfile
                    {
                        LegalName = sent.Text("legalName") ?? "",
                        Form = sent.Choice<BusinessForm>("form"),
                        Activity = sent.Choice<SupplierActivity>("activity"),
                    },
                };
                return sent.Refusal ?? (await grains.Supplier(id).Register(command)).Refusal;
            },
            $"/usaha/{sent.Typed(SentForm.Key)}",
            new Dictionary<string, object?>());
    }

    private static Task<IResult> Save(
        SupplierId id, string form, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(form, values);
        var supplier = grains.Supplier(id);
        var about = form.Contains('-', StringComparison.Ordinal) ? form[(form.IndexOf('-') + 1)..] : "";
        return form.Split('-')[0] switch
        {
            DeskSteps.Identity => Change<IdentityStepPage>(http, grains, id, sent, Identity),
            DeskSteps.Address => Change<AddressStepPage>(http, grains, id, sent, Address),
            DeskSteps.Payment => Change<PaymentStepPage>(http, grains, id, sent, Payment),
            DeskSteps.Certificates => Carry<CertificatesStepPage>(http, id, sent, DeskSteps.Certificates,
                command => Certify(supplier, sent, command, about),
                () => sent.KeepFiles("copy", http, DocumentPlace.Of(id))),
            DeskSteps.Members => Carry<MembersStepPage>(http, id, sent, DeskSteps.Members, command =>
            {
                var member = new AddSupplierMember
                {
                    Context = command,
                    User = sent.Id<UserId>("user"),
                    Role = sent.Choice<MemberRole>("role"),
                };
                return () => supplier.AddMember(member);
            }),
            RemoveMember when UserId.TryParse(about, out var user) => Carry<MembersStepPage>(
                http, id, sent, DeskSteps.Members,
                command => () => supplier.RemoveMember(new RemoveSupplierMember { Context = command, User = user })),
            Appeal when int.TryParse(about, CultureInfo.InvariantCulture, out var number) => Carry<BusinessPage>(
                http, id, sent, step: "",
                command => () => supplier.Appeal(new AppealSanction
                {
                    Context = command,
                    Number = number,
                    Text = sent.Text("text") ?? "",
                })),
            Submit => Carry<BusinessPage>(http, id, sent, step: "", command => () => supplier.Submit(command)),
            _ => Task.FromResult<IResult>(TypedResults.NotFound()),
        };
    }

    /// <summary>Reads what a form asks, and asks it unless a field could not be read.</summary>
    private static Task<IResult> Carry<TPage>(
        HttpContext http, SupplierId id, SentForm sent, string step,
        Func<CommandContext, Func<Task<Result<SupplierView>>>> read, Func<Task>? before = null)
        where TPage : IComponent =>
        http.Carry<TPage>(
            sent,
            async () =>
            {
                if (before is not null) await before();
                var act = read(sent.Command(http));
                return sent.Refusal ?? (await act()).Refusal;
            },
            step.Length == 0 ? $"/usaha/{id}" : DeskSteps.PathOf(id.Value, step),
            Page(id));

    /// <summary>
    /// Changes one step's part of the profile, the rest as it stands; someone else's change in between is noticed.
    /// </summary>
    private static Task<IResult> Change<TPage>(
        HttpContext http, IGrainFactory grains, SupplierId id, SentForm sent,
        Func<SentForm, SupplierProfile, (SupplierProfile Profile, PersonalNumbers Numbers)> change)
        where TPage : IComponent =>
        http.Carry<TPage>(
            sent,
            async () =>
            {
                var context = sent.Command(http);
                var supplier = await grains.OwnSupplier(context.Caller, id.Value);
                var (profile, numbers) = change(sent, supplier.Registration!.Profile);
                if (sent.Refusal is { } refusal) return refusal;
                var changed = await grains.Supplier(id).ChangeProfile(new ChangeSupplierProfile
                {
                    Context = context with { IfVersion = supplier.Revision.Version },
                    Profile = profile,
                    Numbers = numbers,
                });
                return changed.Refusal;
            },
            $"/usaha/{id}",
            Page(id));

    private static Dictionary<string, object?> Page(SupplierId id) =>
        new() { [nameof(SupplierDeskPage.Id)] = id.Value };

    private static (SupplierProfile Profile, PersonalNumbers Numbers) Identity(
        SentForm form, SupplierProfile profile) => (profile with
        {
            LegalName = form.Text("legalName") ?? "",
            TradeName = form.Text("tradeName") ?? "",
            Form = form.Choice<BusinessForm>("form"),
            Activity = form.Choice<SupplierActivity>("activity"),
            Nib = form.Digits("nib") ?? "",
            Kbli = [.. form.Typed("kbli").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)],
            AnnualSales = form.Money("annualSales"),
            Capital = form.Money("capital"),
            Capacity =
            [
                .. Enumerable.Range(0, SupplierLimits.MaxCapacityLines)
                    .Where(at => form.Text(CapacityField(at, "product")) is not null)
                    .Select(at => new MonthlyCapacity(
                        form.Text(CapacityField(at, "product"))!, form.Amount(CapacityField(at, "amount")) ?? default,
                        form.Text(CapacityField(at, "unit")) ?? "")),
            ],
        }, new PersonalNumbers());

    private static (SupplierProfile Profile, PersonalNumbers Numbers) Address(
        SentForm form, SupplierProfile profile)
    {
        var isKnown = form.Text("address.line") is not null || form.Text("address.region") is not null;
        return (profile with
        {
            Address = isKnown
                ? new SupplierAddress(
                    form.Text("address.line") ?? "", form.Id<RegionCode>("address.region"),
                    form.Digits("address.postalCode") ?? "")
                : null,
            Phone = form.Digits("phone") ?? "",
            Email = form.Text("email") ?? "",
        }, new PersonalNumbers());
    }

    private static (SupplierProfile Profile, PersonalNumbers Numbers) Payment(
        SentForm form, SupplierProfile profile) => (profile with
        {
            BankName = form.Text("bankName") ?? "",
            BankHolder = form.Text("bankHolder") ?? "",
            IsTaxable = form.Typed("isTaxable") == bool.TrueString,
            FinalTaxLetter = form.Text("finalTaxLetter.number") is { } number
                ? new FinalTaxLetter(number, form.Date("finalTaxLetter.validUntil"))
                : null,
        }, new PersonalNumbers(form.Digits("npwp"), form.Digits("ownerNik"), form.Digits("bankAccount")));

    /// <summary>
    /// Hands in a certificate, or mends the one of a number, whose copy stays unless there is another.
    /// </summary>
    private static Func<Task<Result<SupplierView>>> Certify(
        ISupplierGrain supplier, SentForm form, CommandContext command, string number)
    {
        var certificate = new Certificate
        {
            Kind = form.Choice<CertificateKind>("kind"),
            Number = form.Text("number") ?? "",
            Holder = form.Text("holder") ?? "",
            Value = form.Share("value"),
            IssuedOn = form.Date("issuedOn"),
            ExpiresOn = form.Text("expiresOn") is null ? null : form.Date("expiresOn"),
            Items =
            [
                .. form.FieldsOf(Covers).Select(static field => field[Covers.Length..])
                    .Where(static id => ItemId.IsValid(id)).Select(ItemId.Wrap),
            ],
            Copy = form.FilesKept("copy").Cast<DocumentId?>().LastOrDefault(),
        };
        if (number.Length == 0)
        {
            var handIn = new SubmitCertificate { Context = command, Certificate = certificate };
            return () => supplier.SubmitCertificate(handIn);
        }

        return async () =>
        {
            _ = int.TryParse(number, CultureInfo.InvariantCulture, out var at);
            var seen = await supplier.View(command.Caller);
            var held = seen?.Registration?.Certificates.FirstOrDefault(one => one.Number == at)?.Certificate.Copy;
            return await supplier.ChangeCertificate(new ChangeCertificate
            {
                Context = command,
                Number = at,
                Certificate = certificate with { Copy = certificate.Copy ?? held },
            });
        };
    }
}
