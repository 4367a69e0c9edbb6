using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Creates a category or changes its template. Codes: <see cref="CategoryRefusals"/>.</summary>
[GenerateSerializer, Immutable, Alias("define-category")]
public sealed record DefineCategory
{
    /// <summary>Who, which command.</summary>
    [Id(0)] public required CommandContext Context { get; init; }

    /// <summary>The template.</summary>
    [Id(1)] public required CategoryTemplate Template { get; init; }
}

/// <summary>What a category asks of its items.</summary>
[GenerateSerializer, Immutable, Alias("category-template")]
public sealed record CategoryTemplate
{
    /// <summary>Name in Indonesian, 1–100 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Name in English, 1–100 characters.</summary>
    [Id(1)] public required string NameEn { get; init; }

    /// <summary>How its items are taxed.</summary>
    [Id(2)] public required TaxClass TaxClass { get; init; }

    /// <summary>KBKI prefix its items must have, 0–10 digits; empty for none.</summary>
    [Id(3)] public string KbkiPrefix { get; init; } = "";

    /// <summary>KBLI codes of which the supplier's NIB must cover one; empty for any (DOMAIN §3).</summary>
    [Id(4)] public ImmutableArray<string> RequiredKbli { get; init; } = [];

    /// <summary>Set aside for micro, small and cooperative suppliers.</summary>
    [Id(5)] public bool ReservedForSmall { get; init; }

    /// <summary>Attributes an item fills in, at most <see cref="CategoryLimits.MaxAttributes"/>.</summary>
    [Id(6)] public ImmutableArray<AttributeTemplate> Attributes { get; init; } = [];
}

/// <summary>One attribute of a category's items.</summary>
/// <param name="Code">camelCase name, unique within the category, 1–40 characters.</param>
/// <param name="Name">Label in Indonesian.</param>
/// <param name="NameEn">Label in English.</param>
/// <param name="Required">Whether a listing without it is refused.</param>
/// <param name="Choices">Allowed values; empty for free text of at most 200 characters.</param>
[GenerateSerializer, Immutable, Alias("attribute-template")]
public sealed record AttributeTemplate(
    [property: Id(0)] string Code,
    [property: Id(1)] string Name,
    [property: Id(2)] string NameEn,
    [property: Id(3)] bool Required,
    [property: Id(4)] ImmutableArray<string> Choices);

/// <summary>A category.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Parent">The level above; null on level 1.</param>
/// <param name="Template">What it asks of its items.</param>
/// <param name="Revision">The revision shown.</param>
[GenerateSerializer, Immutable, Alias("category-view")]
public sealed record CategoryView(
    [property: Id(0)] CategoryCode Code,
    [property: Id(1)] CategoryCode? Parent,
    [property: Id(2)] CategoryTemplate Template,
    [property: Id(3)] Revision Revision) : IRevisioned;

/// <summary>Limits of categories.</summary>
public static class CategoryLimits
{
    /// <summary>Most attributes of one category.</summary>
    public const int MaxAttributes = 40;

    /// <summary>Most choices of one attribute.</summary>
    public const int MaxChoices = 100;
}
