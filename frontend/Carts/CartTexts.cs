namespace Marketplace.Frontend.Carts;

/// <summary>Names the texts of cart and checkout.</summary>
public sealed class CartTexts;
