using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Tests.Storage;
using Marketplace.Verify;
using Marketplace.Verify.Tree;
using Microsoft.Data.Sqlite;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>A log that is signed as it grows, and what shows when it was touched.</summary>
public sealed class CheckpointGrainTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_kept_a_checkpoint_can_tell_that_the_log_goes_on_from_it(StorageKind kind)
    {
        var market = await Open(kind);
        using var key = await KeyOf(market);
        var kept = Checkpoint.Parse((await market.Grains.Checkpoints().Newest())!);
        var order = NewOrder();
        Ok(await market.Grains.Order(order).Submit(market.Submission()));

        await using var again = new OrderMarket(await market.Market.Crash());
        var placed = (await again.Grains.Order(order).Dossier(Signer))!.Events[^1];
        var checkpoints = again.Grains.Checkpoints();
        var inclusion = (await checkpoints.Inclusion(placed.Position))!;
        var covering = Checkpoint.Parse(inclusion.Checkpoint);
        var consistency = await checkpoints.Consistency(kept.Size, covering.Size);

        Assert.Equal((placed.Position, placed.Hash), (inclusion.Position, inclusion.Hash));
        Assert.Null(ProofCheck.OfInclusion(Json(inclusion), key));
        Assert.Null(ProofCheck.OfConsistency(Json(consistency), kept, covering, key));
        // Whoever looks again later is shown the same.
        Assert.Equal(inclusion.Checkpoint, (await checkpoints.Inclusion(placed.Position))!.Checkpoint);
        var log = again.Market.Log;
        var checker = new Checker([kept, .. await log.ReadCheckpoints()], key);
        Assert.Null(await checker.Check(log.ReadEvents()));
        Assert.True(checker.Covered >= placed.Position);
        Assert.Null(await checkpoints.Inclusion(0));
        Assert.Null(await checkpoints.Inclusion(checker.Events + 100));
        Assert.Null(await checkpoints.Consistency(kept.Size, checker.Events + 100));
        Assert.Null(await checkpoints.Consistency(covering.Size, kept.Size));
    }

    [Fact]
    public async Task A_log_cut_off_at_its_end_is_whole_in_itself_but_not_complete_and_is_not_signed_again()
    {
        var market = await Open();
        using var key = await KeyOf(market);
        await market.Grains.Checkpoints().Newest();
        var log = market.Market.Log;
        var signed = await log.ReadCheckpoints();
        await using (var connection = new SqliteConnection($"Data Source={market.Market.DataFolder}/log.db"))
        {
            await connection.OpenAsync();
            await using var cut = connection.CreateCommand();
            cut.CommandText = "DELETE FROM event_log WHERE position = (SELECT max(position) FROM event_log)";
            Assert.Equal(1, await cut.ExecuteNonQueryAsync());
        }

        var violation = await new Checker(signed, key).Check(log.ReadEvents());
        await using var again = await market.Market.Restart();
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => again.Grains.Checkpoints().Newest());

        Assert.Null(await new Checker([]).Check(log.ReadEvents()));
        Assert.Equal("complete", violation?.Invariant.Name);
        Assert.Contains("not the one that was signed", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_checked_as_the_log_it_was_made_of()
    {
        await using var market = await Open();
        await market.Grains.Checkpoints().Newest();
        var file = Path.Combine(market.Market.DataFolder, "export.gz");

        var written = await LogExport.Write(market.Market.Log, file);

        var export = LogSource.OfExport(file);
        var checker = new Checker(await export.ReadCheckpoints());
        Assert.Null(await checker.Check(export.ReadEvents()));
        Assert.Equal(written, checker.Events);
        Assert.Equal(written, checker.Covered);
    }

    private static async Task<ECDsa> KeyOf(OrderMarket market)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(await market.Grains.Checkpoints().PublicKey());
        return key;
    }

    /// <summary>As the API answers it.</summary>
    private static JsonElement Json<T>(T proof) => JsonSerializer.SerializeToElement(proof, JsonSerializerOptions.Web);
}
