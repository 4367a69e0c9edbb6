using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>The forms that create a category and change what it asks of its items.</summary>
public static class CategoryForms
{
    /// <summary>Creates one.</summary>
    public const string Create = "tambah";

    /// <summary>Changes one.</summary>
    public const string Change = "ubah";

    /// <summary>The field with the version of the category that was changed.</summary>
    public const string Version = "version";

    /// <summary>Between the values of a field that holds several.</summary>
    public const string Separator = "; ";

    private const string Root = "/kurasi/kategori";

    /// <summary>Where a new category is sent.</summary>
    public const string CreatePath = $"{Root}-{Create}";

    /// <summary>Where a changed category is sent.</summary>
    public static string ChangePath(CategoryCode code) => $"{Root}/{code}/{Change}";

    /// <summary>The field of an attribute, as refusals name it.</summary>
    /// <param name="at">Which attribute, from 0.</param>
    /// <param name="field">Which of its fields.</param>
    public static string Of(int at, string field) => $"attributes[{at}].{field}";

    /// <summary>Whether someone may define categories; the categories' own rules decide again.</summary>
    /// <exception cref="RefusedRequestException">They have no part in keeping the catalogue.</exception>
    public static async Task<bool> MayDefine(IGrainFactory grains, Caller caller)
    {
        var authority = await grains.Organisation(WellKnown.Operator).AuthorityOf(caller.User);
        if (!authority.Has(unit: null, Role.CatalogManager, Role.Facilitator, Role.InternalAuditor))
            throw new RefusedRequestException(CommonRefusals.NotAllowed);
        return authority.Has(unit: null, Role.CatalogManager);
    }

    /// <summary>Maps <c>/kurasi/kategori…</c>.</summary>
    public static void MapCategoryForms(this WebApplication app)
    {
        app.MapPost(CreatePath, Add).RequireAuthorization().ExcludeFromDescription();
        app.MapPost($"{Root}/{{code}}/{Change}", Edit).RequireAuthorization().ExcludeFromDescription();
    }

    private static Task<IResult> Add(IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(Create, values);
        return http.Carry<CategoriesPage>(
            sent,
            async () =>
            {
                var code = sent.Id<CategoryCode>("code");
                // Nothing may have been said of it before: else this would replace a category that exists.
                var refusal = await Define(grains, code, sent, sent.Command(http) with { IfVersion = 0 });
                return refusal?.Code == CommonRefusals.StaleVersion ? CommonRefusals.AlreadyExists.On("code") : refusal;
            },
            Root,
            new Dictionary<string, object?>());
    }

    private static Task<IResult> Edit(
        CategoryCode code, IFormCollection values, HttpContext http, IGrainFactory grains)
    {
        var sent = new SentForm(Change, values);
        return http.Carry<CategoryEditPage>(
            sent,
            () => Define(grains, code, sent, sent.Command(http) with { IfVersion = sent.Number(Version) }),
            $"{Root}/{code}",
            new Dictionary<string, object?> { [nameof(CategoryEditPage.Code)] = code.Value });
    }

    private static async Task<Refusal?> Define(
        IGrainFactory grains, CategoryCode code, SentForm form, CommandContext command)
    {
        var definition = new DefineCategory
        {
            Context = command,
            Template = new CategoryTemplate
            {
                Name = form.Text("name") ?? "",
                NameEn = form.Text("nameEn") ?? "",
                TaxClass = form.Choice<TaxClass>("taxClass"),
                KbkiPrefix = form.Text("kbkiPrefix") ?? "",
                RequiredKbli = Several(form, "requiredKbli"),
                ReservedForSmall = form.Text("reservedForSmall") is not null,
                Attributes =
                [
                    .. Enumerable.Range(0, CategoryLimits.MaxAttributes).Where(at => IsFilledIn(form, at))
                        .Select(at => Attribute(form, at)),
                ],
            },
        };
        return form.Refusal ?? (await grains.Category(code).Define(definition)).Refusal;
    }

    private static bool IsFilledIn(SentForm form, int at) =>
        form.Text(Of(at, "code")) is not null || form.Text(Of(at, "name")) is not null;

    private static AttributeTemplate Attribute(SentForm form, int at) => new(
        form.Text(Of(at, "code")) ?? "",
        form.Text(Of(at, "name")) ?? "",
        form.Text(Of(at, "nameEn")) ?? "",
        form.Text(Of(at, "required")) is not null,
        Several(form, Of(at, "choices")));

    private static ImmutableArray<string> Several(SentForm form, string field) =>
    [
        .. form.Typed(field).Split(
            Separator[0], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    ];
}
