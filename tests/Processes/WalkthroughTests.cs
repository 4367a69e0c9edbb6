using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>Pastes <c>docs/walkthrough.md</c> into a shell, as a reader would.</summary>
public sealed class WalkthroughTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_command_works_a_kill_in_the_middle_loses_nothing_and_the_order_ends_paid_and_rated()
    {
        var blocks = Blocks();
        var half = blocks.FindIndex(static block => block.Contains("/dispatch", StringComparison.Ordinal));
        string state;
        await using (var silo = await SiloProcess.Start(_folder, "--seed", "demo"))
        {
            // The reader's shell goes on; here a second shell takes its variables over.
            state = await Paste(
                silo.Address, [.. blocks[..half], "declare -p RUN SUPPLIER ITEM PLAN ORDER YEAR NEEDED"]);
            await silo.Kill();
        }

        await using var again = await SiloProcess.Start(_folder);
        var variables = string.Join('\n', state.Split('\n')
            .Where(static line => line.StartsWith("declare -- ", StringComparison.Ordinal)));
        const string Logins =
            """
            OWNER=$(login "sri-$RUN@kopi.test"); MANAGER=$(login manajer@demo.test); PA=$(login pa@demo.test)
            PP=$(login pp@demo.test); PPK=$(login ppk@demo.test)
            """;
        var output = await Paste(again.Address, [blocks[0], variables, Logins, .. blocks[half..]]);

        AssertEnd(output);
        Assert.Contains("ok: the event is in the log", output, StringComparison.Ordinal);
        await Aftermath.AssertVerified(LogSource.OfFolder(_folder));
        await using var told = new StringWriter();
        Assert.True(await SelfTest.Run(LogSource.OfFolder(_folder).ReadEvents(), told) == 0, $"{told}");
    }

    private static void AssertEnd(string output)
    {
        var answers = output.Split('\n').Where(static line => line.StartsWith('{')).Select(static line =>
            JsonDocument.Parse(line).RootElement).ToList();
        var order = answers.Last(static answer =>
            answer.TryGetProperty("stage", out _) && answer.TryGetProperty("terms", out _));
        Assert.Equal("completed", order.GetProperty("stage").GetString());
        var stock = answers[^1];
        // 500 received, 120 sold; the two that were replaced came out of the supplier's own pocket.
        Assert.Equal(380, stock.GetProperty("onHand").GetDecimal());
        Assert.Equal(0, stock.GetProperty("held").GetDecimal());
    }

    private static List<string> Blocks()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "walkthrough.md"));
        return
        [
            .. text.Split("```bash\n").Skip(1)
                .Select(static part => part[..part.IndexOf("```", StringComparison.Ordinal)]),
        ];
    }

    private static async Task<string> Paste(Uri address, IReadOnlyCollection<string> blocks)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["API"] = new Uri(address, "/api/v1").ToString();
        start.Environment["VERIFY"] = $"dotnet {typeof(Checker).Assembly.Location}";
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.StandardInput.WriteAsync(new StringBuilder().AppendJoin('\n', blocks).Append('\n'));
        shell.StandardInput.Close();
        await shell.WaitForExitAsync().WaitAsync(Bound);
        Assert.True(shell.ExitCode == 0, $"{await output}\n{await errors}");
        return await output;
    }
}
