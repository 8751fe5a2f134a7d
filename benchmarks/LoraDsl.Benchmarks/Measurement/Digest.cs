using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>What two processes compare a tensor by: its norm, and values spread over it. Python/digest.py makes the same.</summary>
/// <param name="Norm">The root of the sum of squares.</param>
/// <param name="Samples">Values at an odd stride.</param>
internal sealed record Digest(double Norm, IReadOnlyList<double> Samples)
{
    private const int SampleCount = 64;

    /// <summary>Of a tensor.</summary>
    public static Digest Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().reshape(-1).to(float32);
        var stride = (flat.numel() / SampleCount) | 1;
        var samples = flat[TensorIndex.Slice(null, null, stride)].cpu().to(float64).data<double>().ToArray();
        return new Digest(flat.norm().item<float>(), samples);
    }

    /// <summary>From Python's answer.</summary>
    public static Digest Of(JsonObject answer) =>
        new((double)answer["norm"]!, [.. answer["samples"]!.AsArray().Select(value => (double)value!)]);

    /// <summary>How far apart two tensors are: of the norms, and of the samples against the largest of them, the greater relative distance.</summary>
    public double DistanceTo(Digest other)
    {
        if (Samples.Count != other.Samples.Count)
            return double.PositiveInfinity;
        var largest = Math.Max(Samples.Max(Math.Abs), double.Epsilon);
        var apart = Samples.Zip(other.Samples, (mine, its) => Math.Abs(mine - its)).Max() / largest;
        return Math.Max(apart, Math.Abs(Norm - other.Norm) / Math.Max(Norm, double.Epsilon));
    }
}
