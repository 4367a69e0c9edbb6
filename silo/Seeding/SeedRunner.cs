using Marketplace.EventLog;
using Marketplace.Policy;
using Marketplace.Seeding;
using Marketplace.Silo.Hosting;
using Marketplace.Storage;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Silo.Seeding;

/// <summary>Fills an empty store before the marketplace opens, and recognises one that was filled before.</summary>
/// <param name="log">The log, which the seed's events go into like any others.</param>
/// <param name="policy">The legal numbers.</param>
/// <param name="personal">Seals the invented personal numbers.</param>
/// <param name="accounts">Makes the accounts of seeded people.</param>
/// <param name="orders">Places the demo's orders.</param>
/// <param name="launch">What was asked for.</param>
/// <param name="storage">What kind of store it is.</param>
/// <param name="clock">The day it is seeded for.</param>
public sealed class SeedRunner(
    IEventLog log, PolicyTable policy, PersonalData personal, SeedAccounts accounts, DemoOrders orders,
    LaunchOptions launch, StorageOptions storage, TimeProvider clock)
{
    /// <summary>The seeds' number; another would give another province.</summary>
    private const int Number = 18;

    /// <summary>Appends under way at once: enough to fill a group commit, few enough to keep memory flat.</summary>
    private const int InFlight = 2_000;

    /// <summary>Seeds if the store is empty and a seed is wanted: the demo, unless it is a cluster's
    /// database.</summary>
    /// <returns>The seed the store holds; null for none.</returns>
    /// <exception cref="StorageException">The store holds a half-finished seed.</exception>
    /// <exception cref="LaunchException">A seed was asked for, but the store holds something else.</exception>
    public async Task<SeedSpec?> Run(TextWriter output)
    {
        var marker = await log.ReadStream(SeedMarkerEvent.Stream, 0);
        if (marker.Count > 0)
        {
            var started = (SeedStarted)EventTypes.Read(marker[0]);
            if (marker.Count == 1)
            {
                throw new StorageException(
                    $"Filling this store with the seed {started.Seed} was interrupted. "
                    + "Nothing in it is anybody's work: "
                    + "delete it (the data folder, or the database) and start again.");
            }

            if (launch.Seed is { } other && other != LaunchOptions.NoSeed && other != started.Seed)
                throw new LaunchException($"This store holds the seed {started.Seed}; {other} needs an empty one.");
            return SpecOf(marker[0]);
        }

        var wanted = launch.Seed ?? (storage.UsesPostgreSql ? LaunchOptions.NoSeed : LaunchOptions.DemoSeed);
        if (wanted == LaunchOptions.NoSeed) return null;
        if (await log.Head() > 0)
        {
            return launch.Seed is { } seed and not LaunchOptions.NoSeed
                ? throw new LaunchException($"This store is in use; the seed {seed} needs an empty one.")
                : null;
        }

        var spec = new SeedSpec(
            Number, SizeOf(wanted).Scaled(launch.Scale), Wib.DateOf(clock.GetUtcNow()));
        await Fill(spec, output);
        return spec;
    }

    /// <summary>Lets the people of a new demo order, which takes running actors. Run again if it was cut
    /// short.</summary>
    public async Task Finish()
    {
        var marker = await log.ReadStream(SeedMarkerEvent.Stream, 0);
        if (marker.Count != 2 || SpecOf(marker[0]) is not { Size.ShowsEveryStage: true } spec) return;
        await orders.Place(spec);
        var journal = Journal();
        foreach (var stored in marker)
        {
            journal.Do(
                SeedStaff.Administrator, stored.Cause.OccurredAt, _ => (SeedMarkerEvent)EventTypes.Read(stored));
        }
        journal.Do(SeedStaff.Administrator, clock.GetUtcNow(), static _ => new SeedOrdersPlaced());
        await Append(journal.ToAppend() with { ExpectedVersion = 2, Events = [journal.ToAppend().Events[2]] });
    }

    private static SeedSpec SpecOf(StoredEvent first)
    {
        var started = (SeedStarted)EventTypes.Read(first);
        return new SeedSpec(started.Number, SizeOf(started.Seed).Scaled(started.Scale), started.Today);
    }

    private static SeedJournal<string, SeedMarkerEvent> Journal() =>
        new(SeedMarkerEvent.Stream, "", static (state, _) => state);

    private static SeedSize SizeOf(string name) => name == SeedSize.Lampung.Name ? SeedSize.Lampung : SeedSize.Demo;

    private async Task Fill(SeedSpec spec, TextWriter output)
    {
        var progress = new SeedProgress(spec.Size.Items + spec.Size.Suppliers, clock, output);
        await output.WriteLineAsync(
            $"Filling an empty store with the seed {spec.Size.Name}: {spec.Size.Items} invented items of "
            + $"{spec.Size.Suppliers} invented suppliers.");
        var marker = Journal();
        var at = clock.GetUtcNow();
        marker.Do(SeedStaff.Administrator, at, _ => new SeedStarted(spec.Size.Name, Number, launch.Scale, spec.Today));
        await Append(marker.ToAppend());

        var streams = 0;
        var pending = new Queue<Task>(InFlight);
        foreach (var append in new SeedEvents(spec, policy, personal).All())
        {
            if (pending.Count == InFlight) await pending.Dequeue();
            pending.Enqueue(Append(append));
            await progress.Reached(++streams);
        }

        await Task.WhenAll(pending);
        await accounts.Make(spec);
        marker.Do(SeedStaff.Administrator, at, _ => new SeedCompleted(streams));
        var whole = marker.ToAppend();
        await Append(whole with { ExpectedVersion = 1, Events = [whole.Events[1]] });
        await output.WriteLineAsync($"Filled in {progress.Elapsed.TotalSeconds:0.0} s.");
    }

    private async Task Append(StreamAppend append)
    {
        if (!(await log.Append(append)).Appended)
            throw new StorageException($"{append.Stream} is there already: something else writes to this store.");
    }
}
