using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// Gradients that a backward pass was given and gave. The objects that stand for them would keep each one alive until the caller's scope ends,
/// long after autograd is through with it; so those of a thread's last backward pass are let go when its next one begins.
/// </summary>
internal static class HandedGradients
{
    [ThreadStatic]
    private static List<Tensor>? last;

    /// <summary>Lets go of what was handed over last: by now libtorch has references of its own, or needs it no more.</summary>
    public static void Release()
    {
        last?.ForEach(gradient => gradient.Dispose());
        last?.Clear();
    }

    /// <summary>Takes gradients out of a function's scope; the caller's scope has them until the next <see cref="Release"/>.</summary>
    /// <param name="gradients">What the function returns.</param>
    /// <param name="outputGradient">What it was given.</param>
    public static IEnumerable<Tensor> HandOver(IEnumerable<Tensor?> gradients, Tensor outputGradient)
    {
        (last ??= []).Add(outputGradient);
        foreach (var gradient in gradients)
        {
            if (gradient is not null)
                last.Add(gradient.MoveToOuterDisposeScope());
            yield return gradient!;
        }
    }
}
