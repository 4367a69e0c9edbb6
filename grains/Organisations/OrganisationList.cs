using Marketplace.EventLog;
using Marketplace.Projections;

namespace Marketplace.Organisations;

/// <summary>The organisations: <c>organisation(id, kind, name, name_key, body_code, region)</c>.</summary>
public sealed class OrganisationList : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "organisations";

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 1;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["organisation"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE organisation (
            id        TEXT NOT NULL PRIMARY KEY,
            kind      TEXT NOT NULL,
            name      TEXT NOT NULL,
            name_key  TEXT NOT NULL,
            body_code TEXT NOT NULL,
            region    TEXT NOT NULL
        );
        CREATE INDEX organisation_name ON organisation (name_key, id);
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes { get; } =
        EventLog.EventTypes.NamesOf(typeof(OrganisationCreated), typeof(OrganisationChanged));

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        foreach (var stored in events)
        {
            switch (EventLog.EventTypes.Read(stored))
            {
                case OrganisationCreated created:
                    await rows.Write(
                        """
                        INSERT INTO organisation (id, kind, name, name_key, body_code, region)
                        VALUES (@id, @kind, @name, @key, @body, @region)
                        """,
                        ("id", stored.Key), ("kind", created.Kind.ToString()), ("name", created.Profile.Name),
                        ("key", ListText.Key(created.Profile.Name)), ("body", created.Profile.BodyCode),
                        ("region", created.Profile.Region.Value));
                    break;
                case OrganisationChanged changed:
                    await rows.Write(
                        """
                        UPDATE organisation SET name = @name, name_key = @key, body_code = @body, region = @region
                        WHERE id = @id
                        """,
                        ("name", changed.Profile.Name), ("key", ListText.Key(changed.Profile.Name)),
                        ("body", changed.Profile.BodyCode), ("region", changed.Profile.Region.Value),
                        ("id", stored.Key));
                    break;
            }
        }
    }
}
