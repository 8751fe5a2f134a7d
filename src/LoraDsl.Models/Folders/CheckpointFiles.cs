using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;
using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>The files of a folder's weights, one or several, opened: where each tensor is, and its values when they are asked for.</summary>
internal sealed class CheckpointFiles : IDisposable
{
    /// <summary>The file of a checkpoint in one file.</summary>
    public const string SingleFile = "model.safetensors";

    /// <summary>The index of a checkpoint in several files.</summary>
    public const string IndexFile = "model.safetensors.index.json";

    private readonly List<FileStream> streams = [];
    private readonly Dictionary<string, CheckpointTensor> tensors = new(StringComparer.Ordinal);

    private CheckpointFiles()
    {
    }

    /// <summary>The tensors by the names that the files have.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Tensors => tensors;

    /// <summary>Opens a folder's files and reads their headers.</summary>
    /// <exception cref="FileNotFoundException">The folder has no weights, or lacks some of its files.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or cut off.</exception>
    public static CheckpointFiles Open(string folder)
    {
        var files = new CheckpointFiles();
        try
        {
            if (File.Exists(Path.Combine(folder, SingleFile)))
                files.Add(Path.Combine(folder, SingleFile));
            else if (File.Exists(Path.Combine(folder, IndexFile)))
                files.AddShards(folder);
            else
                throw Absent(folder);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>The floating-point type that most values have.</summary>
    public ScalarType MainType() => tensors.Values
        .Where(tensor => tensor.IsFloatingPoint)
        .GroupBy(tensor => tensor.Type!.Value)
        .OrderByDescending(group => group.Sum(tensor => tensor.Entry.Values))
        .Select(group => group.Key)
        .FirstOrDefault(ScalarType.Float32);

    /// <inheritdoc/>
    public void Dispose() => streams.ForEach(stream => stream.Dispose());

    private void AddShards(string folder)
    {
        var index = Path.Combine(folder, IndexFile);
        var files = SafetensorsIndex.Read(index);
        string[] shards = [.. files.Values.Distinct().Order(StringComparer.Ordinal)];
        string[] missing = [.. shards.Where(shard => !File.Exists(Path.Combine(folder, shard)))];
        if (missing.Length > 0)
            throw new FileNotFoundException($"'{folder}' lacks {missing.Length} of the {shards.Length} files that its {IndexFile} names: {string.Join(", ", missing)}.", Path.Combine(folder, missing[0]));
        foreach (var shard in shards)
            Add(Path.Combine(folder, shard));
        string[] absent = [.. files.Keys.Where(name => !tensors.ContainsKey(name))];
        if (absent.Length > 0)
            throw new InvalidDataException($"'{index}' names tensors that are in none of its files: {NameList.Of(absent)}.");
    }

    private void Add(string path)
    {
        // Nothing is read ahead: values go straight into the tensors' memory.
        var stream = RegularFile.OpenRead(path, bufferSize: 0);
        streams.Add(stream);
        foreach (var entry in SafetensorsHeader.Read(stream).Entries)
        {
            if (!tensors.TryAdd(entry.Name, new CheckpointTensor(stream, entry)))
                throw new InvalidDataException($"'{path}' has '{entry.Name}', which another file of the checkpoint has too.");
        }
    }

    private static FileNotFoundException Absent(string folder)
    {
        var pickled = Directory.EnumerateFiles(folder, "*.bin").Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault();
        return new FileNotFoundException(pickled is null
            ? $"'{folder}' has no weights: {SingleFile} or {IndexFile} is needed."
            : $"'{folder}' has its weights as {pickled}, a pickle of Python, which is not read here. In Python, transformers' "
                + "AutoModel.from_pretrained(folder).save_pretrained(folder) with the class of the model writes them as safetensors.");
    }
}
