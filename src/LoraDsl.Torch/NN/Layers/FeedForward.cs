using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>What the layers of transformers share: what they are made of, and the order of their steps.</summary>
internal static class FeedForward
{
    /// <summary>An activation.</summary>
    public static Tensor Activate(Tensor x, nn.Activations activation) => activation == nn.Activations.GELU ? F.gelu(x) : F.relu(x);

    /// <summary>norm(x + dropout(branch)).</summary>
    public static Tensor Joined(Tensor x, Tensor branch, Dropout dropout, LayerNorm norm) => norm.call(x + dropout.call(branch));

    /// <summary>Weights of matrices drawn as in PyTorch's Transformer: Xavier-uniform; vectors stay.</summary>
    public static void DrawMatrices(nn.Module module)
    {
        foreach (var parameter in module.parameters())
        {
            if (parameter.dim() > 1)
                nn.init.xavier_uniform_(parameter);
        }
    }

    /// <summary>As many copies of a layer as are wanted, with its values.</summary>
    public static ModuleList<T> Copies<T>(T layer, long count, Func<T> another) where T : nn.Module
    {
        var copies = new T[count];
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i] = another();
            copies[i].load_state_dict(layer.state_dict());
        }
        return new ModuleList<T>(copies);
    }
}
