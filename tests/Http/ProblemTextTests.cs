using System.Text.RegularExpressions;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
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

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
