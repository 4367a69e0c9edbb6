using System.Text;
using Marketplace.EventLog;
using Marketplace.Storage;
using Marketplace.Suppliers;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

public sealed class PersonalDataTests
{
    [Fact]
    public void What_is_sealed_opens_again_only_in_its_place_and_with_its_key()
    {
        var sealedNumbers = Key.Seal("a", Numbers);
        var otherKey = new byte[PersonalData.KeyBytes];
        otherKey[0] = 1;

        Assert.Equal(Numbers.OwnerNik, Key.Open("a", sealedNumbers).OwnerNik);
        Assert.Throws<StorageException>(() => Key.Open("b", sealedNumbers));
        Assert.Throws<StorageException>(() => Key.Open("a", sealedNumbers with { BankAccount = sealedNumbers.Npwp }));
        Assert.Throws<StorageException>(() => new PersonalData(otherKey).Open("a", sealedNumbers));
    }

    [Fact]
    public void No_event_holds_a_personal_number_in_the_clear()
    {
        var text = Encoding.UTF8.GetString(EventTypes.Write(Assert.Single(Registered(Owner).Events)));

        Assert.DoesNotContain(Numbers.Npwp!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Numbers.BankAccount!, text, StringComparison.Ordinal);
        Assert.Contains(Key.Fingerprint("identity", Numbers.Npwp!), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_numbers_have_equal_fingerprints_and_unequal_ciphertexts()
    {
        var (first, second) = (Key.Seal("a", Numbers).Npwp!, Key.Seal("b", Numbers).OwnerNik!);

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.NotEqual(first.Cipher, second.Cipher);
        Assert.NotEqual(first.Fingerprint, Key.Seal("a", Numbers).BankAccount!.Fingerprint);
    }

    [Fact]
    public void The_key_is_made_once_and_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-key-").FullName;
        try
        {
            var first = PersonalDataKey.Find("", folder);
            var path = Path.Combine(folder, PersonalDataKey.File);

            Assert.Equal(first, PersonalDataKey.Find("", folder));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Throws<StorageException>(() => PersonalDataKey.Find("c2hvcnQ=", folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
