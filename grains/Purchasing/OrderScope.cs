using Marketplace.Organisations;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>
/// Conditions on <c>order_list</c> for what a caller takes part in, with their parameters. Ids travel as parameters;
/// the texts hold nothing but column names and desks.
/// </summary>
public sealed class OrderScope
{
    private const string Nothing = "1 = 0";

    /// <summary>Which desks a role sits at.</summary>
    private static readonly Dictionary<Role, Desk> Desks = new()
    {
        [Role.BudgetOwner] = Desk.Reviewer,
        [Role.DelegatedBudgetOwner] = Desk.Reviewer,
        [Role.SelectionCommittee] = Desk.Reviewer,
        [Role.CommitmentOfficer] = Desk.CommitmentOfficer,
        [Role.Approver] = Desk.CommitmentOfficer,
        [Role.Receiver] = Desk.Receiver,
        [Role.Treasurer] = Desk.Treasurer,
        [Role.Payer] = Desk.Treasurer,
    };

    private readonly CallerParties _parties;
    private readonly Dictionary<string, object> _parameters = [];
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The scope of a caller.</summary>
    public OrderScope(CallerParties parties)
    {
        _parties = parties;
        Visible = Any([parties.ReadsAll ? "1 = 1" : OfBuyer(), OfSupplier()]);
    }

    /// <summary>Parameters of every condition used so far.</summary>
    public IReadOnlyDictionary<string, object> Parameters => _parameters;

    /// <summary>The order exists for the caller.</summary>
    public string Visible { get; }

    /// <summary>The caller is a party to it on a side.</summary>
    public string On(OrderSide side) => side == OrderSide.Buyer ? OfBuyer() : OfSupplier();

    /// <summary>It lies on a desk the caller sits at.</summary>
    public string OnDesk() => Any(
    [
        .. ByUnit(static duty => Desks.ContainsKey(duty.Role)).Select(unit =>
            $"{Unit(unit.Key)} AND desk IN ({Names(unit.Select(static duty => Desks[duty.Duty.Role]))})"),
        .. _parties.Duties.Select(duty =>
            $"{Unit((duty.Organisation, duty.Duty.Unit))} AND desk = 'buyer' AND buyer_roles LIKE "
            + Parameter($"%|{OrderListChange.NameOf(duty.Duty.Role)}|%")),
        $"{OfSupplier()} AND desk = 'supplier'",
    ]);

    /// <summary>The other side's addendum wants the caller's answer.</summary>
    public string AddendumOpen() => Any(
    [
        .. ByUnit(static duty => Desks.GetValueOrDefault(duty.Role) == Desk.CommitmentOfficer)
            .Select(unit => $"{Unit(unit.Key)} AND addendum_desk = 'commitmentOfficer'"),
        $"{OfSupplier()} AND addendum_desk = 'supplier'",
    ]);

    /// <summary>The caller signed it, it is completed, and the supplier is not rated.</summary>
    public string ToRate() => $"to_rate = 1 AND signer = {Parameter(_parties.User.Value)} AND {OfBuyer()}";

    /// <summary>Names a value as a parameter.</summary>
    public string Parameter(object value)
    {
        var key = $"{value.GetType().Name}:{value}";
        if (_names.TryGetValue(key, out var known)) return known;
        var name = $"p{_parameters.Count}";
        _parameters[name] = value;
        return _names[key] = $"@{name}";
    }

    private string OfBuyer() => Any([.. ByUnit(static _ => true).Select(unit => Unit(unit.Key))]);

    private string OfSupplier() => _parties.Suppliers.IsEmpty
        ? Nothing
        : "(concerns_supplier = 1 AND supplier IN ("
            + $"{string.Join(", ", _parties.Suppliers.Select(id => Parameter(id.Value)))}))";

    private IEnumerable<IGrouping<(OrganisationId, UnitId?), PartyDuty>> ByUnit(Func<Duty, bool> which) =>
        _parties.Duties.Where(duty => which(duty.Duty)).GroupBy(static duty => (duty.Organisation, duty.Duty.Unit));

    private string Unit((OrganisationId Organisation, UnitId? Unit) of) => of.Unit is { } unit
        ? $"(organisation = {Parameter(of.Organisation.Value)} AND unit = {Parameter(unit.Value)})"
        : $"(organisation = {Parameter(of.Organisation.Value)})";

    private static string Names(IEnumerable<Desk> desks) =>
        string.Join(", ", desks.Distinct().Select(static desk => $"'{OrderListChange.NameOf(desk)}'"));

    private static string Any(IReadOnlyCollection<string> conditions) =>
        conditions.Count == 0 ? Nothing : $"({string.Join(" OR ", conditions.Select(static one => $"({one})"))})";
}
