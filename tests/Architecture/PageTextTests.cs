using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Marketplace.Frontend.Organisations;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Purchasing;
using Marketplace.Frontend.Suppliers;
using Marketplace.Organisations;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>What pages say stands in resource files, the same things in both languages.</summary>
public sealed partial class PageTextTests
{
    /// <summary>Pages, and the code that puts words into them.</summary>
    private static readonly ImmutableArray<(string Path, string[] Lines)> Pages =
        [.. Sources.Named("*.razor"), .. Sources.In("frontend")];

    public static TheoryData<string> Files =>
        [.. Sources.Paths("*Texts.resx").Where(static path => path.StartsWith("frontend/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_is_there_in_both_languages_with_the_same_gaps_to_fill(string file)
    {
        var indonesian = TextsOf(file);
        var english = TextsOf(file.Replace(".resx", ".en.resx", StringComparison.Ordinal));

        Assert.Equal(indonesian.Keys.Order(), english.Keys.Order());
        Assert.DoesNotContain(indonesian.Concat(english), static text => string.IsNullOrWhiteSpace(text.Value));
        Assert.All(indonesian, text => Assert.Equal(Gaps(text.Value), Gaps(english[text.Key])));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_asked_for_exists_and_every_text_is_asked_for(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var texts = TextsOf(file).Keys;
        var asked = Pages.SelectMany(page => AskedOf(name, page.Lines)).Distinct().ToList();
        // `T[$"stage.{stage}"]` asks for every text that begins with `stage.`; which there must be is the next test's.
        var families = asked.Where(static key => key.Contains('{', StringComparison.Ordinal))
            .Select(static key => key[..key.IndexOf('{', StringComparison.Ordinal)])
            // Refusals name enumerations by the words of the pages.
            .Concat(FactWords.Families.Values.Where(words => words.Texts.Name == name)
                .Select(static words => words.Family)).ToList();

        Assert.DoesNotContain(asked.Except(texts), static key => !key.Contains('{', StringComparison.Ordinal));
        Assert.DoesNotContain(texts.Except(asked), key =>
            !families.Any(family => key.StartsWith(family, StringComparison.Ordinal)));
        Assert.DoesNotContain("", families);
    }

    /// <summary>The forms of the order page: one or two for each action.</summary>
    private static string[] Forms =>
    [
        .. NamesOf<Purchasing.OrderAction>().Except([AnswerAddendum]),
        OrderForms.AcceptAddendum, OrderForms.RejectAddendum,
    ];

    private const string AnswerAddendum = nameof(Purchasing.OrderAction.AnswerAddendum);
    private const string CurationTexts = "frontend/Catalogue/CurationTexts.resx";
    private const string VerificationTexts = "frontend/Suppliers/VerificationTexts.resx";

    /// <summary>The forms of the organisation page.</summary>
    private static string[] OrganisationActions =>
    [
        nameof(IOrganisationGrain.Appoint), nameof(IOrganisationGrain.End), nameof(IOrganisationGrain.DefineUnit),
        nameof(IOrganisationGrain.Change), nameof(IOrganisationGrain.SetBudget), nameof(IOrganisationGrain.Configure),
    ];

    /// <summary>The units legal numbers have; those of money, shares and switches are written without a text.</summary>
    private static string[] PolicyUnits =>
    [
        .. Policy.PolicyTable.Default.Rows.Select(static row => row.Unit).Distinct()
            .Except(["rupiah", "basisPoints", "flag"]),
    ];

    /// <summary>Every event of an order with every part it can have, as it is kept to be read for ever.</summary>
    private static IEnumerable<string> StoredOrderEvents =>
        Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests", "Contracts", "events"), "order-*.json");

    private static string[] StoredOrderProperties =>
    [
        .. StoredOrderEvents.Append(Path.Combine(Sources.Root, "tests", "Contracts", "order-events.txt"))
            .SelectMany(static file => Property().Matches(File.ReadAllText(file)))
            .Select(static property => property.Groups[1].Value).Distinct(),
    ];

    private static string FileNameOf(string file) => Path.GetFileNameWithoutExtension(file);

    /// <summary>The values of an enumeration that a family of texts names: what is offered and by whom.</summary>
    public static TheoryData<string, string, string[]> FamiliesOfSelling => new()
    {
        { "frontend/Catalogue/CatalogueTexts.resx", "origin.", NamesOf<Catalogue.OriginKind>() },
        { "frontend/Catalogue/CatalogueTexts.resx", "sort.", NamesOf<Catalogue.ItemSort>() },
        { "frontend/Organisations/OrganisationTexts.resx", "sort.", NamesOf<Organisations.OrganisationSort>() },
        { "frontend/Purchasing/DossierTexts.resx", "sort.", NamesOf<Purchasing.OrderSort>() },
        { "frontend/Suppliers/SupplierTexts.resx", "sort.", NamesOf<Suppliers.SupplierSort>() },
        { "frontend/Catalogue/CatalogueTexts.resx", "label.", NamesOf<Catalogue.ItemLabel>() },
        { "frontend/Catalogue/CatalogueTexts.resx", "freeze.", NamesOf<Catalogue.FreezeReason>() },
        { "frontend/Catalogue/CatalogueTexts.resx", "freight.", NamesOf<Catalogue.FreightBasis>() },
        { "frontend/Catalogue/CatalogueTexts.resx", "certificate.", NamesOf<Catalogue.ItemCertificateKind>() },
        { "frontend/Catalogue/CatalogueTexts.resx", "tax.", NamesOf<Catalogue.TaxClass>() },
        { CurationTexts, "stage.", NamesBut(Catalogue.ItemStage.Absent) },
        { CurationTexts, "judgement.none.", NamesBut(Catalogue.ItemStage.Absent) },
        { CurationTexts, "rejection.", NamesOf<Catalogue.RejectionReason>() },
        { CurationTexts, "reopened.", NamesOf<Catalogue.ReopenCause>() },
        { CurationTexts, "held.", NamesOf<Suppliers.CertificateState>() },
        { CurationTexts, "doubt.", NamesOf<Marketplace.Search.ItemDoubt>() },
        { CurationTexts, "action.", NamesOf<Catalogue.ItemDuty>() },
        { CurationTexts, "consequence.", NamesOf<Catalogue.ItemDuty>() },
        { VerificationTexts, "stage.", NamesBut(Suppliers.SupplierStage.Absent) },
        { VerificationTexts, "judgement.none.", NamesBut(Suppliers.SupplierStage.Absent) },
        { VerificationTexts, "return.", NamesOf<Suppliers.ReturnReason>() },
        { VerificationTexts, "form.", NamesOf<Suppliers.BusinessForm>() },
        { VerificationTexts, "certificate.", NamesOf<Suppliers.CertificateState>() },
        { VerificationTexts, "sanction.", NamesOf<Suppliers.SanctionKind>() },
        { VerificationTexts, "because.", NamesOf<Suppliers.SanctionReason>() },
        { VerificationTexts, "action.", NamesOf<Suppliers.SupplierDuty>() },
        { VerificationTexts, "consequence.", NamesOf<Suppliers.SupplierDuty>() },
        { "frontend/Suppliers/SupplierTexts.resx", "size.", NamesOf<Suppliers.BusinessSize>() },
        { "frontend/Suppliers/SupplierTexts.resx", "activity.", NamesOf<Suppliers.SupplierActivity>() },
        { "frontend/Suppliers/SupplierTexts.resx", "certificate.", NamesOf<Suppliers.CertificateKind>() },
        { "frontend/Catalogue/ListingTexts.resx", "stage.", ListingStages("", ".text") },
        { "frontend/Catalogue/ListingTexts.resx", "rejection.", NamesOf<Catalogue.RejectionReason>() },
        { "frontend/Catalogue/ListingTexts.resx", "reopened.", NamesOf<Catalogue.ReopenCause>() },
        { "frontend/Catalogue/ListingTexts.resx", "correction.", NamesOf<Catalogue.CorrectionReason>() },
        { "frontend/Suppliers/BillTexts.resx", "wait.", [.. BillsPage.Stages.Select(static one => one.ToString())] },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "stage.", StagesOf("", ".text", ".next") },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "form.", NamesOf<Suppliers.BusinessForm>() },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "reason.", NamesOf<Suppliers.ReturnReason>() },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "role.", NamesOf<Suppliers.MemberRole>() },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "sanction.", NamesOf<Suppliers.SanctionKind>() },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "sanction-reason.", NamesOf<Suppliers.SanctionReason>() },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "certificate-state.", NamesOf<Suppliers.CertificateState>() },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "missing.", [.. DeskSteps.Fields] },
        { "frontend/Suppliers/SupplierDeskTexts.resx", "step.", [.. DeskSteps.All.Select(static one => one.Name)] },
    };

    /// <summary>The same for who buys and what is bought.</summary>
    public static TheoryData<string, string, string[]> FamiliesOfBuying => new()
    {
        { "frontend/Carts/CartTexts.resx", "method.", NamesOf<Purchasing.PurchaseMethod>() },
        { "frontend/Carts/CartTexts.resx", "payment.", NamesOf<Purchasing.PaymentMode>() },
        { "frontend/Carts/CartTexts.resx", "courier.", NamesOf<Purchasing.Courier>() },
        { "frontend/Budgets/BudgetTexts.resx", "sort.", NamesOf<Frontend.Budgets.PlanSort>() },
        { "frontend/Budgets/BudgetTexts.resx", "stage.", NamesOf<Budgets.PlanStage>() },
        { "frontend/Budgets/BudgetTexts.resx", "method.", NamesOf<Budgets.ProcurementMethod>() },
        { "frontend/Accounts/AccountTexts.resx", "side.", NamesOf<Accounts.Side>() },
        { "frontend/Organisations/OrganisationTexts.resx", "kind.", NamesOf<Organisations.OrganisationKind>() },
        { "frontend/Organisations/OrganisationTexts.resx", "role.", NamesOf<Organisations.Role>() },
        { "frontend/Organisations/OrganisationTexts.resx", "state.", NamesOf<AppointmentState>() },
        { "frontend/Organisations/OrganisationTexts.resx", "action.", OrganisationActions },
        { "frontend/Organisations/OrganisationTexts.resx", "consequence.", OrganisationActions },
        { "frontend/Purchasing/DossierTexts.resx", "fact.", NamesOf<Purchasing.OrderFact>() },
        { "frontend/Purchasing/DossierTexts.resx", "collector.", NamesOf<Purchasing.TaxCollector>() },
        { "frontend/Purchasing/DossierTexts.resx", "channel.", NamesOf<Purchasing.OrderChannel>() },
        { "frontend/Purchasing/DossierTexts.resx", "event.", [.. StoredOrderEvents.Select(FileNameOf)] },
        { "frontend/Purchasing/DossierTexts.resx", "content.", StoredOrderProperties },
        { "frontend/Policy/PolicyTexts.resx", "key.", [.. Policy.PolicyKeys.All] },
        { "frontend/Policy/PolicyTexts.resx", "group.", [.. Policy.PolicyKeys.All.Select(key => key.Split('.')[0])] },
        { "frontend/Policy/PolicyTexts.resx", "unit.", PolicyUnits },
        { "frontend/Search/SearchTexts.resx", "fairness.", NamesOf<Marketplace.Search.PriceConcern>() },
        { "frontend/Search/SearchTexts.resx", "level.", NamesOf<Marketplace.Search.LocalLevel>() },
        { "frontend/Tasks/TaskTexts.resx", "kind.", NamesOf<Tasks.TaskKind>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "stage.", NamesOf<Purchasing.OrderStage>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "desk.", NamesOf<Purchasing.Desk>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "reason.", NamesOf<Purchasing.EndReason>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "side.", NamesOf<Purchasing.OrderSide>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "turn.", NamesOf<Purchasing.OrderSide>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "addendum.", NamesOf<Purchasing.AddendumOutcome>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "settlement.", NamesOf<Purchasing.DiscrepancySettlement>() },
        { "frontend/Purchasing/PurchasingTexts.resx", "action.", [.. Forms, AnswerAddendum] },
        { "frontend/Purchasing/PurchasingTexts.resx", "consequence.", Forms },
        { "frontend/Purchasing/PurchasingTexts.resx", "duty.", NamesOf<Purchasing.OrderDuty>() },
    };

    [Theory]
    [MemberData(nameof(FamiliesOfSelling))]
    [MemberData(nameof(FamiliesOfBuying))]
    public void Every_value_that_can_be_shown_has_a_text(string file, string family, string[] values) =>
        Assert.Empty(values.Select(value => family + value).Except(TextsOf(file).Keys));

    /// <summary>The stages of a registered supplier, each with every ending.</summary>
    private static string[] StagesOf(params string[] endings) =>
    [
        .. Enum.GetValues<Suppliers.SupplierStage>().Except([Suppliers.SupplierStage.Absent])
            .SelectMany(stage => endings.Select(ending => stage + ending)),
    ];

    /// <summary>The stages of a product, each with every ending.</summary>
    private static string[] ListingStages(params string[] endings) =>
    [
        .. Enum.GetValues<Catalogue.ItemStage>().Except([Catalogue.ItemStage.Absent])
            .SelectMany(stage => endings.Select(ending => stage + ending)),
    ];

    private static string[] NamesBut<T>(T left)
        where T : struct, Enum => [.. NamesOf<T>().Except([left.ToString()])];

    private static string[] NamesOf<T>()
        where T : struct, Enum => Enum.GetNames<T>();

    private static Dictionary<string, string> TextsOf(string file) =>
        XDocument.Load(Path.Combine(Sources.Root, file)).Root!.Elements("data")
            .ToDictionary(static text => text.Attribute("name")!.Value, static text => text.Element("value")!.Value);

    /// <summary>The texts a file asks for of one set: by the name its localizer has there, or by the set's
    /// own.</summary>
    private static IEnumerable<string> AskedOf(string set, string[] lines)
    {
        var localizer = lines.Select(line => Injected().Match(line))
            .FirstOrDefault(match => match.Groups["set"].Value == set)?.Groups["name"].Value;
        return lines.SelectMany(static line => Asked().Matches(line))
            .Where(match => match.Groups["from"].Value == (localizer ?? set))
            .Select(static match => match.Groups["key"].Value);
    }

    private static IEnumerable<string> Gaps(string text) =>
        Gap().Matches(text).Select(static gap => gap.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(?<from>\w+)(?:\[|\.Of\()\$?""(?<key>[^""]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex(@"IStringLocalizer<(?<set>\w+)> (?<name>\w+)(,|\)|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Injected();

    [GeneratedRegex(@"""(\w+)"":", RegexOptions.CultureInvariant)]
    private static partial Regex Property();

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
