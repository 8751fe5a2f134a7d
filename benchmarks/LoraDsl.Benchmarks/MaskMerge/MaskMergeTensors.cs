using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.MaskMerge;

/// <summary>A sparse weight, factors, and memory of the weight's size.</summary>
internal sealed class MaskMergeTensors : IDisposable
{
    private readonly DisposeScope scope;

    public MaskMergeTensors(MaskMergeCase sizes, Device device)
    {
        random.manual_seed(1);
        scope = NewDisposeScope();
        Weight = randn(sizes.Out, sizes.In).masked_fill_(rand(sizes.Out, sizes.In).lt(0.5), 0).to(sizes.Type).to(device);
        A = randn(sizes.Rank, sizes.In).to(sizes.Type).to(device);
        B = randn(sizes.Out, sizes.Rank).to(sizes.Type).to(device);
        Target = empty_like(Weight);
    }

    public Tensor Weight { get; }

    public Tensor A { get; }

    public Tensor B { get; }

    public Tensor Target { get; }

    public void Dispose() => scope.Dispose();
}
