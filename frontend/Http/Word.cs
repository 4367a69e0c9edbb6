using System.Text.Json;

namespace Marketplace.Frontend.Http;

/// <summary>A value of an enumeration in an address, by its camelCase name as in JSON bodies; never by its
/// number.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
/// <param name="Value">The value.</param>
public readonly record struct Word<TEnum>(TEnum Value)
    where TEnum : struct, Enum
{
    /// <summary>Minimal APIs call this.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Word<TEnum> word)
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) != text) continue;
            word = new Word<TEnum>(value);
            return true;
        }

        word = default;
        return false;
    }
}
