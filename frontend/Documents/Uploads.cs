using System.Security.Cryptography;
using System.Text;
using Marketplace.Commands;
using Marketplace.Documents;
using Marketplace.Frontend.Http;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Documents;

/// <summary>Takes files in. What a file is, its content says, never its name or what the sender calls it.</summary>
public static class Uploads
{
    /// <summary>
    /// Keeps a file for a supplier or an order. Its id follows from owner and content: sending it again, after a lost
    /// answer too, keeps one. Refused with <c>document-too-large</c>, <c>document-unreadable</c>, <c>photo-size</c> or
    /// <c>not-found</c>.
    /// </summary>
    /// <param name="grains">The actors.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="owner">Whose it will be.</param>
    /// <param name="file">A JPEG, PNG or WebP picture, or a PDF.</param>
    /// <param name="cancellation">When nobody waits for it any more.</param>
    public static async Task<Result<DocumentInfo>> Upload(
        this IGrainFactory grains, Caller caller, DocumentPlace owner, byte[] file, CancellationToken cancellation)
    {
        if (file.Length > DocumentLimits.MaxUpload)
            return DocumentRefusals.TooLarge.With("maxBytes", DocumentLimits.MaxUpload);
        var isPdf = IsPdf(file);
        var (content, small) = (file, (byte[]?)null);
        if (!isPdf)
        {
            var drawn = await Photos.Draw(file, cancellation);
            if (!drawn.IsOk) return drawn.Refusal;
            (content, small) = (drawn.Value.Content, drawn.Value.Small);
        }

        var id = DocumentId.Of(isPhoto: !isPdf, Hash(owner, file));
        return await grains.Document(id).Store(new StoreDocument(caller, owner, content, small));
    }

    /// <summary>The same for a file of a form.</summary>
    public static async Task<Result<DocumentInfo>> Store(this HttpContext http, DocumentPlace owner, IFormFile file)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, http.RequestAborted);
        return await http.RequestServices.GetRequiredService<IGrainFactory>()
            .Upload(http.Caller(), owner, content.ToArray(), http.RequestAborted);
    }

    private static bool IsPdf(ReadOnlySpan<byte> file) => file.StartsWith("%PDF-"u8);

    private static string Hash(DocumentPlace owner, byte[] file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{owner.Kind}/{owner.Id}\n"));
        hash.AppendData(file);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
