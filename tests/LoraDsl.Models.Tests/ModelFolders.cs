using System.Text;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Models.Folders;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests;

/// <summary>Folders of models that tests make, and those of the references.</summary>
internal sealed class ModelFolders : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("loradsl-models-");

    /// <summary>A folder that is gone after the test.</summary>
    public string Path => root.FullName;

    /// <summary>A reference's folder: see Python/.</summary>
    public static string Reference(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "References", name);

    /// <summary>A reference's answers.</summary>
    public static Dictionary<string, Tensor> Answers(string name) => Read(System.IO.Path.Combine(Reference(name), "answers.safetensors"));

    /// <summary>Reads a safetensors file, tensor by tensor.</summary>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in SafetensorsHeader.Read(stream).Entries)
        {
            var bytes = new byte[entry.Length];
            stream.Position = entry.Position;
            stream.ReadExactly(bytes);
            var values = empty(entry.Shape, dtype: entry.Type switch
            {
                "F64" => ScalarType.Float64,
                "F32" => ScalarType.Float32,
                "BF16" => ScalarType.BFloat16,
                "I64" => ScalarType.Int64,
                _ => throw new InvalidDataException(entry.Type),
            });
            values.bytes = bytes;
            tensors.Add(entry.Name, values);
        }

        return tensors;
    }

    /// <summary>Writes a safetensors file.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = File.Create(path);
        stream.Write(SafetensorsPreamble.Of(
            tensors.Select(tensor => (tensor.Key, tensor.Value.dtype == ScalarType.Int64 ? "I64" : CheckpointTypes.NameOf(tensor.Value.dtype), tensor.Value.shape, tensor.Value.numel() * tensor.Value.element_size())),
            new Dictionary<string, string>()));
        foreach (var tensor in tensors.Values)
            stream.Write(tensor.detach().contiguous().bytes);
    }

    /// <summary>Copies a reference's configuration and weights, the latter changed.</summary>
    public string Changed(string reference, Func<Dictionary<string, Tensor>, Dictionary<string, Tensor>>? change = null, Func<string, string>? config = null)
    {
        var folder = root.CreateSubdirectory(Guid.NewGuid().ToString("n")).FullName;
        var json = File.ReadAllText(System.IO.Path.Combine(Reference(reference), "config.json"));
        File.WriteAllText(System.IO.Path.Combine(folder, "config.json"), config?.Invoke(json) ?? json, Encoding.UTF8);
        var tensors = Read(System.IO.Path.Combine(Reference(reference), "model.safetensors"));
        Write(System.IO.Path.Combine(folder, "model.safetensors"), change?.Invoke(tensors) ?? tensors);
        return folder;
    }

    public void Dispose() => root.Delete(recursive: true);
}
