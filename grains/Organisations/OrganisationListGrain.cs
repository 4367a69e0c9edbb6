using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Organisations;

/// <inheritdoc cref="IOrganisationListGrain"/>
/// <param name="lists">Reads the projection.</param>
[StatelessWorker, GrainType("organisation-list")]
public sealed class OrganisationListGrain(ListReader lists) : Grain, IOrganisationListGrain
{
    /// <inheritdoc />
    public async Task<Result<Page<OrganisationRow>>> Find(OrganisationFilter filter, PageRequest page)
    {
        if (Check.Text(filter.Text, "q", OrganisationLimits.MaxName, required: false) is { } malformed)
            return malformed;
        var where = "1 = 1";
        if (filter.Kind is not null) where += " AND kind = @kind";
        if (filter.Region is not null) where += " AND (region = @region OR region LIKE @below)";
        if (!string.IsNullOrWhiteSpace(filter.Text)) where += @" AND name_key LIKE @text ESCAPE '\'";
        return await lists.Page<Row, OrganisationRow>(
            new ListQuery(
                OrganisationList.ProjectionName,
                $"SELECT id, kind, name, name_key, body_code AS bodycode, region FROM organisation WHERE {where}",
                new
                {
                    kind = filter.Kind?.ToString(),
                    region = filter.Region?.Value,
                    below = $"{filter.Region}.%",
                    text = ListText.Prefix(filter.Text ?? ""),
                },
                filter.Sort == OrganisationSort.Region
                    ? [SortColumn.Text("region"), SortColumn.Text("name_key"), SortColumn.Text("id")]
                    : [SortColumn.Text("name_key"), SortColumn.Text("id")]),
            page,
            static row => new OrganisationRow(
                OrganisationId.Wrap(row.Id), Enum.Parse<OrganisationKind>(row.Kind), row.Name, row.BodyCode,
                RegionCode.Wrap(row.Region)));
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public string BodyCode { get; init; } = "";

        public string Region { get; init; } = "";
    }
}
