using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Browser;

/// <summary>Someone without a mouse: goes from one thing to the next by Tab, and always sees where they are.</summary>
/// <param name="page">What they see.</param>
internal sealed class Keyboard(IPage page)
{
    /// <summary>More than any page has; whoever goes round has missed what they look for.</summary>
    private const int MostStops = 150;

    /// <summary>What has the focus is in the window and marked; nothing otherwise. A radio button and a checkbox are
    /// drawn by their labels.</summary>
    private const string Unseen =
        """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return null;
          const box = at.getBoundingClientRect();
          const isInWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const style = at.matches("[type=radio], [type=checkbox]") && at.nextElementSibling
            ? getComputedStyle(at.nextElementSibling, "::before")
            : getComputedStyle(at);
          const isMarked = style.outlineStyle !== "none" || style.boxShadow !== "none";
          return isInWindow && isMarked ? null : at.outerHTML.slice(0, 200);
        }
        """;

    /// <summary>Tabs on until something has the focus.</summary>
    public async Task Reach(ILocator wanted)
    {
        await wanted.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var i = 0; i < MostStops; i++)
        {
            if (await HasFocus(wanted)) return;
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(Unseen) is { } unseen)
                Assert.Fail($"{page.Url}: nobody sees that the focus is on {unseen}");
        }

        Assert.Fail($"{page.Url}: Tab never comes to {wanted}.");
    }

    /// <summary>Follows a link, presses a button, opens a form.</summary>
    public async Task Press(ILocator wanted)
    {
        await Reach(wanted);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Fills in a field; what it held is replaced.</summary>
    public async Task Type(ILocator field, string text)
    {
        await Reach(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
        Assert.Equal(text, await field.InputValueAsync());
    }

    /// <summary>Chooses from a list by the beginning of what the choice is called.</summary>
    public async Task Choose(ILocator list, string beginning)
    {
        await Reach(list);
        await page.Keyboard.TypeAsync(beginning);
        var chosen = await list.EvaluateAsync<string>("list => list.selectedOptions[0].text");
        Assert.StartsWith(beginning, chosen.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Fills in a date, as a browser set to American English asks for it.</summary>
    public async Task TypeDate(ILocator field, DateOnly date)
    {
        await Reach(field);
        await page.Keyboard.TypeAsync(date.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        Assert.Equal(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), await field.InputValueAsync());
    }

    /// <summary>Chooses a file.</summary>
    /// <remarks>
    /// Playwright does not wait until the browser has been told to hand it the chooser: a key pressed at once often
    /// opens the browser's own, which nobody answers. What is asked of the page in between is answered after that.
    /// </remarks>
    public async Task Attach(ILocator field, FilePayload file)
    {
        var opened = page.WaitForFileChooserAsync();
        await Press(field);
        await (await opened).SetFilesAsync(file);
    }

    private static Task<bool> HasFocus(ILocator wanted) =>
        wanted.EvaluateAsync<bool>("wanted => wanted === document.activeElement");
}
