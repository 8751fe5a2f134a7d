using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Moving averages of one weight's sensitivity and of its uncertainty; they live in the scope that they are made in.</summary>
internal sealed class SensitivityAverages
{
    private readonly AdaptedLayer layer;
    private readonly double sensitivityDecay;
    private readonly double uncertaintyDecay;
    private readonly Tensor sensitivity;
    private readonly Tensor uncertainty;

    public SensitivityAverages(AdaptedLayer layer, double sensitivityDecay, double uncertaintyDecay)
    {
        this.layer = layer;
        this.sensitivityDecay = sensitivityDecay;
        this.uncertaintyDecay = uncertaintyDecay;
        using var noGradient = no_grad();
        var type = layer.Weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        sensitivity = zeros_like(layer.Weight, dtype: type);
        uncertainty = zeros_like(sensitivity);
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="runs">Input and gradient of the output of each run of the layer; none where the loss does not depend on it.</param>
    public void Add(IReadOnlyList<(Tensor Input, Tensor Gradient)> runs)
    {
        using var scope = NewDisposeScope();
        var present = WeightGradient.Of(layer, runs);
        using var noGradient = no_grad();
        present.mul_(layer.Weight).abs_();
        sensitivity.mul_(sensitivityDecay).add_(present, alpha: 1 - sensitivityDecay);
        uncertainty.mul_(uncertaintyDecay).add_(present.sub_(sensitivity).abs_(), alpha: 1 - uncertaintyDecay);
    }

    /// <summary>The mean of Ī·Ū over the entries.</summary>
    public double Score()
    {
        using var scope = NewDisposeScope();
        return sensitivity.mul(uncertainty).to(ScalarType.Float64).mean().item<double>();
    }
}
