using System.Net;
using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Processes;

public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_banner_is_all_of_standard_output_and_told_to_stop_it_ends_with_0()
    {
        await using var silo = await SiloProcess.Start(_folder, "--seed", "none");

        using var http = new HttpClient { BaseAddress = silo.Address };
        var ready = await http.GetStringAsync("health/ready");
        var live = await http.GetStringAsync("health/live");

        Assert.Contains("\"status\":\"ok\"", ready, StringComparison.Ordinal);
        Assert.Contains("\"storage\"", ready, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"ok\"", live, StringComparison.Ordinal);
        Assert.Contains($"SQLite in {_folder}", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"", silo.Output, StringComparison.Ordinal);

        silo.AskToStop();
        Assert.Equal(0, await silo.Exit());
    }

    [Fact]
    public async Task Two_hosts_on_two_folders_run_beside_each_other()
    {
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        await using var first = await SiloProcess.Start(_folder, "--seed", "none");
        await using var second = await SiloProcess.Start(other, "--seed", "none");

        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public async Task A_second_process_on_one_folder_ends_with_2_and_says_why()
    {
        await using var first = await SiloProcess.Start(_folder, "--seed", "none");
        await using var second = SiloProcess.Launch(_folder, "--seed", "none");

        Assert.Equal(2, await second.Exit());
        Assert.Contains(_folder, second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sed demo", "--sed")]
    [InlineData("--seed tomorrow", "'tomorrow'")]
    [InlineData("--scale 0", "'0'")]
    [InlineData("--scale", "needs a value")]
    [InlineData("--role nobody", "'nobody'")]
    [InlineData("--role front-end", "needs a cluster")]
    [InlineData("cluster --silos 0", "'0'")]
    [InlineData("cluster --sed demo", "--sed")]
    [InlineData("cluster --program nowhere.dll", "'nowhere.dll'")]
    [InlineData("backup", "needs --to")]
    public async Task A_wrong_option_ends_with_2_and_says_which(string arguments, string said)
    {
        await using var silo = SiloProcess.Run(_folder, arguments.Split(' '));

        Assert.Equal(2, await silo.Exit());
        Assert.Contains(said, silo.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_is_open_to_operators_and_does_not_exist_for_others()
    {
        await using var silo = await SiloProcess.Start(_folder, "--seed", "demo");
        using var api = new Api(silo.Address);
        using var http = new HttpClient { BaseAddress = silo.Address };

        async Task<HttpResponseMessage> Look(string account, string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Authorization", await SeedNames.Of("demo").SignIn(api, account));
            return await http.SendAsync(request);
        }

        using var page = await Look("operator", "dashboard/");
        using var counters = await Look("operator", "dashboard/DashboardCounters");
        using var outsider = await Look("pembeli", "dashboard/");
        using var outsidersCounters = await Look("pembeli", "dashboard/DashboardCounters");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, counters.StatusCode);
        Assert.Contains("style-src 'self' 'unsafe-inline'", page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, outsider.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, outsidersCounters.StatusCode);
        foreach (var path in (string[])["dashboard", "dashboard/DashboardCounters", "dashboard/index.min.js"])
        {
            using var stranger = await http.GetAsync(path);
            Assert.Contains(
                stranger.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.NotFound]);
        }

        // Its sampling over every actor, once a second, has ended.
        var process = await File.ReadAllTextAsync(Path.Combine(_folder, "marketplace.pid"));
        Assert.DoesNotContain(
            Directory.GetDirectories($"/proc/{process.Trim()}/task").Select(static thread =>
                File.ReadAllText(Path.Combine(thread, "comm"))),
            static name => name.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }
}
