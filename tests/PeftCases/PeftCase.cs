using System.Text.Json;
using LoraDsl.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.PeftCases;

/// <summary>A folder that PEFT wrote, and what it answered.</summary>
internal sealed class PeftCase
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "PeftCases");

    private PeftCase(string name)
    {
        Name = name;
        using var meta = JsonDocument.Parse(File.ReadAllText(PathOf("meta.json")));
        Kind = meta.RootElement.GetProperty("kind").GetString()!;
        Adapter = PathOf(meta.RootElement.GetProperty("adapter").GetString()!);
    }

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public string Name { get; }

    /// <summary>The kind of model.</summary>
    public string Kind { get; }

    /// <summary>The adapter's folder.</summary>
    public string Adapter { get; }

    /// <summary>The base's file.</summary>
    public string Base => PathOf("base.safetensors");

    public static PeftCase Of(string name) => new(name);

    /// <summary>
    /// Whether the model runs in float64: with float32 libtorch 2.10's oneDNN gives wrong answers for some convolutions of few channels
    /// (docs/torchsharp.md).
    /// </summary>
    private bool IsWide => Kind.StartsWith("Conv", StringComparison.Ordinal);

    /// <summary>The input and the answers.</summary>
    public Dictionary<string, Tensor> Answers() =>
        SafetensorsFile.ReadAll(PathOf("io.safetensors")).ToDictionary(entry => entry.Key, entry => IsWide ? entry.Value.to(ScalarType.Float64) : entry.Value);

    /// <summary>A model of the kind with weights of a file.</summary>
    public CaseModel Model(string weights) => Filled(CaseModel.Create(Kind), weights);

    /// <summary>A model of the kind, made elsewhere, with weights of a file.</summary>
    public TModel Filled<TModel>(TModel model, string weights)
        where TModel : nn.Module
    {
        if (IsWide)
            model.to(ScalarType.Float64);
        using var untracked = no_grad();
        var own = model.state_dict();
        foreach (var (name, values) in SafetensorsFile.ReadAll(weights))
        {
            // The layers of the kind Gpt store their weights as (in, out), which TorchSharp has no layer for.
            var given = Kind == "Gpt" && values.dim() == 2 ? values.t() : values;
            own[name].copy_(given);
        }

        model.eval();
        return model;
    }

    private string PathOf(string file) => Path.Combine(Root, Name, file);
}
