using System.Text.RegularExpressions;
using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Xunit;

namespace Marketplace.Tests.Http;

public sealed partial class ProblemTextTests
{
    public static TheoryData<int> Codes => [.. RefusalCodes.All.Select(static code => code.Number)];

    [Fact]
    public void No_two_refusals_share_a_number_or_a_slug()
    {
        Assert.NotEmpty(RefusalCodes.All);
        Assert.DoesNotContain(RefusalCodes.All.GroupBy(static code => code.Number), static group => group.Count() > 1);
        Assert.DoesNotContain(RefusalCodes.All.GroupBy(static code => code.Slug), static group => group.Count() > 1);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_code_has_a_status_and_two_titles(int number)
    {
        var code = RefusalCodes.All.Single(candidate => candidate.Number == number);
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code.Slug);
        Assert.InRange(ProblemStatus.Of(code), 400, 599);
        var indonesian = TextOf(code, Language.Indonesian);
        var english = TextOf(code, Language.English);
        Assert.NotEqual(indonesian.Detail, english.Detail);
        // Nothing changes some answers; then neither language says what would.
        Assert.Equal(indonesian.Remedy.Length == 0, english.Remedy.Length == 0);
        Assert.Equal(Placeholders(indonesian), Placeholders(english));
    }

    [Fact]
    public void No_text_belongs_to_a_refusal_that_does_not_exist()
    {
        var slugs = RefusalCodes.All.Select(static code => code.Slug).ToHashSet();
        foreach (var language in Enum.GetValues<Language>())
            Assert.Empty(ProblemTexts.In(language).Keys.Where(slug => !slugs.Contains(slug)));
    }

    [Theory]
    [InlineData("en-GB,en;q=0.8,id;q=0.5", "en")]
    [InlineData("id-ID", "id")]
    [InlineData("fr, en;q=0.1", "en")]
    [InlineData("en;q=0, de", "id")]
    [InlineData("", "id")]
    [InlineData(";;;", "id")]
    public void The_language_is_the_first_that_is_spoken_here(string accepted, string tag)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = accepted;

        Assert.Equal(tag, http.Request.LanguageOf().Tag());
    }

    [Fact]
    public void A_problem_shows_the_facts_the_field_the_rule_and_every_part()
    {
        var line = CommonRefusals.OutOfRange.With("min", 1).With("max", 9).On("lines[2].quantity");
        var refusal = CommonRefusals.StaleVersion.With("expected", 3).With("actual", 4).By("a-rule@2026-01-01")
            with
        { Parts = [line] };

        var problem = Problem.Of(refusal, Language.English);

        Assert.Equal(412, problem.Status);
        Assert.Contains("your version is 3, the current one is 4", problem.Detail, StringComparison.Ordinal);
        Assert.Equal("4", problem.Facts!["actual"]);
        Assert.Equal("a-rule@2026-01-01", problem.Rule);
        var part = Assert.Single(problem.Parts!);
        Assert.Contains("lines[2].quantity must be between 1 and 9", part.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_are_read_in_the_language_of_the_text()
    {
        var stage = OrderRefusals.StageForbids
            .With("stage", OrderStage.AwaitingSupplier).With("action", OrderAction.Sign);
        var window = BudgetRefusals.OutsideWindow.With("from", new DateOnly(2026, 2, 1))
            .With("until", new DateOnly(2026, 11, 30)).With("today", new DateOnly(2026, 12, 1));
        var little = ItemRefusals.BelowMinimum.With("minimum", 10).With("unit", "H87");
        var over = BudgetRefusals.OverCommitted.With("committed", 1_250_000L).With("asked", 2_000_000L);

        Assert.Equal("awaitingSupplier", Problem.Of(stage, Language.English).Facts!["stage"]);
        Assert.Contains("menunggu penyedia", Problem.Of(stage, Language.Indonesian).Detail,
            StringComparison.OrdinalIgnoreCase);
        Assert.Equal("2026-02-01", Problem.Of(window, Language.Indonesian).Facts!["from"]);
        Assert.Contains("1 Februari 2026", Problem.Of(window, Language.Indonesian).Detail, StringComparison.Ordinal);
        Assert.Contains("1 February 2026", Problem.Of(window, Language.English).Detail, StringComparison.Ordinal);
        Assert.Contains("10 buah", Problem.Of(little, Language.Indonesian).Detail, StringComparison.Ordinal);
        Assert.Contains("Rp1.250.000", Problem.Of(over, Language.Indonesian).Detail, StringComparison.Ordinal);
    }

    /// <summary>Every enumeration a refusal names has words for each of its values, in both languages.</summary>
    [Fact]
    public void Every_word_of_a_fact_is_there()
    {
        var enumerations = typeof(Refusal).Assembly.GetTypes().Where(static type => type.IsEnum)
            .ToLookup(static type => type.Name, StringComparer.Ordinal);
        var missing = FactWords.Families.SelectMany(family => enumerations[family.Key].Single().GetEnumValues()
            .Cast<Enum>().Where(static value => value.ToString() != "Absent")
            .Select(value => CommonRefusals.NotFound.With("stage", value).Facts[0])
            .Where(fact => FactWords.Fill("{stage}", [fact], Language.Indonesian) == fact.Value
                && FactWords.Fill("{stage}", [fact], Language.English) == fact.Value)
            .Select(fact => $"{family.Key}.{fact.Value}"));

        Assert.Empty(missing);
    }

    private static ProblemText TextOf(RefusalCode code, Language language)
    {
        var text = ProblemTexts.In(language).GetValueOrDefault(code.Slug);
        Assert.True(text is not null, $"{code.Number} {code.Slug} has no text in '{language.Tag()}'.");
        Assert.False(string.IsNullOrWhiteSpace(text.Title), $"{code.Slug}.title is empty in '{language.Tag()}'.");
        Assert.False(string.IsNullOrWhiteSpace(text.Detail), $"{code.Slug}.detail is empty in '{language.Tag()}'.");
        return text;
    }

    private static IEnumerable<string> Placeholders(ProblemText text) =>
        Placeholder().Matches($"{text.Detail} {text.Remedy}").Select(static match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{[\w.]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
