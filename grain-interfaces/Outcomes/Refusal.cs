using System.Collections.Immutable;
using System.Globalization;

namespace Marketplace.Outcomes;

/// <summary>A fact a refusal was based on.</summary>
/// <param name="Name">camelCase name; also the placeholder in the text shown to people.</param>
/// <param name="Value">The value in invariant form.</param>
[GenerateSerializer, Immutable, Alias("refusal-fact")]
public sealed record RefusalFact([property: Id(0)] string Name, [property: Id(1)] string Value);

/// <summary>An expected no, with what it was based on. A value, never thrown.</summary>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal
{
    /// <summary>Why.</summary>
    [Id(0)] public required RefusalCode Code { get; init; }

    /// <summary>The facts used, in the order they were given.</summary>
    [Id(1)] public ImmutableArray<RefusalFact> Facts { get; init; } = [];

    /// <summary>The field of the request it concerns, such as <c>lines[2].quantity</c>, if one.</summary>
    [Id(2)] public string? Field { get; init; }

    /// <summary>The policy row applied, <c>key@validFrom</c>, if the reason is a legal number.</summary>
    [Id(3)] public string? Rule { get; init; }

    /// <summary>The single reasons when several parts were refused together (one per order line, say).</summary>
    [Id(4)] public ImmutableArray<Refusal> Parts { get; init; } = [];

    /// <summary>Adds a fact.</summary>
    public Refusal With(string name, object? value) =>
        this with
        {
            Facts = Facts.Add(new RefusalFact(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
        };

    /// <summary>Names the field of the request.</summary>
    public Refusal On(string field) => this with { Field = field };

    /// <summary>Names the policy row that was applied.</summary>
    public Refusal By(string rule) => this with { Rule = rule };

    /// <summary>A bare refusal.</summary>
    public static implicit operator Refusal(RefusalCode code) => new() { Code = code };
}
