using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>Every code there is: the static fields of the <c>…Refusals</c> classes.</summary>
public static class RefusalCodes
{
    /// <summary>All of them, by number.</summary>
    public static readonly ImmutableArray<RefusalCode> All =
    [
        .. new[] { typeof(RefusalCode).Assembly, typeof(RefusalCodes).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(static field => field.FieldType == typeof(RefusalCode))
            .Select(static field => (RefusalCode)field.GetValue(null)!)
            .OrderBy(static code => code.Number),
    ];

    /// <summary>By slug.</summary>
    public static readonly FrozenDictionary<string, RefusalCode> BySlug =
        All.ToFrozenDictionary(static code => code.Slug, StringComparer.Ordinal);
}
