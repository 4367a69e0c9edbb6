namespace Marketplace.Chaos;

/// <summary>What can be done to a cluster.</summary>
public enum FaultKind
{
    /// <summary>A silo's process ends at once (SIGKILL), and is started again.</summary>
    SiloKill = 1,

    /// <summary>A silo is told to stop (SIGTERM), and is started again.</summary>
    SiloStop,

    /// <summary>A silo hangs (SIGSTOP) and goes on.</summary>
    SiloFreeze,

    /// <summary>All processes of PostgreSQL end at once (SIGKILL), and it is started again.</summary>
    DatabaseKill,

    /// <summary>PostgreSQL is restarted without writing anything more.</summary>
    DatabaseImmediate,

    /// <summary>PostgreSQL is restarted in order.</summary>
    DatabaseFast,

    /// <summary>PostgreSQL ends every session.</summary>
    DatabaseTerminate,

    /// <summary>PostgreSQL refuses to write.</summary>
    DatabaseReadOnly,

    /// <summary>The disk fails when PostgreSQL wants its log to be durable; PostgreSQL panics and recovers.</summary>
    DatabaseFsync,

    /// <summary>A silo's database connections are cut.</summary>
    DatabaseDrop,

    /// <summary>Nothing passes between a silo and the database.</summary>
    DatabaseStall,

    /// <summary>The database does what a silo asks, and the answers are lost.</summary>
    DatabaseLostAnswer,

    /// <summary>A silo hears that no more will come from the database.</summary>
    DatabaseHalfClose,

    /// <summary>A silo's database connections are cut, and it gets no new ones.</summary>
    DatabaseRefuse,

    /// <summary>The connections of a silo's clients are cut.</summary>
    ClientDrop,

    /// <summary>Nothing passes between a silo and its clients.</summary>
    ClientStall,

    /// <summary>A silo does what it is asked, and its answers are lost.</summary>
    ClientLostAnswer,

    /// <summary>A silo's clients hear that no more will come.</summary>
    ClientHalfClose,

    /// <summary>The connections of a silo's clients are cut, and they get no new ones.</summary>
    ClientRefuse,

    /// <summary>The connections between silos are cut.</summary>
    PeerDrop,

    /// <summary>Nothing passes on the connections that other silos have to one; those it has to them work.</summary>
    PeerStall,

    /// <summary>What is said on connections between silos by those who did not open them is lost.</summary>
    PeerLostAnswer,

    /// <summary>Silos hear that no more will come on connections they have opened to others.</summary>
    PeerHalfClose,

    /// <summary>Nothing passes between any silos: each is alone, with its clients and the database.</summary>
    PeersStall,

    /// <summary>The connections between all silos are cut, and they get no new ones.</summary>
    PeersRefuse,
}

/// <summary>A fault that is to happen.</summary>
/// <param name="Kind">What.</param>
/// <param name="Victim">Which silo, from 0; of no meaning where all are hit.</param>
/// <param name="After">How long after all is well again.</param>
/// <param name="For">How long it lasts, where it lasts.</param>
public sealed record Fault(FaultKind Kind, int Victim, TimeSpan After, TimeSpan For)
{
    /// <summary>Whether it is about one silo, and not about the database or the network for all.</summary>
    public bool HitsOneSilo =>
        Kind is < FaultKind.DatabaseKill or > FaultKind.DatabaseFsync and < FaultKind.PeerDrop or FaultKind.PeerStall;
}

/// <summary>
/// Which faults happen, to whom, when and for how long: all of it follows from the seed. Every kind comes once before
/// any comes again, in an order of its own in each round.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="kinds">The kinds there are.</param>
/// <param name="silos">How many silos there are.</param>
/// <param name="calm">How long nothing breaks at least, once all is well again.</param>
public sealed class FaultPlan(int seed, IReadOnlyList<FaultKind> kinds, int silos, TimeSpan calm)
{
    private const int LeastMilliseconds = 1_000;
    private const int MostMilliseconds = 7_000;
    private const int MostMoreCalm = 6_000;

    /// <summary>The faults, without end.</summary>
    public IEnumerable<Fault> Draw()
    {
        var random = new Random(seed);
        while (true)
        {
            FaultKind[] round = [.. kinds];
            random.Shuffle(round);
            foreach (var kind in round) yield return new Fault(
                kind, random.Next(silos), calm + TimeSpan.FromMilliseconds(random.Next(MostMoreCalm)),
                TimeSpan.FromMilliseconds(random.Next(LeastMilliseconds, MostMilliseconds)));
        }
    }
}
