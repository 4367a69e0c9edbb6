using Marketplace.EventLog;
using Marketplace.Projections;

namespace Marketplace.Catalogue;

/// <summary>The category tree: <c>category(code, name, name_en, tax_class, reserved)</c>.</summary>
public sealed class CategoriesProjection : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "categories";

    private static readonly IReadOnlyCollection<string> Types = EventLog.EventTypes.NamesOf(typeof(CategoryDefined));

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 1;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["category"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE category (
            code      TEXT   NOT NULL PRIMARY KEY,
            name      TEXT   NOT NULL,
            name_en   TEXT   NOT NULL,
            tax_class TEXT   NOT NULL,
            reserved  BIGINT NOT NULL
        );
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes => Types;

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        foreach (var stored in events)
        {
            var (code, template) = (CategoryDefined)EventLog.EventTypes.Read(stored);
            await rows.Write(
                """
                INSERT INTO category (code, name, name_en, tax_class, reserved)
                VALUES (@code, @name, @nameEn, @taxClass, @reserved)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
                    tax_class = excluded.tax_class, reserved = excluded.reserved
                """,
                ("code", code.Value), ("name", template.Name), ("nameEn", template.NameEn),
                ("taxClass", template.TaxClass.ToString()), ("reserved", template.ReservedForSmall ? 1L : 0L));
        }
    }
}
