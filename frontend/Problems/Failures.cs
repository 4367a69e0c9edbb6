using System.Data.Common;
using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>Which exceptions are the world's and which are ours.</summary>
public static class Failures
{
    /// <summary>
    /// Whether storage, the cluster or the network failed, so that nobody knows whether the command took effect; the
    /// rest are defects of this program.
    /// </summary>
    public static bool IsUncertain(Exception failure) =>
        failure is OutcomeUnknownException or TimeoutException or OrleansException or IOException
            or OperationCanceledException
        || IsOfStorage(failure);

    /// <summary>
    /// The accounts' store wraps what its database says, in more than one way. A connection that is cut while Npgsql
    /// reads an answer makes Npgsql itself fail, with a null reference of its own: whatever comes out of it is the
    /// database's trouble.
    /// </summary>
    private static bool IsOfStorage(Exception? failure) => failure is DbException or { Source: "Npgsql" }
        || (failure is not null && IsOfStorage(failure.InnerException));
}
