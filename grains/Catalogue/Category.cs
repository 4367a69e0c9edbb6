using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>What a category remembers.</summary>
public abstract record CategoryEvent;

/// <summary>The category was created or its template changed.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Template">The whole template from now on.</param>
[StoredAs("category-defined.v1")]
public sealed record CategoryDefined(CategoryCode Code, CategoryTemplate Template) : CategoryEvent;

/// <summary>The rules of a category.</summary>
/// <param name="Code">Its code; null while absent.</param>
/// <param name="Template">What it asks of its items; null while absent.</param>
public sealed record Category(CategoryCode? Code, CategoryTemplate? Template)
{
    /// <summary>A category that was never defined.</summary>
    public static readonly Category Absent = new(null, null);

    /// <summary>
    /// Creates the category or changes its template. Existing items are held to it when they next change.
    /// </summary>
    /// <param name="code">The category.</param>
    /// <param name="template">The whole template.</param>
    /// <param name="parentExists">Whether the level above exists; true on level 1.</param>
    public Decision<CategoryEvent> Define(CategoryCode code, CategoryTemplate template, bool parentExists)
    {
        if (!parentExists) return CategoryRefusals.ParentMissing.With("parent", ParentOf(code));
        if (ShapeOf(template) is { } malformed) return malformed;
        var twice = template.Attributes.GroupBy(attribute => attribute.Code).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) return CategoryRefusals.AttributeTwice.With("attribute", twice.Key).On("attributes");
        return new CategoryDefined(code, template);
    }

    /// <summary>The state after one more event.</summary>
    public Category When(CategoryEvent happened) => happened switch
    {
        CategoryDefined defined => new Category(defined.Code, defined.Template),
        _ => throw new InvalidOperationException($"Unknown category event {happened.GetType().Name}."),
    };

    /// <summary>The level above; null on level 1.</summary>
    public static CategoryCode? ParentOf(CategoryCode code) =>
        code.Value.LastIndexOf('.') is var dot and > 0 ? CategoryCode.Wrap(code.Value[..dot]) : null;

    private static Refusal? ShapeOf(CategoryTemplate template) =>
        Check.Text(template.Name, "name", 100)
        ?? Check.Text(template.NameEn, "nameEn", 100)
        ?? Check.Code(
            template.KbkiPrefix.Length == 0 || CodeForms.IsDigits(template.KbkiPrefix, 1, 10),
            "kbkiPrefix", "0-10 digits")
        ?? Check.Code(template.RequiredKbli.All(CodeForms.IsKbli), "requiredKbli", "5 digits")
        ?? Check.Count(template.Attributes.Length, "attributes", 0, CategoryLimits.MaxAttributes)
        ?? template.Attributes.Select(ShapeOf).FirstOrDefault(static refusal => refusal is not null);

    private static Refusal? ShapeOf(AttributeTemplate attribute, int index) =>
        Check.Text(attribute.Code, $"attributes[{index}].code", 40)
        ?? Check.Text(attribute.Name, $"attributes[{index}].name", 100)
        ?? Check.Text(attribute.NameEn, $"attributes[{index}].nameEn", 100)
        ?? Check.Count(attribute.Choices.Length, $"attributes[{index}].choices", 0, CategoryLimits.MaxChoices);
}
