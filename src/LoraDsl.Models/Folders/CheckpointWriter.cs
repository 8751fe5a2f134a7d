using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Models.Configuration;
using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>Writes a model's folder.</summary>
internal static class CheckpointWriter
{
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    /// <summary>Writes configuration, weights and, where there are several files, their index; then removes weights that stood there before.</summary>
    public static void Write(
        string folder, ModelConfig config, CheckpointLayout layout, Dictionary<string, Tensor> tensors, long maxShardBytes)
    {
        var shards = Shards(tensors, maxShardBytes);
        string[] names = shards.Count == 1
            ? [CheckpointFiles.SingleFile]
            : [.. shards.Select((_, index) => $"model-{index + 1:D5}-of-{shards.Count:D5}.safetensors")];
        var files = new List<(string Name, Action<Stream> Write)>();
        foreach (var (name, shard) in names.Zip(shards))
            files.Add((name, stream => WriteShard(stream, shard, layout)));
        if (shards.Count > 1)
        {
            var places = names.Zip(shards).SelectMany(pair => pair.Second.Select(tensor => (tensor.Key, pair.First))).ToDictionary(place => place.Key, place => place.First);
            files.Add((CheckpointFiles.IndexFile, stream => SafetensorsIndex.Write(stream, places, tensors.Values.Sum(BytesOf))));
        }

        files.Add((ModelConfig.FileName, Described(config, layout.Architectures[config.ModelType], tensors).Write));
        AtomicFiles.Write(folder, files);
        RemoveOthers(folder, [.. files.Select(file => file.Name)]);
    }

    private static ModelConfig Described(ModelConfig config, string architecture, Dictionary<string, Tensor> tensors) => config.With(
        ("architectures", new JsonArray(architecture)),
        ("torch_dtype", CheckpointTypes.ConfigNameOf(tensors.Values.First().dtype)),
        ("dtype", null));

    private static List<List<KeyValuePair<string, Tensor>>> Shards(Dictionary<string, Tensor> tensors, long maxBytes)
    {
        var (shards, room) = (new List<List<KeyValuePair<string, Tensor>>>(), 0L);
        foreach (var tensor in tensors)
        {
            var bytes = BytesOf(tensor.Value);
            if (shards.Count == 0 || bytes > room)
            {
                shards.Add([]);
                room = maxBytes;
            }

            shards[^1].Add(tensor);
            room -= bytes;
        }

        return shards;
    }

    private static void WriteShard(Stream stream, List<KeyValuePair<string, Tensor>> tensors, CheckpointLayout layout)
    {
        stream.Write(SafetensorsPreamble.Of(tensors.Select(tensor => (tensor.Key, CheckpointTypes.NameOf(tensor.Value.dtype), ShapeOf(tensor), BytesOf(tensor.Value))), Metadata));
        foreach (var (name, tensor) in tensors)
        {
            using var scope = NewDisposeScope();
            var values = CheckpointMatch.IsTransposed(layout, name) ? tensor.detach().t() : tensor.detach();
            TensorBytes.Each(values.cpu().contiguous(), bytes => stream.Write(bytes));
        }

        long[] ShapeOf(KeyValuePair<string, Tensor> tensor) =>
            CheckpointMatch.IsTransposed(layout, tensor.Key) ? [.. tensor.Value.shape.Reverse()] : tensor.Value.shape;
    }

    private static long BytesOf(Tensor tensor) => tensor.numel() * tensor.element_size();

    // A single file beside shards would be read in their place.
    private static void RemoveOthers(string folder, string[] written)
    {
        string[] stale = [CheckpointFiles.SingleFile, CheckpointFiles.IndexFile, .. Directory.EnumerateFiles(folder, "model-*-of-*.safetensors").Select(Path.GetFileName).OfType<string>()];
        foreach (var name in stale.Except(written))
            File.Delete(Path.Combine(folder, name));
    }
}
