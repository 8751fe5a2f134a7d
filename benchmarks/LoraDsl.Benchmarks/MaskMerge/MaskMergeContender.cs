using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.MaskMerge;

/// <summary>One way to compute the masked weight of given factors.</summary>
/// <param name="name">Its name in the results.</param>
/// <param name="tensors">What it works on.</param>
/// <param name="merge">The work.</param>
internal sealed class MaskMergeContender(string name, MaskMergeTensors tensors, Action<MaskMergeTensors> merge) : ManagedContender
{
    public override string Name => name;

    public override void Step()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        merge(tensors);
        if (tensors.Weight.is_cuda)
            cuda.synchronize();
    }

    public override void Dispose()
    {
    }
}
