using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <remarks>Which layers share the projections is known only when all of them are attached, so they are made when the first of them needs them.</remarks>
public partial class VeraAdapter
{
    private VeraProjections? projections;

    /// <summary>The projections of the adapter's group.</summary>
    internal VeraProjections Projections
    {
        get
        {
            if (projections is not null)
                return projections;
            var group = Group();
            var shared = group.Select(adapter => adapter.projections).FirstOrDefault(known => known is not null)
                ?? VeraProjections.OfSeed(Seed, Rank, group.Max(adapter => adapter.InFeatures), group.Max(adapter => adapter.OutFeatures));
            RequireFit(Name, shared);
            return projections = shared;
        }
    }

    /// <summary>Takes projections that a file has.</summary>
    internal void Take(VeraProjections given) => projections = given;

    /// <summary>Throws unless projections are large enough for the layer.</summary>
    internal void RequireFit(string path, VeraProjections given) => RequireSizes(path, given.Rank, given.InFeatures, given.OutFeatures);

    private void RequireSizes(string path, long rank, long inFeatures, long outFeatures)
    {
        if (rank != Rank || inFeatures < InFeatures || outFeatures < OutFeatures)
            throw new InvalidOperationException($"The random projections of VeRA are of rank {rank} for layers up to {outFeatures} × {inFeatures}, and '{path}' is {OutFeatures} × {InFeatures} with rank {Rank}: attach all layers before the model runs for the first time, or load a file of this model.");
    }

    /// <inheritdoc/>
    internal sealed override void Save(SavedState state)
    {
        base.Save(state);
        var shared = Projections;
        state.Write("projection", shared.Seed, shared.InFeatures, shared.OutFeatures, shared.IsSeeded ? 1 : 0);
        if (shared.IsSeeded || !ReferenceEquals(Group()[0], this))
            return;
        state.WriteTensor("projection_a", shared.A);
        state.WriteTensor("projection_b", shared.B);
    }

    /// <inheritdoc/>
    internal sealed override void Load(SavedState state)
    {
        base.Load(state);
        var (seed, inFeatures, outFeatures, isSeeded) = Described(state);
        using var scope = NewDisposeScope();
        if (state.HasTensor("projection_a"))
        {
            var given = VeraProjections.Given(state.ReadTensor("projection_a"), state.ReadTensor("projection_b"), seed);
            foreach (var adapter in Group())
                adapter.Take(given);
        }
        else if (isSeeded)
        {
            Take(Group().Select(adapter => adapter.projections).FirstOrDefault(known => known is { IsSeeded: true } && known.Seed == seed && known.InFeatures == inFeatures && known.OutFeatures == outFeatures)
                ?? VeraProjections.OfSeed(seed, Rank, inFeatures, outFeatures));
        }
    }

    /// <inheritdoc/>
    private protected sealed override void RequireFit(string path, SavedState state, int rank)
    {
        var (_, inFeatures, outFeatures, _) = Described(state);
        RequireSizes(path, Rank, inFeatures, outFeatures);
        if (!state.HasTensor("projection_a"))
            return;
        var (a, b) = (state.ReadTensor("projection_a").shape, state.ReadTensor("projection_b").shape);
        if (a is not [var rows, var columns] || b is not [var outputs, var inner] || rows != inner)
            throw new InvalidDataException($"The saved projections of '{path}' are of the shapes ({string.Join(", ", a)}) and ({string.Join(", ", b)}), which are none of VeRA's: the checkpoint is damaged.");
        RequireSizes(path, rows, columns, outputs);
    }

    private static (int Seed, long InFeatures, long OutFeatures, bool IsSeeded) Described(SavedState state) => state.ReadWholeNumbers("projection") switch
    {
        [>= int.MinValue and <= int.MaxValue and var seed, >= 1 and var inFeatures, >= 1 and var outFeatures, >= 0 and <= 1 and var isSeeded] =>
            ((int)seed, inFeatures, outFeatures, isSeeded == 1),
        _ => throw new InvalidDataException("The checkpoint does not say which projections VeRA's adapters share: it is damaged."),
    };

    private (Tensor A, Tensor B) Shared(ScalarType type, Device device) => Projections.Of(InFeatures, OutFeatures, type, device);

    // Those of the whole model that have the name, the rank and the seed in common.
    private VeraAdapter[] Group()
    {
        if (Owner is null)
            return [this];
        VeraAdapter[] group = [.. Owner.Root.Named().Select(entry => entry.Adapter).OfType<VeraAdapter>().Where(adapter => adapter.AdapterName == AdapterName && adapter.Rank == Rank && adapter.Seed == Seed)];
        return Array.IndexOf(group, this) >= 0 ? group : [this];
    }
}
