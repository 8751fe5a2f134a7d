using LoraDsl;
using LoraDsl.Pruning;
using Shared.Data;
using Shared.Models;
using SparseDigits.CommandLine;
using SparseDigits.Recovery;
using static TorchSharp.torch;

namespace SparseDigits;

/// <summary>Prunes the transformer.</summary>
internal static class SparseBase
{
    /// <summary>Whether a layer is pruned: all that are adapted are, the patch embedding is not.</summary>
    public static bool IsPruned(string path) => !path.StartsWith("embedding", StringComparison.Ordinal);

    /// <summary>A pruned copy of a transformer.</summary>
    /// <param name="dense">The transformer.</param>
    /// <param name="shape">Its sizes.</param>
    /// <param name="pattern">Which weights may stay.</param>
    /// <param name="score">What tells those that matter.</param>
    /// <param name="calibration">Batches for scores that look at data.</param>
    public static VisionTransformer Of(
        VisionTransformer dense, TransformerShape shape, SparsityPattern pattern, PruningChoice score, IReadOnlyList<LabelledImages> calibration)
    {
        // An adapted model shows the inputs of its layers.
        using var adapted = RecoveryMethod.Lors(shape).On(dense, CPU);
        adapted.Model.Prune(
            pattern,
            score switch
            {
                PruningChoice.Wanda => WandaScore.Over(calibration, batch => adapted.Model.forward(batch.Images)),
                PruningChoice.Random => new RandomScore(),
                _ => new MagnitudeScore(),
            },
            IsPruned);
        return Plain(adapted.Model, shape);
    }

    /// <summary>The transformer alone with the weights that a model has for it.</summary>
    public static VisionTransformer Plain(nn.Module model, TransformerShape shape)
    {
        var plain = new VisionTransformer(shape);
        plain.load_state_dict(model.state_dict(), strict: false);
        plain.eval();
        return plain;
    }

    /// <summary>Makes zero again what is zero in another transformer.</summary>
    public static void PutZerosBack(VisionTransformer model, VisionTransformer sparse)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (trained, pruned) in model.parameters().Zip(sparse.parameters()))
            trained.masked_fill_(pruned.eq(0), 0);
    }
}
