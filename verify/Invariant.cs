using System.Text.Json;

namespace Marketplace.Verify;

/// <summary>Something that has to be true of every prefix of the log, or of all of it.</summary>
/// <param name="name">Its short name.</param>
/// <param name="meaning">What is true.</param>
public abstract class Invariant(string name, string meaning)
{
    /// <summary>Its short name.</summary>
    public string Name => name;

    /// <summary>What is true.</summary>
    public string Meaning => meaning;

    /// <summary>How many times it was looked at.</summary>
    public long Checked { get; private set; }

    /// <summary>Looks at the next event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="details">Its details.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public abstract string? See(LogEvent happened, JsonElement details);

    /// <summary>Looks at what the whole log comes to.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public virtual string? End() => null;

    /// <summary>Counts a look.</summary>
    /// <returns>What is wrong where the condition does not hold.</returns>
    protected string? Must(bool holds, FormattableString otherwise)
    {
        Checked++;
        return holds ? null : FormattableString.Invariant(otherwise);
    }
}
