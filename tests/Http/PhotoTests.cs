using Marketplace.Documents;
using Marketplace.Frontend.Documents;
using Marketplace.Tests.Browser;
using SkiaSharp;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>What becomes of a photo that is sent in.</summary>
public sealed class PhotoTests
{
    [Fact]
    public async Task A_photo_is_drawn_anew_no_larger_than_needed()
    {
        var photo = await Draw(Pictures.Halves(3200, 1600));

        Assert.Equal((1600, 800), SizeOf(photo.Content));
        Assert.Equal((400, 200), SizeOf(photo.Small));
        Assert.Equal([0xFF, 0xD8], photo.Content[..2]);
    }

    [Fact]
    public async Task A_small_photo_stays_as_large_as_it_is() =>
        Assert.Equal((300, 320), SizeOf((await Draw(Pictures.Halves(300, 320))).Content));

    /// <summary>Where orange, the left half as the camera saw it, comes to lie (Exif 2.3, tag 0x0112).</summary>
    [Theory]
    [InlineData(1, 800, 400, "left")]
    [InlineData(2, 800, 400, "right")]
    [InlineData(3, 800, 400, "right")]
    [InlineData(4, 800, 400, "left")]
    [InlineData(5, 400, 800, "top")]
    [InlineData(6, 400, 800, "top")]
    [InlineData(7, 400, 800, "bottom")]
    [InlineData(8, 400, 800, "bottom")]
    public async Task A_photo_is_turned_upright_and_keeps_nothing_but_the_picture(
        byte orientation, int width, int height, string orange)
    {
        var taken = WithExif(Pictures.Halves(800, 400, SKEncodedImageFormat.Jpeg), orientation);

        var photo = await Draw(taken);

        Assert.Equal((width, height), SizeOf(photo.Content));
        using var picture = SKBitmap.Decode(photo.Content);
        var at = orange switch
        {
            "left" => (width / 4, height / 2),
            "right" => (width * 3 / 4, height / 2),
            "top" => (width / 2, height / 4),
            _ => (width / 2, height * 3 / 4),
        };
        Assert.True(picture.GetPixel(at.Item1, at.Item2).Red > 200, $"Not orange at {orange}.");
        Assert.True(taken.AsSpan().IndexOf("Exif"u8) > 0);
        Assert.Equal(-1, photo.Content.AsSpan().IndexOf("Exif"u8));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused()
    {
        foreach (var file in (byte[][])[[], [1, 2, 3], "<svg onload=alert(1)>"u8.ToArray(), "GIF89a"u8.ToArray()])
        {
            var drawn = await Photos.Draw(file, CancellationToken.None);
            Assert.Equal(DocumentRefusals.Unreadable, drawn.Refusal!.Code);
        }
    }

    [Theory]
    [InlineData(299, 400)]
    [InlineData(400, 299)]
    public async Task A_photo_of_too_few_pixels_is_refused(int width, int height)
    {
        var drawn = await Photos.Draw(Pictures.Halves(width, height), CancellationToken.None);

        Assert.Equal(DocumentRefusals.PhotoSize, drawn.Refusal!.Code);
    }

    /// <summary>A few bytes that would unfold to gigabytes are refused by what they say of themselves.</summary>
    [Fact]
    public async Task A_photo_of_too_many_pixels_is_refused_before_it_is_unfolded()
    {
        var bomb = Pictures.Halves(300, 300);
        // Width and height in the IHDR chunk, and its checksum.
        byte[] side = [0, 0, 0x75, 0x30];
        side.CopyTo(bomb, 16);
        side.CopyTo(bomb, 20);
        BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(Crc(bomb.AsSpan(12, 17))))
            .CopyTo(bomb, 29);

        var drawn = await Photos.Draw(bomb, CancellationToken.None);

        Assert.Equal(DocumentRefusals.PhotoSize, drawn.Refusal!.Code);
    }

    private static async Task<Photo> Draw(byte[] file)
    {
        var drawn = await Photos.Draw(file, CancellationToken.None);
        Assert.True(drawn.IsOk, drawn.Refusal?.Code.Slug);
        return drawn.Value;
    }

    private static (int, int) SizeOf(byte[] file)
    {
        using var picture = SKBitmap.Decode(file);
        return (picture.Width, picture.Height);
    }

    /// <summary>Puts an Exif segment with nothing but the orientation behind a JPEG's first marker.</summary>
    private static byte[] WithExif(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2],
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];

    /// <summary>The checksum of PNG chunks (ISO 15948, annex D).</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
