using System.Text;
using LoraDsl.PeftCases;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Runtime.Tests.Training;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>One byte of a file is another: a clear error or the same answer, never another answer.</summary>
public sealed class ByteMutationTests : IDisposable
{
    // Values that are as good as any other: whoever changes α gets another answer.
    private static readonly string[] Free = ["\"lora_alpha\": ", "\"alpha_pattern\": "];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mlp_patterns")]
    [InlineData("mlp_rslora")]
    [InlineData("mlp_adalora_final")]
    [InlineData("wide_pissa_raw")]
    public void In_the_configuration(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(PeftCase.Of(name).Adapter, "adapter_config.json"));
        Mutate(name, "adapter_config.json", bytes, Enumerable.Range(0, bytes.Length).Except(FreePlaces(bytes)));
    }

    [Theory]
    [InlineData("mlp_basic")]
    [InlineData("mlp_adalora_final")]
    [InlineData("emb_plain")]
    public void In_the_header_of_the_tensors(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(PeftCase.Of(name).Adapter, "adapter_model.safetensors"));
        Mutate(name, "adapter_model.safetensors", bytes, Enumerable.Range(0, 8 + (int)BitConverter.ToUInt64(bytes)));
    }

    private static IEnumerable<int> FreePlaces(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var key in Free)
        {
            var from = text.IndexOf(key, StringComparison.Ordinal) + key.Length;
            var to = text.IndexOf(text[from] == '{' ? '}' : ',', from);
            for (var place = from; place < to; place++)
                yield return place;
        }
    }

    private void Mutate(string name, string file, byte[] bytes, IEnumerable<int> places) => Warnings.Of(() => MutateEach(name, file, bytes, places));

    private void MutateEach(string name, string file, byte[] bytes, IEnumerable<int> places)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var written = PeftCase.Of(name);
        foreach (var path in Directory.EnumerateFiles(written.Adapter))
            File.Copy(path, folder[Path.GetFileName(path)]);
        using var model = written.Model(written.Base);
        var x = written.Answers()["x"];
        model.Set.Load(folder.Path);
        var expected = model.forward(x);
        var random = new Random(5);
        var (loaded, refused) = (0, 0);
        foreach (var place in places)
        {
            foreach (var other in (byte[])[(byte)(bytes[place] + 1), (byte)(bytes[place] ^ 0x20), (byte)random.Next(256)])
            {
                var mutated = (byte[])bytes.Clone();
                mutated[place] = other;
                File.WriteAllBytes(folder[file], mutated);
                var error = Record.Exception(() => model.Set.Load(folder.Path));
                Assert.True(error is null or InvalidDataException or InvalidOperationException, $"{place}: {error}");
                Assert.True(
                    error is null ? Same(model, x, expected) : error.Message.Length > 20,
                    $"byte {place} as '{(char)other}' in …{Encoding.UTF8.GetString(mutated, Math.Max(0, place - 30), Math.Min(60, mutated.Length - Math.Max(0, place - 30)))}…");
                (loaded, refused) = error is null ? (loaded + 1, refused) : (loaded, refused + 1);
            }
        }

        Assert.True(loaded > 0 && refused > 0, $"{loaded} loaded, {refused} refused");
    }

    private static bool Same(CaseModel model, Tensor x, Tensor expected)
    {
        using var scope = NewDisposeScope();
        return Reference.MaxDifference(expected, model.forward(x)) == 0;
    }
}
