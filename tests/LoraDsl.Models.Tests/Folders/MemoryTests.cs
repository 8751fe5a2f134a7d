using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Host;
using LoraDsl.Models.Llama;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Folders;

/// <summary>The weights are in memory once while they are read.</summary>
public sealed class MemoryTests(ITestOutputHelper output) : IDisposable
{
    // Sizes of a small model with the same layers, and what they are in the large one: 542 million values, 2.2 GB.
    private static readonly Dictionary<long, long> Sizes = new() { [8] = 2048, [12] = 5632, [20] = 32_000 };

    private readonly ModelFolders folders = new();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_folder_in_shards_takes_its_weights_and_hardly_more(ScalarType type)
    {
        WriteFolder();
        var start = new ProcessStartInfo("dotnet", [typeof(LoadedModel).Assembly.Location, ModelFolders.Reference("llama3"), folders.Path, type.ToString()])
        {
            RedirectStandardOutput = true,

            // What is freed goes back to the system at once.
            Environment = { ["MALLOC_MMAP_THRESHOLD_"] = "65536" },
        };
        using var host = Process.Start(start)!;
        double[] said = [.. host.StandardOutput.ReadToEnd().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        host.WaitForExit();
        output.WriteLine($"{said[0] / 1e6:F0} MB of weights, peak {said[1] / said[0]:F3} of them, {said[2]:F2} s");
        Assert.InRange(said[1] / said[0], 0.9, 1.1);
    }

    public void Dispose() => folders.Dispose();

    // Files of zeros that take no room on the disk.
    private void WriteFolder()
    {
        var config = ModelConfig.Read(ModelFolders.Reference("llama3")).With(
            ("vocab_size", 20), ("hidden_size", 8), ("intermediate_size", 12), ("num_hidden_layers", 8), ("num_attention_heads", 2), ("num_key_value_heads", 2), ("head_dim", 4));
        using var small = Pretrained.New<LlamaForCausalLM>(config);
        var tensors = small.state_dict().Select(entry => (Name: entry.Key, Shape: entry.Value.shape.Select(size => Sizes[size]).ToArray())).ToArray();
        var files = new Dictionary<string, string>();
        foreach (var (shard, index) in tensors.Chunk(tensors.Length / 3 + 1).Select((shard, index) => (shard, index)))
        {
            var name = $"model-{index + 1:D5}-of-00003.safetensors";
            using var stream = File.Create(Path.Combine(folders.Path, name));
            stream.Write(SafetensorsPreamble.Of(shard.Select(tensor => (tensor.Name, "F32", tensor.Shape, BytesOf(tensor.Shape))), new Dictionary<string, string>()));
            stream.SetLength(stream.Position + shard.Sum(tensor => BytesOf(tensor.Shape)));
            foreach (var (tensor, _) in shard)
                files.Add(tensor, name);
        }

        using (var index = File.Create(Path.Combine(folders.Path, CheckpointFiles.IndexFile)))
            SafetensorsIndex.Write(index, files, tensors.Sum(tensor => BytesOf(tensor.Shape)));
        using var written = File.Create(Path.Combine(folders.Path, ModelConfig.FileName));
        config.With([.. new[] { ("vocab_size", 20), ("hidden_size", 8), ("intermediate_size", 12) }.Select(key => (key.Item1, (JsonNode?)Sizes[key.Item2])), ("head_dim", 1024)]).Write(written);
    }

    private static long BytesOf(long[] shape) => shape.Aggregate(4L, (product, size) => product * size);
}
