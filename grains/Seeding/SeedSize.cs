namespace Marketplace.Seeding;

/// <summary>How much is seeded. Everything is invented; only the numbers of <see cref="Lampung"/> are real
/// (July 2023, DOMAIN §8: 57,733 products of 2,413 suppliers, 1,467 micro and 859 small).</summary>
/// <param name="Name">As given to <c>--seed</c>.</param>
/// <param name="Items">Published items.</param>
/// <param name="Micro">Micro suppliers.</param>
/// <param name="Small">Small suppliers.</param>
/// <param name="Medium">Medium suppliers.</param>
/// <param name="Large">Large suppliers.</param>
/// <param name="Cooperatives">Cooperatives.</param>
/// <param name="Governments">Of the province and its 15 kabupaten/kota, how many; the province first.</param>
/// <param name="UnitsPerGovernment">Units of each.</param>
/// <param name="Companies">State, regional and private companies.</param>
/// <param name="UnitsPerCompany">Units of each company.</param>
public sealed record SeedSize(
    string Name, int Items, int Micro, int Small, int Medium, int Large, int Cooperatives,
    int Governments, int UnitsPerGovernment, int Companies, int UnitsPerCompany)
{
    /// <summary>A few hundred items, for trying it out.</summary>
    public static readonly SeedSize Demo = new("demo", 320, 22, 10, 3, 1, 3, 3, 4, 2, 2);

    /// <summary>The province at its real size.</summary>
    public static readonly SeedSize Lampung = new("lampung", 57_733, 1_467, 859, 55, 12, 20, 16, 32, 4, 50);

    /// <summary>Whether unfinished, refused and ended things are shown too: the demo.</summary>
    public bool ShowsEveryStage => Name == Demo.Name;

    /// <summary>All suppliers.</summary>
    public int Suppliers => Micro + Small + Medium + Large + Cooperatives;

    /// <summary>So many times the suppliers and items; governments stay as they are.</summary>
    public SeedSize Scaled(int times) => this with
    {
        Items = Items * times,
        Micro = Micro * times,
        Small = Small * times,
        Medium = Medium * times,
        Large = Large * times,
        Cooperatives = Cooperatives * times,
    };
}

/// <summary>All a seed depends on: the same three give the same events, byte for byte.</summary>
/// <param name="Number">Any number.</param>
/// <param name="Size">How much.</param>
/// <param name="Today">The WIB day it is seeded for: plans are of its year, listings of the weeks before.</param>
public sealed record SeedSpec(int Number, SeedSize Size, DateOnly Today)
{
    /// <summary>The moment seeded things happened: eight in the morning WIB, some days before.</summary>
    public DateTimeOffset DaysAgo(int days) =>
        new DateTimeOffset(Today.AddDays(-days).ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero);

    /// <summary>A source of choices for one named thing.</summary>
    public SeedRandom Random(string name) => new(Number, name);
}
