using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>A model's own tensors by name.</summary>
internal static class ModelTensors
{
    /// <summary>What adapters are registered under, beside the layer's own parameters.</summary>
    private const string AdapterPart = "lora_";

    /// <summary>Its parameters and persistent buffers.</summary>
    public static Dictionary<string, Tensor> All(nn.Module model) => model.state_dict();

    /// <summary>Those that go into a checkpoint: neither tied ones nor adapters.</summary>
    public static Dictionary<string, Tensor> ToSave(nn.Module model, IReadOnlyDictionary<string, string> tied) => All(model)
        .Where(entry => !tied.ContainsKey(entry.Key) && !Array.Exists(entry.Key.Split('.'), part => part.StartsWith(AdapterPart, StringComparison.Ordinal)))
        .ToDictionary(StringComparer.Ordinal);
}
