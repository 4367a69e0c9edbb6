using System.Globalization;
using System.Resources;

namespace Marketplace.Frontend.Pages;

/// <summary>
/// Names the texts that several pages share: <c>PageTexts.resx</c> (Indonesian) and <c>PageTexts.en.resx</c>. A
/// feature's own texts lie beside its pages in the same way.
/// </summary>
public sealed class PageTexts
{
    private static readonly ResourceManager Texts = new(typeof(PageTexts));

    /// <summary>A text in the language being read, where no localizer is at hand.</summary>
    public static string Of(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
