using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Outputs of layers of any kind as rows of features.</summary>
internal static class LayerOutput
{
    /// <summary>The output as a matrix of shape (rows, features).</summary>
    public static Tensor Rows(LayerAdapter adapter, Tensor output) =>
        output.transpose(adapter.Layer.OutputDimension, -1).reshape(-1, adapter.OutFeatures);

    /// <summary>The mean of each feature in place of its values; of the output's shape.</summary>
    public static Tensor Mean(LayerAdapter adapter, Tensor output)
    {
        var feature = output.dim() + adapter.Layer.OutputDimension;
        long[] others = [.. Enumerable.Range(0, (int)output.dim()).Where(dimension => dimension != feature).Select(dimension => (long)dimension)];
        return output.mean(others, keepdim: true).expand(output.shape).contiguous();
    }
}
