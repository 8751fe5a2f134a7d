using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>First values of heads that a checkpoint lacks.</summary>
internal static class NewHeads
{
    /// <summary>Matrices become normal; vectors, biases and weights of norms, have their first values since they were made.</summary>
    public static void Fill(Dictionary<string, Tensor> model, IReadOnlyList<string> heads, double deviation)
    {
        using var untracked = no_grad();
        foreach (var (name, tensor) in model)
        {
            if (tensor.dim() > 1 && heads.Any(head => name == head || name.StartsWith(head + ".", StringComparison.Ordinal)))
                tensor.normal_(0, deviation);
        }
    }
}
