namespace Marketplace.EventLog;

/// <summary>
/// The permanent name an event is stored under, such as <c>order-submitted.v1</c>. Never changed and never reused: a
/// changed shape is a new type with a new version, and the old one stays readable for ever.
/// </summary>
/// <param name="name">Kebab-case name and version.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    /// <summary>Kebab-case name and version.</summary>
    public string Name { get; } = name;
}
