namespace Marketplace.Outcomes;

/// <summary>
/// Storage did not answer, so nobody can say whether a command has had its effect: it is to be repeated with the same
/// key. What the storage said is in the log of the silo; its own exceptions do not travel between silos.
/// </summary>
[GenerateSerializer, Alias("outcome-unknown")]
public sealed class OutcomeUnknownException : Exception
{
    /// <summary>An unknown outcome.</summary>
    public OutcomeUnknownException()
        : this("The storage gave no certain answer.")
    {
    }

    /// <summary>An unknown outcome.</summary>
    public OutcomeUnknownException(string message)
        : base(message)
    {
    }

    /// <summary>An unknown outcome and its cause, which stays in this silo.</summary>
    public OutcomeUnknownException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
