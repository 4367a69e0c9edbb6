using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>What a refusal says of a command, a form says of its own fields.</summary>
public sealed class SentFormTests
{
    [Theory]
    [InlineData("note", "note")]
    [InlineData("prices", "prices.2")]
    [InlineData("prices[1].amount", "prices.5")]
    [InlineData("budget[0].amount", "budget")]
    [InlineData("shipments", "shipments")]
    [InlineData("prices[7].amount", "prices[7].amount")]
    public void A_refusal_names_the_field_its_member_was_read_from(string member, string field) =>
        Assert.Equal(field, FieldShown(Form(), member));

    /// <summary>Pressing again is the same command: the page comes back with the key and all that was typed.</summary>
    [Fact]
    public async Task An_answer_that_was_lost_keeps_the_form_and_its_key()
    {
        var sent = new SentForm("offer", new FormCollection(new()
        {
            [SentForm.Key] = "k-1",
            ["note"] = "Mohon harga terbaik",
        }));

        var answer = await new DefaultHttpContext().Carry<ErrorSummary>(
            sent, static () => throw new OutcomeUnknownException("cut off"), "/", new Dictionary<string, object?>());

        var page = Assert.IsType<Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<ErrorSummary>>(answer);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, page.StatusCode);
        Assert.Same(sent, page.Parameters["Sent"]);
        Assert.Equal(("k-1", "Mohon harga terbaik"), (sent.Typed(SentForm.Key), sent.Typed("note")));
        Assert.Equal("/problems/outcome-unknown", sent.Problem!.Type);
    }

    [Fact]
    public void A_list_may_have_been_read_from_fields_of_another_name()
    {
        var form = Form();
        Assert.Equal([2, 5, 7], form.NumbersOf("accepted", "lines"));

        Assert.Equal("accepted.5", FieldShown(form, "lines[1]"));
        Assert.Equal("accepted.5", FieldShown(form, "lines[1].quantity"));
        // What was left empty beside it does not count.
        Assert.Equal("reason.5", FieldShown(form, "lines[1].reason"));
    }

    [Fact]
    public void Each_part_of_a_refusal_finds_its_field()
    {
        var form = Form();
        form.Keep(Problem.Of(
            ((Refusal)CommonRefusals.NotFound) with
            {
                Parts = [((Refusal)CommonRefusals.NotFound).On("prices[0].amount"), CommonRefusals.NotFound],
            },
            Language.Indonesian));

        Assert.Equal(["prices.2", null], form.Problem!.Parts!.Select(static part => part.Field));
    }

    private static string? FieldShown(SentForm form, string member)
    {
        form.Keep(Problem.Of(((Refusal)CommonRefusals.NotFound).On(member), Language.Indonesian));
        return form.Problem!.Field;
    }

    private static SentForm Form() => new("offer", new FormCollection(new Dictionary<string, StringValues>
    {
        ["note"] = "",
        ["budget"] = "1",
        ["prices.5"] = "900",
        ["prices.2"] = "1.000",
        ["prices.9"] = "",
        ["accepted.2"] = "1",
        ["accepted.5"] = "1",
        ["accepted.7"] = "1",
        ["reason.2"] = "",
        ["reason.5"] = "Retak",
        ["reason.7"] = "Patah",
    }));
}
