using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Outcomes;

/// <summary>Either a value or the reason there is none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
[GenerateSerializer, Immutable, Alias("result`1")]
public sealed record Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value, when not refused.</summary>
    [Id(0)] public T? Value { get; private init; }

    /// <summary>The reason, when refused.</summary>
    [Id(1)] public Refusal? Refusal { get; private init; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
    public static implicit operator Result<T>(RefusalCode code) => new(default, code);

    /// <summary>The value mapped, or the same refusal.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> map) => IsOk ? map(Value) : Refusal;
}
