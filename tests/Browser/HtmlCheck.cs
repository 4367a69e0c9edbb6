using AngleSharp.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;

namespace Marketplace.Tests.Browser;

/// <summary>
/// Whether HTML is what the standard allows: what its parser complains about, and what it mends in silence.
/// </summary>
internal static class HtmlCheck
{
    /// <summary>Attributes that name other elements by id.</summary>
    private static readonly string[] References =
        ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list", "form"];

    private static readonly string[] BadlyNested =
    [
        "a a", "a button", "a input", "a select", "button a", "button button", "button input", "label label",
        "form form", "p div", "p ul", "p dl", "p table", "span div", "span p", "button div", "label div",
        "h1 div", "h2 div", "h3 div", "h1 p", "h2 p",
        "ul > :not(li)", "ol > :not(li)", ":not(ul, ol, menu) > li", "dl > :not(dt, dd, div)", "tr > :not(td, th)",
        "select > :not(option, optgroup)",
    ];

    private static readonly string[] Missing =
    [
        "img:not([alt])", "html:not([lang])", "a:not([href])", "button:not([type])", "svg:not([role], [aria-hidden])",
    ];

    private static readonly string[] Inline = ["style", "script:not([src])", "[style]"];

    /// <summary>What is wrong with a page as it was sent; empty when nothing is.</summary>
    public static IReadOnlyList<string> Of(string html)
    {
        var wrong = new List<string>();
        var parser = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true });
        parser.Error += (_, said) =>
        {
            if (said is HtmlErrorEvent error) wrong.Add($"line {error.Position.Line}: {(HtmlParseError)error.Code}");
        };
        var page = parser.ParseDocument(html);
        wrong.AddRange(page.QuerySelectorAll("[id]").GroupBy(static element => element.Id)
            .Where(static same => same.Count() > 1).Select(static same => $"id {same.Key} stands more than once"));
        wrong.AddRange(References.SelectMany(attribute => page.QuerySelectorAll($"[{attribute}]")
            .SelectMany(element => element.GetAttribute(attribute)!.Split(' '))
            .Where(id => page.GetElementById(id) is null).Select(id => $"{attribute} names {id}, which is not there")));
        wrong.AddRange(Found(page, BadlyNested, "is not allowed"));
        wrong.AddRange(Found(page, Missing, "lacks an attribute"));
        wrong.AddRange(Found(page, Inline, "needs a weaker security policy"));
        wrong.AddRange(page.All.SelectMany(static element => element.Attributes)
            .Where(static attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
            .Select(static attribute => $"{attribute.Name} is a script inside the page"));
        if (string.IsNullOrWhiteSpace(page.Title)) wrong.Add("there is no title");
        if (page.QuerySelectorAll("main").Length != 1) wrong.Add("there is not one main part");
        if (page.QuerySelectorAll("h1").Length != 1) wrong.Add("there is not one main heading");
        return wrong;
    }

    private static IEnumerable<string> Found(IDocument page, IEnumerable<string> selectors, string what) =>
        selectors.SelectMany(selector => page.QuerySelectorAll(selector)
            .Select(element => $"{selector} {what}: {element.OuterHtml[..Math.Min(80, element.OuterHtml.Length)]}"));
}
