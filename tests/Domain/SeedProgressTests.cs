using Marketplace.Silo.Seeding;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class SeedProgressTests
{
    [Fact]
    public async Task A_long_filling_says_every_five_seconds_how_far_it_is()
    {
        var clock = new HandWatch();
        await using var output = new StringWriter { NewLine = "\n" };
        var progress = new SeedProgress(60_000, clock, output);

        await progress.Reached(1);
        clock.Seconds = 5;
        await progress.Reached(24_000);
        await progress.Reached(24_001);
        clock.Seconds = 12;
        await progress.Reached(60_500);

        Assert.Equal(
            """
              40 %: 24000 suppliers, items and plans after 5 s
              99 %: 60500 suppliers, items and plans after 12 s

            """,
            output.ToString());
    }

    private sealed class HandWatch : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
