using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Marketplace.Policy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>
/// What nobody uses is deleted. Use is told from names alone: a name that is nowhere but where it is declared is used
/// by nobody; that two things share a name can hide one, but never accuses one.
/// </summary>
public sealed partial class UnusedTests
{
    /// <summary>Legal numbers that are published, while the rule that will apply them does not exist yet.</summary>
    private static readonly ImmutableHashSet<string> NumbersAwaitingTheirRule =
    [
        // Which method a purchase may use, from which value on, and how its contract is evidenced.
        nameof(PolicyKeys.DirectLimit), nameof(PolicyKeys.DirectLimitConstruction),
        nameof(PolicyKeys.DirectLimitConsultancy), nameof(PolicyKeys.EPurchasingCompulsoryFrom),
        nameof(PolicyKeys.MiniCompetitionFrom), nameof(PolicyKeys.ReceiptLimit), nameof(PolicyKeys.KuitansiLimit),
        nameof(PolicyKeys.SpkLimit), nameof(PolicyKeys.SplitSuspicion),
        // Who goes first, and the reports on it.
        nameof(PolicyKeys.ReservedForSmallLimit), nameof(PolicyKeys.SmallBudgetShare),
        nameof(PolicyKeys.LocalContentCombinedFloor), nameof(PolicyKeys.PreferenceConstructionMax),
        // A supplier's turnover is not known to the tax rules yet.
        nameof(PolicyKeys.FinalTaxTurnoverLimit), nameof(PolicyKeys.FinalTaxIndividualFree),
    ];

    private static readonly string[] CalledByFrameworks =
    [
        "BindAsync", "DisposeAsync", "InitializeAsync", "InitializeConsole", "InvokeAsync", "OrderTestCollections",
        "StoppingAsync",
    ];

    private static readonly Lazy<ImmutableDictionary<string, int>> Mentions = new(static () => Code.All
        .SelectMany(static file => file.Root.DescendantTokens())
        .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(static token => token.ValueText)
        // A page is C# and HTML in one: every word of it may be a name.
        .Concat(Sources.Named("*.razor").SelectMany(static file => file.Lines)
            .SelectMany(static line => Word().Matches(line)).Select(static word => word.Value))
        .GroupBy(static name => name)
        .ToImmutableDictionary(static group => group.Key, static group => group.Count()));

    [Fact]
    public void Whatever_is_declared_is_used_somewhere()
    {
        var declared = Code.All.SelectMany(static file => file.Declarations.Where(CanBeCalledByName)
            .SelectMany(member => member.Names().Select(name => (name, At: file.At(member, name)))));

        Assert.Empty(declared.GroupBy(static one => one.name)
            .Where(static same => Used(same.Key) <= same.Count())
            .SelectMany(static same => same.Select(static one => one.At)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_legal_number_is_read_by_a_rule_or_known_to_wait_for_one()
    {
        var read = Code.Shipped.Where(static file => !file.Path.EndsWith("/PolicyKeys.cs", StringComparison.Ordinal))
            .SelectMany(static file => file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            .Where(static access => access.Expression.ToString() == nameof(PolicyKeys))
            .Select(static access => access.Name.Identifier.ValueText)
            .ToHashSet();
        var keys = typeof(PolicyKeys).GetFields().Where(static field => field.IsLiteral)
            .Select(static field => field.Name).ToArray();

        Assert.Empty(keys.Except(read).Except(NumbersAwaitingTheirRule));
        Assert.Empty(NumbersAwaitingTheirRule.Intersect(read));
        Assert.Empty(NumbersAwaitingTheirRule.Except(keys));
    }

    [Fact]
    public void Every_refusal_is_given_by_a_rule_or_by_the_front_end()
    {
        var given = Code.Shipped.SelectMany(static file => file.Root.DescendantNodes())
            .OfType<MemberAccessExpressionSyntax>().Select(static access => access.ToString()).ToHashSet();
        var codes = Code.Shipped.SelectMany(static file => file.Declarations.OfType<FieldDeclarationSyntax>()
                .Where(static field => field.Declaration.Type.ToString() == "RefusalCode"))
            .SelectMany(static field => field.Names()
                .Select(name => $"{((TypeDeclarationSyntax)field.Parent!).Identifier}.{name}"))
            .ToArray();

        Assert.NotEmpty(codes);
        Assert.Empty(codes.Except(given));
    }

    [Fact]
    public void Every_document_and_every_data_file_is_named_by_something_else()
    {
        var texts = Sources.Named("*.cs", "*.csproj", "*.md", "*.props", "run")
            .Select(static file => (file.Path, Text: string.Join('\n', file.Lines))).ToArray();
        // A folder's README stands for itself; what a folder is read for whole, its reader's own tests check.
        var lost = Sources.Paths("*.md", "*.csv", "*.txt", "*.json").Where(path =>
            Path.GetFileName(path) is not ("README.md" or "packages.lock.json" or "global.json" or "appsettings.json")
            && !path.StartsWith("tests/Contracts/events/", StringComparison.Ordinal)
            && !path.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && !texts.Any(text => text.Path != path
                && text.Text.Contains(Path.GetFileName(path), StringComparison.Ordinal))).ToArray();

        Assert.Empty(lost);
    }

    [Fact]
    public void Nothing_lies_in_the_checkout_but_sources_and_documents()
    {
        string[] known =
        [
            ".cs", ".csproj", ".css", ".csv", ".editorconfig", ".gitattributes", ".gitignore", ".js", ".json", ".md",
            ".png", ".props", ".razor", ".resx", ".scss", ".sln", ".sql", ".svg", ".txt",
        ];

        var unknown = Sources.Paths("*").Except([".ci/run"]).GroupBy(Path.GetExtension)
            .ExceptBy(known, static kind => kind.Key);
        var empty = Sources.Named("*.cs", "*.sql", "*.md")
            .Where(static file => file.Lines.All(string.IsNullOrWhiteSpace)).Select(static file => file.Path);

        Assert.Empty(unknown.SelectMany(static files => files));
        Assert.Empty(empty);
    }

    /// <summary>Not what is found otherwise: an actor by its key, a test by its runner, a framework's own members, and
    /// what goes out as JSON.</summary>
    private static bool CanBeCalledByName(MemberDeclarationSyntax member) => member switch
    {
        EnumMemberDeclarationSyntax or BaseNamespaceDeclarationSyntax or PropertyDeclarationSyntax => false,
        BaseTypeDeclarationSyntax type => !type.IsMarked("GrainType", "RegisterCopier")
            && !IsTestClass(type) && !OnlyExtends(type) && type.Identifier.ValueText != "Program",
        _ when member.Has(SyntaxKind.OverrideKeyword) || InheritsItsDocumentation(member) => false,
        MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier is null && !IsTest(method)
            && !CalledByFrameworks.Contains(method.Identifier.ValueText),
        _ => true,
    };

    /// <summary>Extension methods are called without the name of their class.</summary>
    private static bool OnlyExtends(BaseTypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax holder && holder.Has(SyntaxKind.StaticKeyword)
        && holder.Members.OfType<MethodDeclarationSyntax>().Any(static method =>
            method.ParameterList.Parameters.FirstOrDefault() is { } first
            && first.Modifiers.Any(SyntaxKind.ThisKeyword));

    private static int Used(string name) => Mentions.Value.GetValueOrDefault(name)
        + (name.EndsWith("Attribute", StringComparison.Ordinal)
            ? Mentions.Value.GetValueOrDefault(name[..^"Attribute".Length])
            : 0);

    private static bool InheritsItsDocumentation(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().ToFullString().Contains("<inheritdoc", StringComparison.Ordinal);

    private static bool IsTest(MethodDeclarationSyntax method) => method.AttributeLists.Count > 0
        && method.SyntaxTree.GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>()
            .Any(static used => used.Name?.ToString() == "Xunit");

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    private static bool IsTestClass(BaseTypeDeclarationSyntax type) =>
        type is TypeDeclarationSyntax holder && holder.Members.OfType<MethodDeclarationSyntax>().Any(IsTest);
}
