using LoraDsl.Models.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>Activation functions by the names that configurations have for them.</summary>
internal static class Activations
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Known = new(StringComparer.Ordinal)
    {
        ["gelu"] = static x => nn.functional.gelu(x),
        ["gelu_new"] = Tanh,
        ["gelu_fast"] = Tanh,
        ["gelu_pytorch_tanh"] = Tanh,
        ["quick_gelu"] = static x => x * (x * 1.702).sigmoid(),
        ["relu"] = static x => x.relu(),
        ["silu"] = static x => nn.functional.silu(x),
        ["swish"] = static x => nn.functional.silu(x),
        ["tanh"] = static x => x.tanh(),
    };

    /// <summary>The function that a key of a configuration names.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The name where the key is missing.</param>
    /// <exception cref="InvalidDataException">There is no such function here.</exception>
    public static Func<Tensor, Tensor> Of(ModelConfig config, string key, string? otherwise = null) =>
        Known.TryGetValue(config.Text(key, otherwise), out var function)
            ? function
            : throw config.Error(key, string.Join(", ", Known.Keys.Select(name => $"\"{name}\"")) + ": one of these");

    // The approximation of Hendrycks and Gimpel, arXiv 1606.08415.
    private static Tensor Tanh(Tensor x) => nn.functional.gelu(x, GELU.Approximate.tanh);
}
