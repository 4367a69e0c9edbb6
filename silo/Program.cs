using Marketplace.Frontend;
using Marketplace.Silo.Hosting;

var builder = WebApplication.CreateBuilder(args);
var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
builder.WebHost.UseUrls("http://127.0.0.1:5080");
builder.Services.AddMarketplaceStorage(storage);
builder.Host.UseOrleans(silo => silo.UseLocalhostClustering().AddMarketplace());
builder.AddMarketplaceFrontEnd();

var app = builder.Build();
app.MapMarketplace();
await app.RunAsync();

/// <summary>The whole marketplace in one process. Public so that tests can host it.</summary>
public partial class Program;
