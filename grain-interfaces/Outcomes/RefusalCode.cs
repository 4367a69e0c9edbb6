namespace Marketplace.Outcomes;

/// <summary>What sort of no a refusal is. The front end maps each to one HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>The request is not well formed (400).</summary>
    Shape = 1,

    /// <summary>It does not exist, or the caller may not know that it does (404).</summary>
    NotFound = 2,

    /// <summary>The caller may see it but may not do this (403).</summary>
    NotAllowed = 3,

    /// <summary>The stage does not allow it, or the same id carries other content (409).</summary>
    Conflict = 4,

    /// <summary>The caller looked at an older version (412).</summary>
    Stale = 5,

    /// <summary>A rule says no (422).</summary>
    Rule = 6,

    /// <summary>Too busy to decide; nothing was done (503).</summary>
    Busy = 7,
}

/// <summary>
/// A permanent, numbered reason for an expected no. Codes are declared once, in the <c>…Refusals</c> class of their
/// feature; number and slug never change meaning. Ranges: 1000 common, 2000 suppliers, 3000 catalogue,
/// 4000 organisations and people, 5000 budgets, 6000 carts, 7000 purchase orders.
/// </summary>
/// <param name="Number">Unique number.</param>
/// <param name="Slug">Unique kebab-case name; the problem type is <c>/problems/{slug}</c>.</param>
/// <param name="Kind">What sort of no it is.</param>
[GenerateSerializer, Immutable, Alias("refusal-code")]
public readonly record struct RefusalCode(
    [property: Id(0)] int Number,
    [property: Id(1)] string Slug,
    [property: Id(2)] RefusalKind Kind)
{
    /// <summary>This refusal with one fact, such as the free budget.</summary>
    public Refusal With(string name, object? value) => ((Refusal)this).With(name, value);

    /// <summary>This refusal about one field of the request, in camelCase path form.</summary>
    public Refusal On(string field) => ((Refusal)this).On(field);
}
