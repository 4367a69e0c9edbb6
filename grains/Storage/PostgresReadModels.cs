using System.Data.Common;
using Marketplace.Projections;

namespace Marketplace.Storage;

/// <summary>Projections in the cluster's PostgreSQL database.</summary>
public sealed class PostgresReadModels(PostgresDatabase database) : IReadModels
{
    /// <inheritdoc />
    public async Task<DbConnection> Open(CancellationToken cancellation) =>
        await database.Views.OpenConnectionAsync(cancellation);

    /// <inheritdoc />
    public async Task Write(Func<DbTransaction, Task> work, CancellationToken cancellation)
    {
        await using var connection = await database.Views.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await work(transaction);
        await transaction.CommitAsync(cancellation);
    }
}
