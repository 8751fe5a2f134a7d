using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>What AdaLoRA has seen of the gradients of an adapter, and what its triplets score by that.</summary>
internal sealed class TripletStatistics(AdaLoraAdapter adapter) : IStateful, IDisposable
{
    private readonly SmoothedSensitivity q = new(adapter.A);
    private readonly SmoothedSensitivity p = new(adapter.B);
    private readonly SmoothedSensitivity lambda = new(adapter.E);

    /// <summary>Takes in the gradients of a step, before the parameters move.</summary>
    public void Update(AdaLoraOptions options)
    {
        q.Update(adapter.A, options.Beta1, options.Beta2);
        p.Update(adapter.B, options.Beta1, options.Beta2);
        lambda.Update(adapter.E, options.Beta1, options.Beta2);
    }

    /// <summary>s(λᵢ) + mean_j s(P_ji) + mean_j s(Q_ij) of each stored triplet i; to be disposed by the caller's scope.</summary>
    public Tensor Scores() => lambda.Scores().view(-1)
        .add(p.Scores().flatten(1).mean([0L]))
        .add(q.Scores().flatten(1).mean([1L]));

    /// <summary>Drops what was taken out of the parameters.</summary>
    /// <param name="indices">The triplets that stay.</param>
    public void Keep(Tensor indices)
    {
        q.Keep(0, indices);
        p.Keep(1, indices);
        lambda.Keep(0, indices);
    }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        q.Save(state.Section("q"));
        p.Save(state.Section("p"));
        lambda.Save(state.Section("lambda"));
    }

    /// <summary>Throws unless saved statistics are those of an adapter like this.</summary>
    /// <exception cref="InvalidOperationException">They are those of another.</exception>
    /// <exception cref="InvalidDataException">They are incomplete.</exception>
    public static void RequireFit(SavedState state, AdaLoraAdapter adapter)
    {
        SmoothedSensitivity.RequireFit(state.Section("q"), adapter.A);
        SmoothedSensitivity.RequireFit(state.Section("p"), adapter.B);
        SmoothedSensitivity.RequireFit(state.Section("lambda"), adapter.E);
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        q.Load(state.Section("q"));
        p.Load(state.Section("p"));
        lambda.Load(state.Section("lambda"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        q.Dispose();
        p.Dispose();
        lambda.Dispose();
    }
}
