using System.Text;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Cluster;

/// <summary>What a projection says of itself.</summary>
public sealed class ProjectionGrainTests
{
    [Fact]
    public async Task One_that_goes_on_after_a_failure_no_longer_fails_however_far_it_has_to_go()
    {
        var projection = new Halting();
        await using var market = await TestMarketplace.Start(new TestSetup
        {
            Configure = services => services.AddSingleton<IProjection>(projection),
        });
        var log = market.Services.GetRequiredService<IEventLog>();
        var cause = new EventCause("siti", null, "", TimeProvider.System.GetUtcNow());
        var events = Enumerable.Range(0, ProjectionRunner.MaxBatch + 1).Select(_ =>
            new NewEvent(CountByStream.EventType, Encoding.UTF8.GetBytes("{}"), cause, HashChain.Genesis));
        Assert.True((await log.Append(new StreamAppend("a/1", 0, [.. events]))).Appended);
        var runner = market.Grains.Projection(projection.Name);

        await projection.Halted.Task;
        var going = await runner.Status();
        projection.Goes.SetResult();

        Assert.Null(going.Failure);
        Assert.True(going.Position < going.Head);
        await market.CatchUp(projection.Name);
    }

    /// <summary>Fails at its first batch, takes it the second time, and halts before the next.</summary>
    private sealed class Halting : IProjection
    {
        private readonly CountByStream _counts = new();
        private int _batches;

        public TaskCompletionSource Halted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Goes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => _counts.Name;

        public int Version => _counts.Version;

        public IReadOnlyCollection<string> Tables => _counts.Tables;

        public string Schema => _counts.Schema;

        public IReadOnlyCollection<string> EventTypes => _counts.EventTypes;

        public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
        {
            switch (_batches++)
            {
                case 0:
                    throw new IOException("The database is away.");
                case 2:
                    Halted.SetResult();
                    await Goes.Task;
                    break;
            }

            await _counts.Apply(events, rows);
        }
    }
}
