using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.LowRank;

/// <summary>One way to do a part of the work.</summary>
/// <param name="name">Its name in the results.</param>
/// <param name="tensors">What it works on.</param>
/// <param name="work">The work.</param>
internal sealed class LowRankContender(string name, LowRankTensors tensors, Action<LowRankTensors> work) : ManagedContender
{
    public override string Name => name;

    public override void Step()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        work(tensors);
    }

    public override void Dispose()
    {
    }
}
