using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>
/// Whether tensors outlive the call that they were made for, in code that the compiler has optimised: there a variable ends with its
/// last use, and a finalizer could free what libtorch is still working on.
/// </summary>
internal static class FinalizerProbe
{
    /// <summary>Passes tensors to differentiation that nothing else refers to, and collects in the middle of it.</summary>
    /// <returns>The tensors that were gone before the call ended; none is as it should be.</returns>
    public static IReadOnlyList<string> Lost()
    {
        var lost = new List<string>();
        foreach (var (name, run) in new (string, Action<Tensor>)[] { ("backward", Backward), ("grad", Gradient) })
        {
            using var x = ones(3, requires_grad: true);
            run(x);
            for (var index = 0; index < Collecting.Watched.Count; index++)
            {
                if (!Collecting.Watched[index].Survived[0])
                    lost.Add($"{name}: argument {index}");
            }
        }

        return lost;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Backward(Tensor x) => autograd.backward(Watch(Collecting.apply(x), first: true), Watch(ones(3)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Gradient(Tensor x) => autograd.grad([Watch(Collecting.apply(x), first: true)], [x], [Watch(ones(3))])[0].Dispose();

    private static Tensor Watch(Tensor tensor, bool first = false)
    {
        Collecting.Watched = [.. first ? [] : Collecting.Watched, (new WeakReference<Tensor>(tensor), [false])];
        return tensor;
    }
}
