using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LayerAdapter
{
    /// <summary>The method's name, for people and files.</summary>
    internal abstract string Method { get; }

    /// <summary>
    /// What the optimizer's step does for the method besides moving parameters, as the end of "a plain one does not …";
    /// <see langword="null"/> where any optimizer will do.
    /// </summary>
    internal virtual string? StepDuty => null;

    /// <summary>Forgets what the method kept of the training that ends here: another one follows.</summary>
    internal virtual void ForgetTraining()
    {
    }

    /// <summary>Writes down the factors and what else the method keeps from step to step.</summary>
    internal virtual void Save(SavedState state)
    {
        state.WriteText("kind", Method);
        foreach (var (index, factor) in Factors.Index())
            state.WriteTensor($"factor{index}", factor);
    }

    /// <summary>Throws, before anything is changed, unless a saved state is one of an adapter like this.</summary>
    /// <param name="path">The adapter's path in the model, for the message.</param>
    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidOperationException">It is that of another adapter.</exception>
    /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
    internal void RequireFit(string path, SavedState state)
    {
        RequireUnmerged("restore");
        if (state.ReadText("kind") is var kind && kind != Method)
            throw new InvalidOperationException($"The saved adapter of '{path}' is one of {kind}, but the model has one of {Method} there: is it a checkpoint of another model?");
        Tensor[] saved = [.. Factors.Select((_, index) => state.ReadTensor($"factor{index}"))];
        var rank = (int)Math.Min(int.MaxValue, saved[0].shape.FirstOrDefault());
        var shapes = ShapesAt(rank);
        if (!HoldsRank(rank) || !saved.Zip(shapes).All(pair => pair.First.shape.AsSpan().SequenceEqual(pair.Second)))
        {
            throw new InvalidOperationException(
                $"The saved adapter of '{path}' has factors of the shapes {string.Join(", ", saved.Select(factor => $"({string.Join(", ", factor.shape)})"))}, which the model's adapter there cannot hold: is it a checkpoint of another model, or did the attribute change?");
        }

        if (saved.Zip(Factors).FirstOrDefault(pair => pair.First.dtype != pair.Second.dtype) is ({ } odd, { } factor))
            throw new InvalidOperationException($"The saved adapter of '{path}' is of type {odd.dtype}, but the model's is of {factor.dtype}: move the model to the type that it was trained in.");
        RequireFit(path, state, rank);
    }

    /// <summary>The shapes of <see cref="Factors"/> at a rank.</summary>
    private protected virtual IReadOnlyList<long[]> ShapesAt(int rank) => [.. RegisteredFactors.Select(factor => factor.shape)];

    /// <summary>Does as <see cref="RequireFit(string, SavedState)"/> for what the method keeps besides the factors.</summary>
    /// <param name="path">The adapter's path in the model, for the message.</param>
    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="rank">The first size of the first factor in it.</param>
    private protected virtual void RequireFit(string path, SavedState state, int rank)
    {
    }

    /// <summary>Takes over what <see cref="Save"/> wrote and <see cref="RequireFit(string, SavedState)"/> let pass. Parameter objects stay where the shapes allow it.</summary>
    internal virtual void Load(SavedState state)
    {
        bool[] trained = [.. Factors.Select(factor => factor.requires_grad)];
        SetFactors([.. trained.Select((_, index) => state.ReadTensor($"factor{index}"))]);
        foreach (var (factor, isTrained) in Factors.Zip(trained))
            factor.requires_grad = isTrained;
    }

    /// <summary>Whether training can leave the adapter with this rank, the first size of the first factor.</summary>
    private protected virtual bool HoldsRank(int rank) => true;
}
