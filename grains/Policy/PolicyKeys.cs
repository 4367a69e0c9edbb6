using System.Collections.Immutable;
using System.Reflection;

namespace Marketplace.Policy;

/// <summary>
/// The legal numbers rules ask for, by the name they have in <c>policy.csv</c>. A key without a row stops the program
/// at its start, so that a rule can never run without its number.
/// </summary>
public static class PolicyKeys
{
    /// <summary>Direct procurement of goods and other services (rupiah).</summary>
    public const string DirectLimit = "purchase.direct-limit";

    /// <summary>Direct procurement of construction (rupiah).</summary>
    public const string DirectLimitConstruction = "purchase.direct-limit-construction";

    /// <summary>Direct procurement of consultancy (rupiah).</summary>
    public const string DirectLimitConsultancy = "purchase.direct-limit-consultancy";

    /// <summary>Package total up to which the procurement officer buys, else the commitment officer (rupiah).</summary>
    public const string ProcurementOfficerLimit = "purchase.procurement-officer-limit";

    /// <summary>Whether packages above that limit need a second reviewer.</summary>
    public const string SecondReview = "purchase.second-review";

    /// <summary>Value from which e-purchasing is compulsory; 0 is off (rupiah).</summary>
    public const string EPurchasingCompulsoryFrom = "purchase.e-purchasing-compulsory-from";

    /// <summary>Value above which a mini-competition is held (rupiah).</summary>
    public const string MiniCompetitionFrom = "purchase.mini-competition-from";

    /// <summary>Highest value evidenced by a receipt (rupiah).</summary>
    public const string ReceiptLimit = "contract.receipt-limit";

    /// <summary>Highest value evidenced by a kuitansi (rupiah).</summary>
    public const string KuitansiLimit = "contract.kuitansi-limit";

    /// <summary>Highest value of an SPK; above, a surat perjanjian (rupiah).</summary>
    public const string SpkLimit = "contract.spk-limit";

    /// <summary>Package ceiling up to which micro, small and cooperative suppliers go first (rupiah).</summary>
    public const string ReservedForSmallLimit = "small.reserved-limit";

    /// <summary>Share of the budget for products of micro, small and cooperative suppliers (basis points).</summary>
    public const string SmallBudgetShare = "small.budget-share";

    /// <summary>Time a supplier has to answer an order (working days).</summary>
    public const string SupplierResponse = "response.supplier";

    /// <summary>Time the buyer has to act on an agreed negotiation (working days).</summary>
    public const string NegotiatedResponse = "response.negotiated";

    /// <summary>Time a second reviewer has; 0 is off (working days).</summary>
    public const string ReviewResponse = "response.review";

    /// <summary>Time the commitment officer or approver has to sign; 0 is off (working days).</summary>
    public const string SignatureResponse = "response.signature";

    /// <summary>Time to answer an offer (working days).</summary>
    public const string NegotiationTurn = "response.negotiation-turn";

    /// <summary>When a half-done placement or settlement is taken up again (seconds).</summary>
    public const string ResumeAfter = "placement.resume-after";

    /// <summary>Late penalty per calendar day (basis points of the late part).</summary>
    public const string LatePenalty = "delivery.late-penalty";

    /// <summary>Received goods count as accepted after this; 0 is off (working days).</summary>
    public const string DeemedAcceptance = "delivery.deemed-acceptance";

    /// <summary>Time from a complete invoice to payment (working days).</summary>
    public const string PaymentTerm = "payment.sla";

    /// <summary>Statutory PPN rate (basis points).</summary>
    public const string PpnRate = "tax.ppn.rate";

    /// <summary>Twelfths of the price PPN is charged on (DPP nilai lain).</summary>
    public const string PpnBaseTwelfths = "tax.ppn.base-twelfths";

    /// <summary>The same for luxury goods.</summary>
    public const string PpnLuxuryBaseTwelfths = "tax.ppn.luxury-base-twelfths";

    /// <summary>Payment, tax included, up to which a treasurer does not collect PPN (rupiah).</summary>
    public const string PpnUncollectedLimit = "tax.ppn.uncollected-limit";

    /// <summary>PPh 22 on goods (basis points).</summary>
    public const string Pph22Rate = "tax.pph22.rate";

    /// <summary>Goods value, without PPN, up to which no PPh 22 is withheld (rupiah).</summary>
    public const string Pph22FreeLimit = "tax.pph22.free-limit";

    /// <summary>PPh 22 a designated marketplace withholds (basis points).</summary>
    public const string Pph22PlatformRate = "tax.pph22.platform-rate";

    /// <summary>PPh 23 on services (basis points).</summary>
    public const string Pph23Rate = "tax.pph23.rate";

    /// <summary>Final income tax of small businesses (basis points).</summary>
    public const string FinalTaxRate = "tax.final.rate";

    /// <summary>Turnover up to which the final tax may be used; above it a supplier must be PKP (rupiah).</summary>
    public const string FinalTaxTurnoverLimit = "tax.final.turnover-limit";

    /// <summary>Yearly turnover of an individual that stays free of the final tax (rupiah).</summary>
    public const string FinalTaxIndividualFree = "tax.final.individual-free";

    /// <summary>Whether this marketplace is designated to collect taxes (PMK 58/2022).</summary>
    public const string PlatformIsCollector = "tax.platform-is-collector";

    /// <summary>Payment above which a state company collects PPN and PPh 22 (rupiah).</summary>
    public const string StateCompanyTaxLimit = "tax.state-company-limit";

    /// <summary>Price rise that puts a listing back into review (basis points).</summary>
    public const string PriceReviewRise = "price.review-rise";

    /// <summary>Within how long that rise (days).</summary>
    public const string PriceReviewDays = "price.review-days";

    /// <summary>How long a paid price is compared with (days).</summary>
    public const string PricePaidDays = "price.paid-days";

    /// <summary>How far a price may lie above the supplier's own last sale (basis points).</summary>
    public const string PriceLastSaleRise = "price.last-sale-rise";

    /// <summary>Comparables a buyer records, or a reason (count).</summary>
    public const string PriceComparables = "price.comparables";

    /// <summary>A listing freezes when its stock was not confirmed for this long (days).</summary>
    public const string StockConfirmation = "stock.confirmation";

    /// <summary>First reminder before a certificate ends (days).</summary>
    public const string CertificateReminderFirst = "certificate.reminder-first";

    /// <summary>Second reminder (days).</summary>
    public const string CertificateReminderSecond = "certificate.reminder-second";

    /// <summary>Last reminder (days).</summary>
    public const string CertificateReminderLast = "certificate.reminder-last";

    /// <summary>Suspension of trade at the second warning (months).</summary>
    public const string SanctionSuspension = "sanction.suspension";

    /// <summary>Delisting at the third warning (months).</summary>
    public const string SanctionDelisting = "sanction.delisting";

    /// <summary>Blacklisting (months).</summary>
    public const string SanctionBlacklist = "sanction.blacklist";

    /// <summary>TKDN + BMP of a product on the market that makes a local one compulsory (basis points).</summary>
    public const string LocalContentCombinedFloor = "local-content.combined-floor";

    /// <summary>TKDN the bought product then needs (basis points).</summary>
    public const string LocalContentProductFloor = "local-content.product-floor";

    /// <summary>Most company benefit (BMP) that counts (basis points).</summary>
    public const string CompanyBenefitCap = "local-content.company-benefit-cap";

    /// <summary>Whether the local-content obligation binds regional and vertical agencies.</summary>
    public const string LocalContentBindsAgencies = "local-content.binds-agencies";

    /// <summary>Whether it binds companies of state and regions (BUMN, BUMD).</summary>
    public const string LocalContentBindsPublicCompanies = "local-content.binds-public-companies";

    /// <summary>Whether it binds private firms.</summary>
    public const string LocalContentBindsPrivateFirms = "local-content.binds-private-firms";

    /// <summary>Packages above this get the price preference (rupiah).</summary>
    public const string PreferenceFloor = "preference.package-floor";

    /// <summary>Highest price preference for goods (basis points).</summary>
    public const string PreferenceGoodsMax = "preference.goods-max";

    /// <summary>Highest price preference for construction (basis points).</summary>
    public const string PreferenceConstructionMax = "preference.construction-max";

    /// <summary>Weight of quality and quantity in a rating (basis points).</summary>
    public const string RatingWeightQuality = "rating.weight-quality";

    /// <summary>Weight of cost (basis points).</summary>
    public const string RatingWeightCost = "rating.weight-cost";

    /// <summary>Weight of time (basis points).</summary>
    public const string RatingWeightTime = "rating.weight-time";

    /// <summary>Weight of service (basis points).</summary>
    public const string RatingWeightService = "rating.weight-service";

    /// <summary>Whether an officer with an unrated order may not sign the next.</summary>
    public const string RatingBlocksNextOrder = "rating.blocks-next-order";

    /// <summary>How long after completion a missing rating begins to block (calendar days).</summary>
    public const string RatingGrace = "rating.grace";

    /// <summary>Micro business: capital (rupiah).</summary>
    public const string MicroCapital = "size.micro-capital";

    /// <summary>Micro business: yearly sales (rupiah).</summary>
    public const string MicroSales = "size.micro-sales";

    /// <summary>Small business: capital (rupiah).</summary>
    public const string SmallCapital = "size.small-capital";

    /// <summary>Small business: yearly sales (rupiah).</summary>
    public const string SmallSales = "size.small-sales";

    /// <summary>Medium business: capital (rupiah).</summary>
    public const string MediumCapital = "size.medium-capital";

    /// <summary>Medium business: yearly sales (rupiah).</summary>
    public const string MediumSales = "size.medium-sales";

    /// <summary>Orders of one unit and supplier this close together may be a split (days).</summary>
    public const string SplitSuspicion = "split.suspicion";

    /// <summary>How many distances between the quartiles a price may lie above the upper one (basis points).</summary>
    public const string PriceFence = "price.fence";

    /// <summary>Points of a result that matches its text fully (count).</summary>
    public const string SearchRelevance = "search.weight-relevance";

    /// <summary>Points of what is made where it is to be delivered (count).</summary>
    public const string SearchSameRegency = "search.weight-same-regency";

    /// <summary>Points of what is made in Lampung (count).</summary>
    public const string SearchLampung = "search.weight-lampung";

    /// <summary>Points of what is made elsewhere at home (count).</summary>
    public const string SearchDomestic = "search.weight-domestic";

    /// <summary>Points of micro and small businesses and cooperatives (count).</summary>
    public const string SearchSmallBusiness = "search.weight-small-business";

    /// <summary>Points of a verified TKDN of 100 % (count).</summary>
    public const string SearchLocalContent = "search.weight-local-content";

    /// <summary>Points of a verified mark of quality (count).</summary>
    public const string SearchCertificates = "search.weight-certificates";

    /// <summary>Points of a supplier with the best rating (count).</summary>
    public const string SearchRating = "search.weight-rating";

    /// <summary>Every key.</summary>
    public static readonly ImmutableArray<string> All =
    [
        .. typeof(PolicyKeys).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!),
    ];
}
