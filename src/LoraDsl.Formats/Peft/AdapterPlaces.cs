namespace LoraDsl.Formats.Peft;

/// <summary>Where the two files of an adapter folder are.</summary>
public static class AdapterPlaces
{
    private const string PickledFile = "adapter_model.bin";

    /// <summary>The configuration's path, whether it is there or not.</summary>
    public static string Config(string folder) => Path.Combine(folder, PeftNames.ConfigFile);

    /// <summary>The tensors' path, whether they are there or not.</summary>
    public static string Weights(string folder) => Path.Combine(folder, PeftNames.WeightsFile);

    /// <summary>Throws unless a folder has both files.</summary>
    /// <exception cref="FileNotFoundException">One is missing; the message says where there is one, or how to make it.</exception>
    public static void Require(string folder)
    {
        if (!Directory.Exists(folder))
            throw Missing(folder, PeftNames.ConfigFile, " There is no such folder.");
        if (!File.Exists(Config(folder)))
            throw Missing(folder, PeftNames.ConfigFile, Inner(folder));
        if (!File.Exists(Weights(folder)))
        {
            throw Missing(folder, PeftNames.WeightsFile, File.Exists(Path.Combine(folder, PickledFile))
                ? $" Its {PickledFile} is pickled, and loading that can run any code, so it is not read: convert it in Python where you trust it, from safetensors.torch import save_file; save_file(torch.load(\"{PickledFile}\", weights_only=True), \"{PeftNames.WeightsFile}\")."
                : "");
        }
    }

    private static FileNotFoundException Missing(string folder, string file, string hint) =>
        new($"'{folder}' is no adapter folder: it has no {file}.{hint}", Path.Combine(folder, file));

    // PEFT saves adapters that are not called "default" into folders of their own.
    private static string Inner(string folder)
    {
        var inner = Directory.EnumerateDirectories(folder).Where(child => File.Exists(Config(child))).Select(child => $"'{Path.GetFileName(child)}'").Order(StringComparer.Ordinal).Take(6).ToList();
        return inner.Count == 0 ? "" : $" There are adapters in its folders: name one, such as {string.Join(", ", inner.Take(5))}{(inner.Count > 5 ? ", …" : "")}.";
    }
}
