namespace Marketplace.Purchasing;

/// <summary>A purchase order (surat pesanan). Key: <see cref="Marketplace.Values.OrderId"/>.</summary>
[Alias("purchase-order")]
public interface IPurchaseOrderGrain : IGrainWithStringKey;
