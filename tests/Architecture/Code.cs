using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marketplace.Tests.Architecture;

/// <summary>The checkout's C# as syntax, read once for all tests that look at it.</summary>
internal static class Code
{
    private static readonly CSharpParseOptions Options =
        new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Regular);

    private static readonly Lazy<ImmutableArray<CodeFile>> Files = new(static () =>
    [
        .. Sources.In("grain-interfaces", "grains", "silo", "frontend", "tests").AsParallel().AsOrdered()
            .Select(static file => new CodeFile(
                file.Path, CSharpSyntaxTree.ParseText(string.Join('\n', file.Lines), Options).GetRoot())),
    ]);

    /// <summary>Every file of every project.</summary>
    public static ImmutableArray<CodeFile> All => Files.Value;

    /// <summary>The files of what is shipped.</summary>
    public static IEnumerable<CodeFile> Shipped => All.Where(static file => !file.IsTest);

    /// <summary>Whether a declaration carries one of some modifiers.</summary>
    public static bool Has(this MemberDeclarationSyntax member, params SyntaxKind[] modifiers) =>
        member.Modifiers.Any(modifier => modifiers.Contains(modifier.Kind()));

    /// <summary>Whether others may use a declaration and everything it lies in.</summary>
    public static bool IsPublic(this MemberDeclarationSyntax member) =>
        member.Parent is not TypeDeclarationSyntax around
            ? member.Has(SyntaxKind.PublicKeyword)
            : around.IsPublic() && (around is InterfaceDeclarationSyntax || member.Has(SyntaxKind.PublicKeyword));

    /// <summary>Whether it has an attribute of one of some names.</summary>
    public static bool IsMarked(this MemberDeclarationSyntax member, params string[] names) =>
        member.AttributeLists.SelectMany(static list => list.Attributes)
            .Any(attribute => names.Contains(attribute.Name.ToString()));

    /// <summary>Whether there is a documentation comment.</summary>
    public static bool IsDocumented(this MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().Any(static trivia => trivia.HasStructure
            && trivia.GetStructure() is DocumentationCommentTriviaSyntax);

    /// <summary>What a type, method, property, field or constant is called.</summary>
    public static IEnumerable<string> Names(this MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax type => [type.Identifier.ValueText],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EventDeclarationSyntax happening => [happening.Identifier.ValueText],
        EnumMemberDeclarationSyntax value => [value.Identifier.ValueText],
        BaseFieldDeclarationSyntax field =>
            field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText),
        _ => [],
    };
}

/// <summary>One parsed file.</summary>
/// <param name="Path">From the root of the checkout.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record CodeFile(string Path, SyntaxNode Root)
{
    /// <summary>Whether it belongs to the tests.</summary>
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Every declaration in it.</summary>
    public IEnumerable<MemberDeclarationSyntax> Declarations =>
        Root.DescendantNodes().OfType<MemberDeclarationSyntax>();

    /// <summary>Where something stands, as <c>path:line name</c>.</summary>
    public string At(SyntaxNode node, string name) =>
        $"{Path}:{node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1} {name}";
}
