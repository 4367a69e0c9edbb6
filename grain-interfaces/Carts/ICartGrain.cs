namespace Marketplace.Carts;

/// <summary>A buyer's cart across suppliers. Key: <see cref="Marketplace.Values.UserId"/>.</summary>
[Alias("cart")]
public interface ICartGrain : IGrainWithStringKey;
