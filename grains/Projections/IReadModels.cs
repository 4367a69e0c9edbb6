using System.Data.Common;

namespace Marketplace.Projections;

/// <summary>Where projections live.</summary>
public interface IReadModels
{
    /// <summary>Opens a connection for reading, or for a projection's own transaction.</summary>
    Task<DbConnection> Open(CancellationToken cancellation = default);
}
