using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Marketplace.EventLog;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Marketplace.Silo.Hosting;

/// <summary>Which cluster a silo belongs to: one of its own on SQLite, the database's on PostgreSQL.</summary>
public static class Clustering
{
    /// <summary>Names the service in membership tables; permanent.</summary>
    public const string ServiceId = "marketplace";

    /// <summary>
    /// How long a call between actors, or from the front end, may take before its outcome counts as unknown. Shorter
    /// than <see cref="Operations.DrainGate.Bound"/>, so that every request in flight has its answer before the stop.
    /// </summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a front end that starts waits for a first silo.</summary>
    private static readonly TimeSpan WaitForSilos = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ConnectAgain = TimeSpan.FromSeconds(1);

    /// <summary>A silo that joined has its share of calls after this time.</summary>
    private static readonly TimeSpan GatewaysLookedUpEvery = TimeSpan.FromSeconds(5);

    /// <summary>Configures membership and addresses.</summary>
    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, StorageOptions storage)
    {
        var (siloPort, gatewayPort) = FreePorts();
        if (storage.UsesPostgreSql)
        {
            silo.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = ServiceId);
            var reached = ReachedAt(storage.Address, siloPort);
            silo.ConfigureEndpoints(reached.Address, reached.Port, gatewayPort, listenOnAnyHostAddress: true);
            if (storage.ListenPort is var port and > 0)
                silo.Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new(IPAddress.Any, port));
            silo.Configure<ClusterMembershipOptions>(NoticeLossWithinSeconds);
            silo.AddOutgoingGrainCallFilter<AskAgain>();
            silo.Services.LetTroubleTravel();
            silo.Services.AddSingleton(AsWriter);
            silo.UseAdoNetClustering(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = storage.PostgreSql;
            });
        }
        else
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: ServiceId, clusterId: ServiceId);
        }

        silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = CallTimeout);
        return silo.Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = CallTimeout);
    }

    /// <summary>Configures how a front end finds the silos of its cluster.</summary>
    public static IClientBuilder JoinCluster(this IClientBuilder client, StorageOptions storage)
    {
        client.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = ServiceId);
        client.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = storage.PostgreSql;
        });
        client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = GatewaysLookedUpEvery);
        client.Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = CallTimeout);
        client.AddOutgoingGrainCallFilter<AskAgain>();
        client.Services.LetTroubleTravel();
        var began = Stopwatch.StartNew();
        return client.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            await Task.Delay(ConnectAgain, cancellation);
            return began.Elapsed < WaitForSilos;
        });
    }

    /// <summary>
    /// An actor that cannot be read or written, because the database is away, or not be placed in time, which Orleans
    /// has Polly watch, says so to whoever asks from another silo or a front end. Orleans hands on exceptions of its
    /// own and .NET's; in place of others the caller would get one about serialization, which looks like a defect and
    /// not like an unknown outcome.
    /// </summary>
    public static IServiceCollection LetTroubleTravel(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static options =>
            options.SupportedNamespacePrefixes.UnionWith([nameof(Npgsql), nameof(Polly)]));

    /// <summary>
    /// A killed silo refuses connections: its actors answer elsewhere after about a second. One that falls silent, as
    /// when its machine has lost its power, is missed when nothing has come from it for twice the longest probe: 6 s
    /// until all its actors answer, instead of 12 (measured). One that hangs as long is missed, too. Who is given up
    /// and cut off from the others reads it in the table, and until then shows what may no longer be so.
    /// </summary>
    private static void NoticeLossWithinSeconds(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 2;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>
    /// The silo as the log and the membership table know it. One that was given up ends at once, as Orleans would have
    /// it end when it reads of that; not one that is stopping anyway.
    /// </summary>
    private static LogWriter AsWriter(IServiceProvider services)
    {
        var address = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var fatal = services.GetRequiredService<IFatalErrorHandler>();
        return new LogWriter(
            ServiceId, address.Endpoint.Address.ToString(), address.Endpoint.Port, address.Generation, failure =>
            {
                if (!stopping.IsCancellationRequested)
                    fatal.OnFatalException(typeof(LogWriter), "The other silos have given this one up.", failure);
            });
    }

    /// <summary>An address, with a port of its own or the one the system gave.</summary>
    /// <exception cref="LaunchException">It is none.</exception>
    private static IPEndPoint ReachedAt(string address, int port) =>
        !IPEndPoint.TryParse(address, out var reached)
            ? throw new LaunchException(
                $"Marketplace:Address is an IP address with or without a port; it was '{address}'.")
            : reached.Port > 0 ? reached : new IPEndPoint(reached.Address, port);

    /// <summary>Two ports nobody listens on, so that several processes can run on one machine.</summary>
    private static (int Silo, int Gateway) FreePorts()
    {
        // Both are open at the same time, so that they differ.
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
