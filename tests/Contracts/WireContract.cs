using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Marketplace.Frontend;
using Marketplace.Frontend.Problems;

namespace Marketplace.Tests.Contracts;

/// <summary>
/// What silos of different versions have to agree on, read from the assemblies: one line per fact, <c>key = value</c>.
/// The key is what may never mean anything else (a type's member id, an actor's method, a refusal's number).
/// </summary>
internal static class WireContract
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ImmutableArray<Type> Types =
    [
        .. new[]
            {
                typeof(GrainKeys), typeof(EventLog.EventTypes), typeof(FrontEnd), typeof(Silo.Hosting.MarketplaceSilo),
            }
            .SelectMany(static known => known.Assembly.GetTypes())
            .Where(static type => type.Namespace?.StartsWith("Marketplace", StringComparison.Ordinal) is true),
    ];

    /// <summary>Types that travel between silos or into storage.</summary>
    public static ImmutableArray<Type> Serialised =>
        [.. Types.Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    /// <summary>Interfaces of actors.</summary>
    public static ImmutableArray<Type> Interfaces =>
        [.. Types.Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    /// <summary>Classes of actors.</summary>
    public static ImmutableArray<Type> Actors =>
    [
        .. Types.Where(static type =>
            type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type)),
    ];

    /// <summary>Every line, in the manifest's order.</summary>
    public static ImmutableArray<(string Key, string Value)> Lines =>
    [
        .. RefusalCodes.All.Select(static code => (Key($"code {code.Number}"), $"{code.Slug} {code.Kind}"))
            .Concat(Types.Where(static type => type is { IsEnum: true, IsPublic: true }).SelectMany(Enum))
            .Concat(Actors.Select(static type => (Key($"grain {GrainTypeOf(type)}"), Contracts(type))))
            .Concat(Interfaces.SelectMany(Interface))
            .Concat(Serialised.SelectMany(Serialisable))
            .OrderBy(static line => line.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The permanent name of a type, an interface or a method; null when it has none.</summary>
    public static string? AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>The name an actor's identity, and with it its stream in the log, begins with.</summary>
    public static string? GrainTypeOf(Type actor) => actor.GetCustomAttributesData()
        .SingleOrDefault(static attribute => attribute.AttributeType == typeof(GrainTypeAttribute))
        ?.ConstructorArguments[0].Value as string;

    /// <summary>What a type keeps but does not send: members with storage of their own and without an id.</summary>
    public static IEnumerable<string> Unnumbered(Type type) => type.GetFields(Declared)
        .Where(static field => !field.IsDefined(typeof(IdAttribute))
            && !field.IsDefined(typeof(NonSerializedAttribute)))
        .Where(field => !field.IsDefined(typeof(CompilerGeneratedAttribute))
            || type.GetProperty(field.Name.Split('<', '>')[1], Declared)?.IsDefined(typeof(IdAttribute)) is not true)
        .Select(field => $"{type.Name}.{field.Name}");

    private static IEnumerable<(string, string)> Enum(Type type) => type.GetEnumNames().Select(name => (
        Key($"enum {NameOf(type)} {Convert.ToInt64(System.Enum.Parse(type, name), CultureInfo.InvariantCulture):00}"),
        name));

    private static IEnumerable<(string, string)> Interface(Type type)
    {
        yield return (Key($"interface {NameOf(type)}"), Contracts(type));
        foreach (var method in type.GetMethods(Declared))
        {
            var parameters = method.GetParameters().Select(static parameter => NameOf(parameter.ParameterType));
            yield return (
                Key($"method {NameOf(type)}.{AliasOf(method)}"),
                $"{method.Name}({string.Join(", ", parameters)}) -> {NameOf(method.ReturnType)}");
        }
    }

    private static IEnumerable<(string, string)> Serialisable(Type type)
    {
        var parent = type.BaseType is { } known && Serialised.Contains(known) ? $" : {NameOf(known)}" : "";
        yield return (Key($"type {AliasOf(type)}"), (type.IsValueType ? "struct" : "class") + parent);
        foreach (var member in type.GetMembers(Declared))
        {
            if (member.GetCustomAttribute<IdAttribute>() is not { } id) continue;
            var held = member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
            yield return (Key($"type {AliasOf(type)} {id.Id:00}"), $"{member.Name} {NameOf(held)}");
        }
    }

    /// <summary>The interfaces of ours it has, and the kind of key it is found by; <c>any</c> if none.</summary>
    private static string Contracts(Type type) => string.Join(' ', type.GetInterfaces()
        .Where(static contract => Interfaces.Contains(contract)
            || contract.Name.StartsWith("IGrainWith", StringComparison.Ordinal))
        .Select(NameOf).Order(StringComparer.Ordinal).DefaultIfEmpty("any"));

    /// <summary>Aliases rather than class names: a renamed class is the same to everybody else.</summary>
    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return $"{NameOf(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{NameOf(underlying)}?";
        var name = AliasOf(type) ?? (type.Namespace?.StartsWith("Marketplace.", StringComparison.Ordinal) is true
            ? type.FullName!["Marketplace.".Length..]
            : type.Name);
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }

    private static string Key(FormattableString key) => FormattableString.Invariant(key);
}
