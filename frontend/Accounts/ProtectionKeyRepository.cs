using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Marketplace.Frontend.Accounts;

/// <summary>Keeps the keys of data protection in the database, so that every silo reads the others' tickets.</summary>
/// <param name="services">Where the database is found; data protection itself lives longer than any scope.</param>
public sealed class ProtectionKeyRepository(IServiceProvider services) : IXmlRepository
{
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        return [.. db.ProtectionKeys.Select(static key => key.Xml)
            .AsEnumerable().Select(static xml => XElement.Parse(xml))];
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        db.ProtectionKeys.Add(new ProtectionKey
        {
            Id = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        db.SaveChanges();
    }
}
