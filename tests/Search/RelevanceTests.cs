using System.Globalization;
using Marketplace.Catalogue;
using Marketplace.Lists;
using Marketplace.Policy;
using Marketplace.Search;
using Marketplace.Seeding;
using Marketplace.Tests.Architecture;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Marketplace.Tests.Search;

/// <summary>
/// What a person expects of the province's catalogue: a search, the category of what they look for, and what its name
/// says. The ranking was tuned on <c>relevance.csv</c>; <c>relevance-final.csv</c> was written afterwards and nothing
/// was changed for it. Measured in the published order, so with the points for local products, seen from Bandar
/// Lampung.
/// </summary>
public sealed class RelevanceTests(ITestOutputHelper output)
{
    private const int Shown = 10;
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<(ItemIndex Index, List<ItemSummary> Items)> Province = new(Lampung);

    /// <summary>Tuned on; below 0.95 something was broken.</summary>
    [Fact]
    public void What_people_expect_comes_first() =>
        Assert.True(Measure("relevance.csv", "tuned on", Found) > 0.95);

    /// <summary>Never tuned on.</summary>
    [Fact]
    public void What_people_expect_comes_first_in_searches_nobody_had_seen()
    {
        using var database = FullText();

        var ours = Measure("relevance-final.csv", "kept", Found);
        var theirs = Measure("relevance-final.csv", "SQLite full text", query => FoundIn(database, query));

        Assert.True(ours > 0.85, "Searches that were not tuned on find less than before.");
        Assert.True(ours > theirs);
    }

    /// <summary>The other database knows Indonesian word stems.</summary>
    [PostgresFact]
    public async Task What_people_expect_comes_first_more_often_than_PostgreSQL_finds_it()
    {
        await using var database = await IndonesianFullText();

        var ours = Measure("relevance-final.csv", "kept", Found);
        var theirs = Measure("relevance-final.csv", "PostgreSQL full text", query => FoundIn(database, query));

        Assert.True(ours > theirs);
    }

    private double Measure(string file, string what, Func<string, IEnumerable<ItemSummary>> find)
    {
        var all = new List<double>();
        foreach (var line in File.ReadLines(Path.Combine(Sources.Root, "tests", "Search", file)).Skip(1))
        {
            var fields = line.Split(',');
            var expected = new Expectation(fields[1], fields[2].Split([' ', '|']));
            var best = Dcg(Province.Value.Items.Select(expected.Gain).OrderDescending().Take(Shown));
            Assert.True(best > 0, $"Nothing is what {fields[0]} expects.");
            all.Add(Dcg(find(fields[0]).Take(Shown).Select(expected.Gain)) / best);
            if (all[^1] < 0.999) output.WriteLine($"{all[^1]:0.00} {fields[0]}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"nDCG@{Shown} of {all.Count} searches, {what}: {all.Average():0.000}"));
        return all.Average();
    }

    private static IEnumerable<ItemSummary> Found(string query) =>
        new ItemSearch(Province.Value.Index, 1, Now, PolicyTable.Default.At(Now))
            .Find(new ItemQuery { Text = query, DeliverTo = RegionCode.Wrap("18.71") }, new PageRequest(Shown))
            .Value!.Page.Items.Select(static found => found.Item);

    private static (ItemIndex Index, List<ItemSummary> Items) Lampung()
    {
        var spec = new SeedSpec(18, SeedSize.Lampung, new DateOnly(2026, 11, 1));
        var (index, items, number) = (new ItemIndex(), new List<ItemSummary>(), 1);
        foreach (var supplier in SeedSuppliers.Invent(spec))
        {
            var seller = SellerFacts.Unknown with { Size = supplier.Size };
            foreach (var item in SeedItems.Invent(spec, supplier, number))
            {
                var details = item.Details;
                var listed = ListedItem.Of(
                    item.Id, new ItemDrafted(item.Supplier, details, new ItemTerms(TaxClass.Goods, 0), null), seller);
                foreach (var happened in (CatalogueItemEvent[])
                [
                    new ItemEvidenceVerified(
                        details.Certificates, details.Origin.Kind == OriginKind.Domestic ? details.Origin : null,
                        SearchSamples.User),
                    new ItemPricesSet(
                        Region: null, Now, Until: null, [new PriceTier(details.MinOrder, new Rupiah(1_000))],
                        FreightRule.Free, Now),
                ]) listed = listed.When(happened, Now);
                var terms = new Dictionary<string, byte>();
                listed.Texts.Terms(listed.Summary, [.. NamesOf(details.Category)], seller, kind: "", terms);
                index.Put(listed, terms);
                items.Add(listed.Summary);
                number++;
            }
        }

        index.Settle();
        return (index, items);
    }

    private static IEnumerable<string> NamesOf(CategoryCode code)
    {
        for (CategoryCode? at = code; at is { } category; at = Category.ParentOf(category))
            yield return Vocabulary.Template(category).Name;
    }

    /// <summary>The database's own search over the same names, brands and categories.</summary>
    private static SqliteConnection FullText()
    {
        var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE found USING fts5(at UNINDEXED, text)";
        command.ExecuteNonQuery();
        using var transaction = database.BeginTransaction();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO found VALUES (@at, @text)";
        command.Parameters.Add("@at", SqliteType.Integer);
        command.Parameters.Add("@text", SqliteType.Text);
        foreach (var (at, item) in Province.Value.Items.Index())
        {
            command.Parameters[0].Value = at;
            command.Parameters[1].Value = TextOf(item);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return database;
    }

    private static List<ItemSummary> FoundIn(SqliteConnection database, string query)
    {
        var found = new List<ItemSummary>();
        // All words, or any of them where no item has all: what its own ranking makes of it.
        foreach (var joint in (string[])[" ", " OR "])
        {
            using var command = database.CreateCommand();
            command.CommandText = "SELECT at FROM found WHERE found MATCH @text ORDER BY rank LIMIT @shown";
            command.Parameters.AddWithValue(
                "@text", string.Join(joint, query.Split(' ').Select(static word => $"\"{word}\"")));
            command.Parameters.AddWithValue("@shown", Shown);
            using var reader = command.ExecuteReader();
            while (reader.Read()) found.Add(Province.Value.Items[reader.GetInt32(0)]);
            if (found.Count > 0) break;
        }

        return found;
    }

    private static async Task<NpgsqlDataSource> IndonesianFullText()
    {
        var database = NpgsqlDataSource.Create(await PostgresServer.NewDatabase());
        await Run("CREATE TABLE raw (at INT, text TEXT)");
        await using (var connection = await database.OpenConnectionAsync())
        await using (var import = await connection.BeginBinaryImportAsync("COPY raw FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (at, item) in Province.Value.Items.Index())
            {
                await import.StartRowAsync();
                await import.WriteAsync(at);
                await import.WriteAsync(TextOf(item));
            }

            await import.CompleteAsync();
        }

        await Run("CREATE TABLE found AS SELECT at, to_tsvector('indonesian', text) AS text FROM raw");
        await Run("CREATE INDEX found_text ON found USING gin (text)");
        return database;

        async Task Run(string statement)
        {
            await using var command = database.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static List<ItemSummary> FoundIn(NpgsqlDataSource database, string query)
    {
        var found = new List<ItemSummary>();
        // All words, or any of them where no item has all: what its own ranking makes of it.
        foreach (var words in (string[])["q", "replace(q::text, '&', '|')::tsquery"])
        {
            using var command = database.CreateCommand(
                $"""
                SELECT at FROM found, (SELECT {words} AS q
                    FROM plainto_tsquery('indonesian', $1) AS q) AS asked
                WHERE text @@ asked.q ORDER BY ts_rank(text, asked.q) DESC, at LIMIT {Shown}
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = query });
            using var reader = command.ExecuteReader();
            while (reader.Read()) found.Add(Province.Value.Items[reader.GetInt32(0)]);
            if (found.Count > 0) break;
        }

        return found;
    }

    private static string TextOf(ItemSummary item) =>
        $"{item.Name} {item.Brand} {string.Join(' ', NamesOf(item.Category))}";

    private static double Dcg(IEnumerable<double> gains) =>
        gains.Select(static (gain, at) => gain / Math.Log2(at + 2)).Sum();

    private sealed record Expectation(string Category, string[] Words)
    {
        /// <summary>3 for what is looked for, 1 for what lies beside it.</summary>
        public double Gain(ItemSummary item)
        {
            if (!item.Category.Value.StartsWith(Category, StringComparison.Ordinal)) return 0;
            var words = item.Name.ToLowerInvariant().Split([' ', '-', ',']);
            return Words.All(word => word.Length == 0 || words.Contains(word)) ? 3 : 1;
        }
    }
}
