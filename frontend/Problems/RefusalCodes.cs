using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>Every code there is: the static fields of the <c>…Refusals</c> classes.</summary>
public static class RefusalCodes
{
    private static readonly ImmutableArray<FieldInfo> Fields =
    [
        .. new[] { typeof(RefusalCode).Assembly, typeof(RefusalCodes).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(static field => field.FieldType == typeof(RefusalCode)),
    ];

    /// <summary>All of them, by number.</summary>
    public static readonly ImmutableArray<RefusalCode> All =
        [.. Fields.Select(Value).OrderBy(static code => code.Number)];

    /// <summary>By slug.</summary>
    public static readonly FrozenDictionary<string, RefusalCode> BySlug =
        All.ToFrozenDictionary(static code => code.Slug, StringComparer.Ordinal);

    /// <summary>By the feature they belong to: the last part of their namespace.</summary>
    public static readonly FrozenDictionary<string, RefusalCode[]> ByFeature = Fields
        .GroupBy(static field => field.DeclaringType!.Namespace!.Split('.')[^1], Value, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);

    private static RefusalCode Value(FieldInfo field) => (RefusalCode)field.GetValue(null)!;
}
