using Shared.Data;
using static TorchSharp.torch;

namespace Shared.Training;

/// <summary>What a classifier answers, and how often it is right.</summary>
internal static class Evaluation
{
    private const long BatchSize = 1000;

    /// <summary>The logits (N, classes) of all images, in evaluation mode.</summary>
    /// <param name="model">Images to logits.</param>
    /// <param name="images">(N, height, width).</param>
    public static Tensor Logits(nn.Module<Tensor, Tensor> model, Tensor images)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        model.eval();
        var parts = new List<Tensor>();
        for (var start = 0L; start < images.shape[0]; start += BatchSize)
            parts.Add(model.forward(images.narrow(0, start, Math.Min(BatchSize, images.shape[0] - start))));
        return cat(parts, 0).MoveToOuterDisposeScope();
    }

    /// <summary>The share of images whose greatest logit is that of their label, from 0 to 1.</summary>
    /// <param name="model">Images to logits.</param>
    /// <param name="images">Images and labels.</param>
    public static double Accuracy(nn.Module<Tensor, Tensor> model, LabelledImages images) => Score(model, images).Accuracy;

    /// <summary>Accuracy and loss of a classifier.</summary>
    /// <param name="model">Images to logits.</param>
    /// <param name="images">Images and labels.</param>
    public static Score Score(nn.Module<Tensor, Tensor> model, LabelledImages images)
    {
        using var scope = NewDisposeScope();
        var logits = Logits(model, images.Images);
        var right = logits.argmax(1).eq(images.Labels).sum();
        var loss = nn.functional.cross_entropy(logits, images.Labels);
        return new Score((double)right.item<long>() / images.Count, loss.item<float>());
    }
}
