using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>A Linear or Conv2d layer of a model. That it is adapted makes no difference: its adapter stands beside it.</summary>
/// <param name="Path">Its name in the model's <c>state_dict</c>.</param>
/// <param name="Module">The layer.</param>
/// <param name="Weight">Its weight.</param>
public sealed record PrunableLayer(string Path, nn.Module<Tensor, Tensor> Module, Parameter Weight)
{
    /// <summary>Outputs of the layer, or output channels.</summary>
    public long Rows => Weight.shape[0];

    /// <summary>Inputs that one output sees: of a convolution, the input channels of its group times the kernel's values.</summary>
    public long Columns => Weight.numel() / Math.Max(1, Rows);

    /// <summary>The weight as a matrix of (<see cref="Rows"/>, <see cref="Columns"/>): a view, without its history.</summary>
    public Tensor Matrix() => Weight.detach().view(Rows, Columns);

    /// <summary>The layers of a model, each once, a weight that several of them share too.</summary>
    /// <param name="model">The model; may be such a layer itself, whose path is then empty.</param>
    /// <param name="chosen">Which to take, by path; all of them when left out.</param>
    internal static IReadOnlyList<PrunableLayer> Of(nn.Module model, Func<string, bool>? chosen)
    {
        var found = new List<PrunableLayer>();
        var weights = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach (var (path, module) in model.named_modules().Prepend(("", model)))
        {
            PrunableLayer? layer = module switch
            {
                Linear linear => new(path, linear, linear.weight),
                Conv2d convolution => new(path, convolution, convolution.weight),
                _ => null,
            };
            if (layer is not null && (chosen is null || chosen(path)) && weights.Add(layer.Weight))
                found.Add(layer);
        }

        return found;
    }
}
