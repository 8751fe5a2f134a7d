using LoraDsl.Formats.Safetensors;

namespace LoraDsl.Tool.Files;

/// <summary>The weights of a model: a safetensors file, or a folder with one or with the parts of one.</summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly Dictionary<string, (TensorFile File, SafetensorsEntry Entry)> tensors = new(StringComparer.Ordinal);

    private Checkpoint(string path)
    {
        Path = path;
    }

    public string Path { get; }

    /// <summary>The files, in the order of their names.</summary>
    public List<TensorFile> Files { get; } = [];

    /// <summary>The tensors' names, in ordinal order.</summary>
    public IEnumerable<string> Names => tensors.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or no safetensors file in the folder.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or two have a tensor of one name.</exception>
    public static Checkpoint Open(string path)
    {
        var checkpoint = new Checkpoint(path);
        try
        {
            foreach (var file in FilesOf(path))
                checkpoint.Add(new TensorFile(file));
            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public bool TryGet(string name, out (TensorFile File, SafetensorsEntry Entry) tensor) => tensors.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files)
            file.Dispose();
    }

    private void Add(TensorFile file)
    {
        Files.Add(file);
        foreach (var entry in file.Header.Entries)
        {
            if (!tensors.TryAdd(entry.Name, (file, entry)))
                throw new InvalidDataException($"'{entry.Name}' stands in '{tensors[entry.Name].File.Path}' and in '{file.Path}': keep the parts of one checkpoint alone in a folder.");
        }
    }

    private static string[] FilesOf(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"there is no '{path}': name a safetensors file, or a folder that holds some.", path);
        string[] files = [.. Directory.EnumerateFiles(path, "*.safetensors").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new FileNotFoundException($"'{path}' has no .safetensors file in it.", path);
    }
}
