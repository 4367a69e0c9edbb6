using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Marketplace.Checkpoints;
using Marketplace.Storage;
using Marketplace.Verify.Tree;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>
/// The engine's tree against published vectors and against the checker's own: what one proves the other must find
/// sound, and nothing that was touched.
/// </summary>
public sealed class MerkleTreeTests
{
    /// <summary>Two stored levels above the leaves.</summary>
    private const int Most = 66_000;

    private static readonly List<byte[]> Entries =
        [.. Enumerable.Range(0, Most).Select(static i => SHA256.HashData(BitConverter.GetBytes(i)))];

    private static readonly List<List<byte[]>> Levels = Stored();

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public async Task Its_roots_are_those_that_certificate_transparency_published(int size, string root)
    {
        var entries = ((string[])
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"])
            .Select(Convert.FromHexString).ToList();
        var tree = new MerkleTree((_, first, count) => Task.FromResult<IReadOnlyList<byte[]>>(
            [.. entries.Skip((int)first).Take(count).Select(static entry => MerkleTree.LeafOf(entry))]));
        var growing = new GrowingTree();
        foreach (var entry in entries.Take(size)) growing.Add(entry);

        Assert.Equal(root, Convert.ToHexStringLower(await tree.Root(size)));
        Assert.Equal(root, Convert.ToHexStringLower(growing.Root));
    }

    [Fact]
    public void An_event_is_shown_to_be_in_the_log_and_another_is_not() =>
        Gen.Select(Sizes, Gen.Int[0, Most - 1], Gen.Int[0, 40]).Sample((size, any, touched) =>
        {
            using var signer = CheckpointSigner.Find(CheckpointSigner.NewKey(), "");
            using var key = KeyOf(signer);
            var leaf = any % size;
            var note = signer.Sign(size, Tree().Root(size).Result, DateTimeOffset.UnixEpoch);
            var path = Tree().Inclusion(leaf, size).Result;

            string? Check(int position, IEnumerable<byte[]> by) => ProofCheck.OfInclusion(
                Json(new
                {
                    position,
                    hash = Convert.ToHexString(Entries[leaf]),
                    path = by.Select(Convert.ToBase64String),
                    checkpoint = note,
                }),
                key);

            return Check(leaf + 1, path) is null
                && Check(leaf + 2, path) is not null
                && Check(leaf + 1, [.. path, Entries[0]]) is not null
                && (path.IsEmpty || Check(leaf + 1, path[1..]) is not null)
                && (path.IsEmpty || Check(leaf + 1, path.SetItem(touched % path.Length, Entries[1])) is not null);
        }, iter: 300);

    [Fact]
    public void A_log_is_shown_to_go_on_from_an_earlier_one_and_from_no_other() =>
        Gen.Select(Sizes, Sizes, Gen.Int[0, 40]).Sample((one, other, touched) =>
        {
            using var signer = CheckpointSigner.Find(CheckpointSigner.NewKey(), "");
            using var key = KeyOf(signer);
            var (from, to) = (Math.Min(one, other), Math.Max(one, other));
            var (earlier, later) = (NoteOf(from), NoteOf(to));
            var path = Tree().Consistency(from, to).Result;

            Checkpoint NoteOf(int size) =>
                Checkpoint.Parse(signer.Sign(size, Tree().Root(size).Result, DateTimeOffset.UnixEpoch));
            string? Check(Checkpoint before, IEnumerable<byte[]> by) => ProofCheck.OfConsistency(
                Json(new { from, to, path = by.Select(Convert.ToBase64String) }), before, later, key);
            var forged = Checkpoint.Parse(signer.Sign(from, Entries[2], DateTimeOffset.UnixEpoch));

            return Check(earlier, path) is null
                && Check(forged, path) is not null
                && Check(earlier, [.. path, Entries[0]]) is not null
                && (path.IsEmpty || Check(earlier, path.SetItem(touched % path.Length, Entries[1])) is not null);
        }, iter: 300);

    [Fact]
    public async Task A_checkpoint_is_signed_by_its_key_alone_and_for_its_own_words_alone()
    {
        using var signer = CheckpointSigner.Find(CheckpointSigner.NewKey(), "");
        using var another = CheckpointSigner.Find(CheckpointSigner.NewKey(), "");
        using var key = KeyOf(signer);
        using var foreign = KeyOf(another);
        var note = signer.Sign(7, await Tree().Root(7), DateTimeOffset.UnixEpoch);

        var checkpoint = Checkpoint.Parse(note);

        Assert.Equal(7, checkpoint.Size);
        Assert.True(checkpoint.IsSignedBy(key));
        Assert.False(checkpoint.IsSignedBy(foreign));
        Assert.False(Checkpoint.Parse(note.Replace("\n7\n", "\n8\n", StringComparison.Ordinal)).IsSignedBy(key));
        foreach (var broken in (string[])["", "x\n7\n", note.Replace("—", "-", StringComparison.Ordinal)])
            Assert.Throws<FormatException>(() => Checkpoint.Parse(broken));
    }

    [Fact]
    public void A_key_is_read_in_either_form_that_openssl_writes_and_no_other_curve_is()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        foreach (var bytes in (byte[][])[key.ExportPkcs8PrivateKey(), key.ExportECPrivateKey()])
        {
            using var signer = CheckpointSigner.Find(Convert.ToBase64String(bytes), "");
            Assert.Equal(key.ExportSubjectPublicKeyInfoPem() + "\n", signer.PublicKey);
        }

        foreach (var bytes in (byte[][])[other.ExportPkcs8PrivateKey(), other.ExportECPrivateKey(), [1, 2, 3]])
            Assert.Throws<StorageException>(() => CheckpointSigner.Find(Convert.ToBase64String(bytes), ""));
    }

    /// <summary>Small ones, those about the width of a stored level, and any.</summary>
    private static Gen<int> Sizes => Gen.OneOf(Gen.Int[1, 40], Gen.Int[250, 520], Gen.Int[1, Most]);

    private static MerkleTree Tree() => new(static (level, first, count) =>
        Task.FromResult<IReadOnlyList<byte[]>>(Levels[level].GetRange((int)first, count)));

    private static List<List<byte[]>> Stored()
    {
        List<List<byte[]>> levels = [[.. Entries.Select(static entry => MerkleTree.LeafOf(entry))]];
        while (levels[^1].Count >= MerkleTree.Width)
        {
            levels.Add([.. levels[^1].Chunk(MerkleTree.Width).Where(static part => part.Length == MerkleTree.Width)
                .Select(static part => MerkleTree.RootOf(part))]);
        }

        return levels;
    }

    private static ECDsa KeyOf(CheckpointSigner signer)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(signer.PublicKey);
        return key;
    }

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
