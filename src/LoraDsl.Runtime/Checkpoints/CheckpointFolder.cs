using System.Security.Cryptography;
using System.Text.Json;
using LoraDsl.Formats.Files;
using LoraDsl.State;

namespace LoraDsl.Checkpoints;

/// <summary>A checkpoint's folder: tensors, values, and what says that both are complete.</summary>
internal static class CheckpointFolder
{
    private const string ManifestFile = "checkpoint.json";
    private const string TensorsFile = "state.safetensors";
    private const string ValuesFile = "state.json";

    private static readonly Dictionary<string, string> Metadata = [];

    /// <summary>Fills a folder and brings its files to the disk.</summary>
    public static void Write(string folder, long step, SavedState state)
    {
        AtomicFiles.Write(
            folder,
            (TensorsFile, stream => SafetensorsWriter.Write(stream, state.Tensors, Metadata)),
            (ValuesFile, stream => JsonSerializer.Serialize(stream, state.Values, StateJson.Default.StateValues)));
        var files = new[] { TensorsFile, ValuesFile }.ToDictionary(name => name, name => Describe(Path.Combine(folder, name)));
        var manifest = new CheckpointManifest(CheckpointManifest.CurrentFormat, step, files);
        AtomicFiles.Write(folder, (ManifestFile, stream => JsonSerializer.Serialize(stream, manifest, CheckpointJson.Default.CheckpointManifest)));
    }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="InvalidDataException">It is damaged, incomplete, or of another version.</exception>
    /// <exception cref="IOException">A file is missing, or cannot be read.</exception>
    public static SavedState Read(string folder)
    {
        var manifest = JsonFile.Read(Path.Combine(folder, ManifestFile), CheckpointJson.Default.CheckpointManifest, "list of a checkpoint's files");
        if (manifest.Format != CheckpointManifest.CurrentFormat)
            throw new InvalidDataException($"it is of format {manifest.Format}, and this version reads {CheckpointManifest.CurrentFormat}.");
        foreach (var name in (string[])[TensorsFile, ValuesFile])
        {
            if (!manifest.Files.TryGetValue(name, out var told) || told != Describe(Path.Combine(folder, name)))
                throw new InvalidDataException($"'{name}' is not the file that was written.");
        }

        var values = JsonFile.Read(Path.Combine(folder, ValuesFile), StateJson.Default.StateValues, "list of a training's values");
        return new SavedState(SafetensorsFile.ReadAll(Path.Combine(folder, TensorsFile)), values.Checked());
    }

    private static CheckpointFile Describe(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        return new CheckpointFile(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
