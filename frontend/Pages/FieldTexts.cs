using System.Globalization;
using System.Resources;

namespace Marketplace.Frontend.Pages;

/// <summary>
/// Names the words that stand beside a field of a form instead of those for programs, which name the field as the
/// API does: <c>refused.{slug}</c> for a reason, <c>form.{form}</c> for the form a code has.
/// </summary>
public sealed class FieldTexts
{
    private static readonly ResourceManager Texts = new(typeof(FieldTexts));

    /// <summary>A text in the language being read; null when there is none.</summary>
    public static string? Of(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture);
}
