using Marketplace.Checkpoints;
using Marketplace.Frontend.Http;
using Marketplace.Values;

namespace Marketplace.Frontend.Checkpoints;

/// <summary>What the log is proved with, over HTTP.</summary>
public static class CheckpointApi
{
    /// <summary><c>checkpoints/…</c> and the proof of an order's event.</summary>
    public static void MapCheckpoints(this RouteGroupBuilder api)
    {
        var checkpoints = api.MapGroup("checkpoints").WithTags("Checkpoints").AllowAnonymous();
        checkpoints.MapGet("newest", Newest)
            .WithSummary("The newest signed checkpoint of the log, a note to keep elsewhere");
        checkpoints.MapGet("key", Key).WithSummary("The public key checkpoints are checked with");
        checkpoints.MapGet("consistency", Consistency).WithSummary("That a later log goes on from an earlier one");
        api.MapGet("orders/{id}/events/{version}/proof", Proof).WithTags("Orders")
            .WithSummary("That an event of an order is in the log");
    }

    private static async Task<Answer<SignedNote>> Newest(CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Checkpoints().Newest() is { } note ? new SignedNote(note) : null);

    private static async Task<Answer<CheckpointKey>> Key(CallContext call, IGrainFactory grains) =>
        call.Answer(new CheckpointKey(await grains.Checkpoints().PublicKey()));

    private static async Task<Answer<ConsistencyProof>> Consistency(
        long from, long to, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Checkpoints().Consistency(from, to));

    private static async Task<Answer<InclusionProof>> Proof(
        OrderId id, int version, CallContext call, IGrainFactory grains)
    {
        var dossier = await grains.Order(id).Dossier(call.Caller);
        var entry = dossier?.Events.FirstOrDefault(one => one.Version == version);
        return call.Answer(entry is null ? null : await grains.Checkpoints().Inclusion(entry.Position));
    }
}

/// <summary>A checkpoint.</summary>
/// <param name="Note">The signed note: name of the log, size, root in base64, time, signature.</param>
public sealed record SignedNote(string Note);

/// <summary>What checkpoints are checked with.</summary>
/// <param name="Pem">A P-256 public key as PEM.</param>
public sealed record CheckpointKey(string Pem);
