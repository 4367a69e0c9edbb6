using Marketplace.Catalogue;
using Marketplace.Documents;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Suppliers;
using Marketplace.Values;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The form that drafts many products from a file, and the file to begin with.</summary>
public static class ImportForms
{
    /// <summary>The form.</summary>
    public const string Name = "impor";

    /// <summary>The page with the form.</summary>
    public static string PathOf(string supplier) => $"/usaha/{supplier}/produk/impor";

    /// <summary>Where the form is sent.</summary>
    public static string SendPath(string supplier) => $"{PathOf(supplier)}/kirim";

    /// <summary>The file to begin with.</summary>
    public static string SamplePath(string supplier) => $"{PathOf(supplier)}/contoh.xlsx";

    /// <summary>Maps them.</summary>
    public static void MapImportForms(this WebApplication app)
    {
        app.MapPost(SendPath("{id}"), Send).RequireAuthorization().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(2 * ImportFile.MaxBytes));
        app.MapGet(SamplePath("{id}"), static async (IGrainFactory grains) => TypedResults.File(
                ImportFile.Sample(await Categories.All(grains)),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "contoh-produk.xlsx"))
            .RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>The import's id is the form's key: pressing again imports nothing twice.</summary>
    private static Task<IResult> Send(SupplierId id, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(Name, values);
        return http.Carry<ImportPage>(
            sent,
            async () =>
            {
                var import = sent.Id<ImportId>(SentForm.Key);
                var command = sent.Command(http);
                if (values.Files.GetFile("file") is not { Length: > 0 } file)
                    return sent.Refusal ?? HttpRefusals.NothingChosen.On("file");
                if (file.Length > ImportFile.MaxBytes)
                    return DocumentRefusals.TooLarge.With("maxBytes", ImportFile.MaxBytes).On("file");
                using var content = new MemoryStream((int)file.Length);
                await file.CopyToAsync(content, http.RequestAborted);
                var supplier = await grains.OwnSupplier(command.Caller, id.Value);
                var rows = await ImportFile.Read(
                    content.ToArray(), supplier.Region, code => grains.Category(code).View());
                if (!rows.IsOk) return rows.Refusal.Field is null ? rows.Refusal.On("file") : rows.Refusal;
                return sent.Refusal
                    ?? (await grains.ItemImport(import).Start(new StartItemImport(command, id, rows.Value))).Refusal;
            },
            $"{PathOf(id.Value)}/{sent.Typed(SentForm.Key)}",
            new Dictionary<string, object?> { [nameof(SupplierDeskPage.Id)] = id.Value });
    }
}
