using Marketplace.Silo.Hosting;

return await MarketplaceHost.Run(args, Console.Out, Console.Error);

/// <summary>The whole marketplace in one process. Public so that tests can host it.</summary>
public partial class Program;
