using LoraDsl.State;

namespace LoraDsl.Adapters;

public abstract partial class LayerAdapter
{
    /// <summary>The method's name, for people and files.</summary>
    internal abstract string Method { get; }

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
    internal void RequireFit(string path, SavedState state)
    {
        RequireUnmerged("restore");
        if (state.ReadText("kind") is var saved && saved != Method)
            throw new InvalidOperationException($"The saved adapter of '{path}' is one of {saved}, but the model has one of {Method} there: is it a checkpoint of another model?");
        long[][] shapes = [.. Factors.Select((_, index) => state.ReadTensor($"factor{index}").shape)];
        var rank = (int)shapes[0].FirstOrDefault();
        var fits = HoldsRank(rank) && shapes[0].SequenceEqual(Layer.ShapeOfA(rank)) && shapes[1].SequenceEqual(Layer.ShapeOfB(rank));
        if (!fits)
        {
            throw new InvalidOperationException(
                $"The saved adapter of '{path}' has A of shape ({string.Join(", ", shapes[0])}) and B of shape ({string.Join(", ", shapes[1])}), which the model's adapter there cannot hold: is it a checkpoint of another model, or did the attribute change?");
        }
    }

    /// <summary>Takes over what <see cref="Save"/> wrote and <see cref="RequireFit"/> let pass. Parameter objects stay where the shapes allow it.</summary>
    internal virtual void Load(SavedState state)
    {
        bool[] trained = [.. Factors.Select(factor => factor.requires_grad)];
        SetFactors([.. trained.Select((_, index) => state.ReadTensor($"factor{index}"))]);
        foreach (var (factor, isTrained) in Factors.Zip(trained))
            factor.requires_grad = isTrained;
    }

    /// <summary>Whether training can leave the adapter with this many rows of A.</summary>
    private protected virtual bool HoldsRank(int rank) => rank == StoredRank;
}
