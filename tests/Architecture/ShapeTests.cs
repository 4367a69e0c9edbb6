using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>How long things may be, and what must be said of them.</summary>
public sealed class ShapeTests
{
    private const int MaxLineLength = 120;
    private const int MaxFileLines = 400;
    private const int MaxFunctionLines = 70;
    private const int MaxReadmeLines = 150;

    private static readonly string[] Folders = ["grain-interfaces", "grains", "silo", "frontend", "tests"];

    [Fact]
    public void No_line_is_longer_than_120_characters() => Assert.Empty(Sources.Lines(
        Sources.Named("*.cs", "*.csproj", "*.props", "*.razor", "*.js", "*.scss", "site.css"),
        static line => line.Length > MaxLineLength));

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(Sources.In(Folders).Concat(Sources.Named("*.razor", "*.js", "*.css"))
            .Where(static file => file.Lines.Length > MaxFileLines)
            .Select(static file => $"{file.Path}: {file.Lines.Length}"));

    [Fact]
    public void No_function_is_longer_than_70_lines() =>
        Assert.Empty(Code.All.SelectMany(static file => file.Root.DescendantNodes()
            .Where(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
                or AccessorDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null })
            .Where(static node => Length(node) > MaxFunctionLines)
            .Select(node => file.At(node, $"{Length(node)} lines"))));

    [Fact]
    public void The_readme_is_no_longer_than_150_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Sources.Root, "README.md")).Length, 1, MaxReadmeLines);

    /// <summary>A part of a partial type may say <c>content</c>; one of the parts has the summary.</summary>
    [Fact]
    public void Every_public_type_is_documented()
    {
        var types = Code.Shipped.SelectMany(static file => file.Declarations.OfType<BaseTypeDeclarationSyntax>()
            .Where(static type => type.IsPublic()).Select(type => (file, type)));

        Assert.Empty(types
            .GroupBy(static at => $"{at.file.Path.Split('/')[0]} {NamespaceOf(at.type)}.{at.type.Identifier}")
            .Where(static parts => !parts.Any(static at => at.type.IsDocumented()))
            .Select(static parts => parts.First().file.At(parts.First().type, parts.Key)));
    }

    /// <summary>Operators and overrides explain themselves.</summary>
    [Fact]
    public void Every_public_member_of_the_contracts_is_documented() =>
        Assert.Empty(Code.Shipped
            .Where(static file => file.Path.StartsWith("grain-interfaces/", StringComparison.Ordinal))
            .SelectMany(static file => file.Declarations
                .Where(static member => IsOfferedToOthers(member) && !member.IsDocumented())
                .Select(member => file.At(member, string.Join(", ", member.Names())))));

    [Fact]
    public void Every_suppressed_warning_has_its_reason_behind_it()
    {
        Assert.Empty(Sources.Lines(Sources.In(Folders), static line =>
            line.StartsWith("#pragma warning disable", StringComparison.Ordinal)
            && !line.Contains(" // ", StringComparison.Ordinal)));
        Assert.Empty(Code.All.SelectMany(static file => file.Root.DescendantNodes().OfType<AttributeSyntax>()
            .Where(static attribute => attribute.Name.ToString() == "SuppressMessage"
                && !attribute.ToString().Contains("Justification = \"", StringComparison.Ordinal))
            .Select(attribute => file.At(attribute, "SuppressMessage"))));
    }

    private static bool IsOfferedToOthers(MemberDeclarationSyntax member) => member switch
    {
        EnumMemberDeclarationSyntax => ((EnumDeclarationSyntax)member.Parent!).IsPublic(),
        MethodDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax =>
            member.IsPublic() && !member.Has(SyntaxKind.OverrideKeyword),
        _ => false,
    };

    private static int Length(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetLineSpan(node.Span);
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }

    private static string NamespaceOf(SyntaxNode node) =>
        string.Join('.', node.Ancestors().Select(static around => around switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            _ => "",
        }).Where(static name => name.Length > 0).Reverse());
}
