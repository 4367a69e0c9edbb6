using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Marketplace.Values;

/// <summary>The written forms of official codes (DOMAIN §§5, 10). A form says nothing about existence.</summary>
public static partial class CodeForms
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Digits of a hash where it names something.</summary>
    public const int HashDigits = 40;

    /// <summary>Exactly <see cref="HashDigits"/> lower-case hex digits.</summary>
    public static bool IsLowerHex(ReadOnlySpan<char> text) =>
        text.Length == HashDigits && !text.ContainsAnyExcept(LowerHex);

    /// <summary>Only ASCII digits, between <paramref name="min"/> and <paramref name="max"/> of them.</summary>
    public static bool IsDigits([NotNullWhen(true)] string? text, int min, int max) =>
        text is not null && text.Length >= min && text.Length <= max && text.All(char.IsAsciiDigit);

    /// <summary>NIB, the business identification number: 13 digits.</summary>
    public static bool IsNib([NotNullWhen(true)] string? text) => IsDigits(text, 13, 13);

    /// <summary>NPWP, the tax number: 16 digits since 2024.</summary>
    public static bool IsNpwp([NotNullWhen(true)] string? text) => IsDigits(text, 16, 16);

    /// <summary>NIK, the citizen number: 16 digits.</summary>
    public static bool IsNik([NotNullWhen(true)] string? text) => IsDigits(text, 16, 16);

    /// <summary>KBLI, the business activity code: 5 digits.</summary>
    public static bool IsKbli([NotNullWhen(true)] string? text) => IsDigits(text, 5, 5);

    /// <summary>KBKI, the national product code: 10 digits.</summary>
    public static bool IsKbki([NotNullWhen(true)] string? text) => IsDigits(text, 10, 10);

    /// <summary>A category code of one to three dotted levels of two digits.</summary>
    public static bool IsCategory([NotNullWhen(true)] string? text) => text is not null && Category().IsMatch(text);

    /// <summary>A Kemendagri region code of one to four levels.</summary>
    public static bool IsRegion([NotNullWhen(true)] string? text) => text is not null && Region().IsMatch(text);

    /// <summary>A regional account code, optionally behind its sub-activity, or a six-digit national one.</summary>
    public static bool IsAccount([NotNullWhen(true)] string? text) => text is not null && Account().IsMatch(text);

    [GeneratedRegex(@"^\d{2}(\.\d{2}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Category();

    [GeneratedRegex(@"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(
        @"^(\d{6}|(\d\.\d{2}\.\d{2}\.\d\.\d{2}\.\d{4}\.)?\d\.\d\.\d{2}\.\d{2}\.\d{2}\.\d{4})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
