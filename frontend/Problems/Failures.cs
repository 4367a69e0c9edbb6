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

    /// <summary>The accounts' store wraps what its database says, in more than one way.</summary>
    private static bool IsOfStorage(Exception? failure) =>
        failure is DbException || (failure is not null && IsOfStorage(failure.InnerException));
}
