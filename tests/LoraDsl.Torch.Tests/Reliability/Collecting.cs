using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>The identity, whose backward collects garbage: libtorch is in the middle of a call then that holds tensors of its caller.</summary>
internal sealed class Collecting : autograd.SingleTensorFunction<Collecting>
{
    /// <summary>Tensors that nobody refers to but the call that is running, and whether each was still there after the last backward.</summary>
    public static IReadOnlyList<(WeakReference<Tensor> Tensor, bool[] Survived)> Watched { get; set; } = [];

    public override string Name => nameof(Collecting);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).mul(1);

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        foreach (var (tensor, survived) in Watched)
            survived[0] = tensor.TryGetTarget(out _);
        return [grad_output.mul(1)];
    }
}
