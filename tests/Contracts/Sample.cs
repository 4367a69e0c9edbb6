using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Marketplace.Values;

namespace Marketplace.Tests.Contracts;

/// <summary>Makes a value of any stored type with every member filled, the same each time.</summary>
public static class Sample
{
    private static readonly string[] IdTexts =
        ["1801", "18.71", "10.03", "12345678", "5.1.02.01.01.0024", "0190a1b2c3d4e5f60718"];

    /// <summary>A filled value of a type.</summary>
    public static object Of(Type type) => Of(type, within: []);

    /// <param name="type">The type.</param>
    /// <param name="within">The records it lies in: a record that holds a list of its own kind gets an empty
    /// one.</param>
    private static object Of(Type type, ImmutableHashSet<Type> within)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying, within);
        if (Simple(type) is { } simple) return simple;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IStringId<>)))
            return Id(type);
        if (type.IsGenericType && Collection(type, within) is { } collection) return collection;
        return type.IsAbstract ? Of(ConcreteOf(type), within) : Record(type, within.Add(type));
    }

    private static object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 7L,
        _ when type == typeof(decimal) => 7.5m,
        _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 2, 1, 2, 3, TimeSpan.Zero),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 2),
        _ when type == typeof(TimeSpan) => TimeSpan.FromHours(7),
        _ when type == typeof(Rupiah) => new Rupiah(7_000),
        _ => null,
    };

    private static object Id(Type type)
    {
        var isValid = type.GetMethod("IsValid", BindingFlags.Public | BindingFlags.Static)!;
        var wrap = type.GetMethod("Wrap", BindingFlags.Public | BindingFlags.Static)!;
        var text = IdTexts.FirstOrDefault(text => (bool)isValid.Invoke(null, [text])!)
            ?? throw new InvalidOperationException(
                $"No sample text has the form of {type.Name}: add one to {nameof(IdTexts)}.");
        return wrap.Invoke(null, [text])!;
    }

    private static object? Collection(Type type, ImmutableHashSet<Type> within)
    {
        var arguments = type.GetGenericArguments();
        var definition = type.GetGenericTypeDefinition();
        if (arguments.Length == 2 && typeof(IDictionary).IsAssignableFrom(type))
        {
            var pairs = Array.CreateInstance(typeof(KeyValuePair<,>).MakeGenericType(arguments), 1);
            object[] pair = [Of(arguments[0], within), Of(arguments[1], within)];
            pairs.SetValue(Activator.CreateInstance(pairs.GetType().GetElementType()!, pair), 0);
            var isSorted = definition == typeof(ImmutableSortedDictionary<,>);
            return Made(isSorted ? typeof(ImmutableSortedDictionary) : typeof(ImmutableDictionary), pairs, arguments);
        }

        if (arguments.Length != 1 || !typeof(IEnumerable).IsAssignableFrom(type)) return null;
        var items = Array.CreateInstance(arguments[0], within.Contains(arguments[0]) ? 0 : 1);
        if (items.Length > 0) items.SetValue(Of(arguments[0], within), 0);
        return definition switch
        {
            _ when definition == typeof(ImmutableArray<>) => Made(typeof(ImmutableArray), items, arguments),
            _ when definition == typeof(ImmutableHashSet<>) => Made(typeof(ImmutableHashSet), items, arguments),
            _ when definition == typeof(ImmutableSortedSet<>) => Made(typeof(ImmutableSortedSet), items, arguments),
            _ when definition == typeof(ImmutableList<>) => Made(typeof(ImmutableList), items, arguments),
            _ => items,
        };
    }

    private static object Made(Type factory, Array items, Type[] arguments) => factory.GetMethods()
        .Where(method => method.Name == "CreateRange" && method.GetGenericArguments().Length == arguments.Length)
        .Select(method => method.MakeGenericMethod(arguments))
        .Single(method => method.GetParameters() is [var only] && only.ParameterType.IsInstanceOfType(items))
        .Invoke(null, [items])!;

    private static Type ConcreteOf(Type type) => type.Assembly.GetTypes()
        .Where(candidate => !candidate.IsAbstract && type.IsAssignableFrom(candidate))
        .OrderBy(candidate => candidate.Name, StringComparer.Ordinal)
        .First();

    private static object Record(Type type, ImmutableHashSet<Type> within)
    {
        var constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type)
            .OrderByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault();
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke(
                [.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, within))]);
        var parameters = constructor?.GetParameters().Select(parameter => parameter.Name) ?? [];
        var given = parameters.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is { IsPublic: true } && !given.Contains(property.Name))
                property.SetValue(made, Of(property.PropertyType, within));
        }

        return made;
    }
}
