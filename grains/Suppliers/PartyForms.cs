using System.Text;

namespace Marketplace.Suppliers;

/// <summary>The plainest form of what different people write differently, for comparing parties.</summary>
public static class PartyForms
{
    /// <summary>Shortest address that says where something is, in characters of its plainest form.</summary>
    private const int ShortestStreet = 6;

    private static readonly string[] Meaningless = ["jl", "jln", "jalan", "no", "nomor"];

    /// <summary>0812…, 62812… and +62812… are one telephone.</summary>
    public static string Dialled(string phone)
    {
        var digits = phone.TrimStart('+');
        if (digits.StartsWith("62", StringComparison.Ordinal)) return digits[2..];
        return digits.StartsWith('0') ? digits[1..] : digits;
    }

    /// <summary>
    /// <c>Jalan Raden Intan No. 12</c> and <c>jl raden intan 12</c> are one street. The town is left out: offices give
    /// only their province. People judge whether it is the same place.
    /// </summary>
    public static string Street(string address)
    {
        var words = new StringBuilder(address.Length);
        foreach (var letter in address)
            words.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => !Meaningless.Contains(word)));
    }

    /// <summary>Whether an address in its plainest form is one place: a street with a number.</summary>
    public static bool IsPlace(string street) =>
        street.Length >= ShortestStreet && street.Any(char.IsAsciiDigit) && street.Any(char.IsLetter);
}
