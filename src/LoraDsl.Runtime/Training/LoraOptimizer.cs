using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// An optimizer over the trainable parameters of an adapted model whose <see cref="step"/> also does what the adapters need at each
/// step: DyLoRA draws its next rank and keeps still what a frozen step is not to move.
/// </summary>
/// <remarks>It wraps an optimizer of the user's choice; learning-rate schedulers take it as they take any other.</remarks>
public sealed class LoraOptimizer : optim.Optimizer
{
    private readonly optim.Optimizer inner;
    private readonly AdapterSet set;
    private readonly (string Path, LayerAdapter Adapter, Parameter A, Parameter B)[] trained;
    private readonly DyLoraAdapter[] dynamic;
    private readonly Random ranks;

    internal LoraOptimizer(AdapterSet set, optim.Optimizer inner, int? seed)
        : base(IntPtr.Zero)
    {
        this.set = set;
        this.inner = inner;
        trained = [.. set.Named().Select(entry => (entry.Path, entry.Adapter, entry.Adapter.A, entry.Adapter.B))];
        dynamic = [.. trained.Select(entry => entry.Adapter).OfType<DyLoraAdapter>()];
        ranks = new Random(seed ?? (dynamic.Length > 0 ? DrawSeed() : 0));
        DrawRanks();
    }

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => inner.ParamGroups;

    /// <summary>One step of the wrapped optimizer and of the adapters.</summary>
    /// <param name="closure">Computes the loss and its gradients anew, for optimizers that ask for it.</param>
    /// <returns>What the wrapped optimizer returns: the closure's loss.</returns>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged, or its parameters were replaced (by a move to another device or type, an allocation of ranks or a load)
    /// after the optimizer was made; nothing was changed.
    /// </exception>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        RequireCurrentParameters();
        foreach (var adapter in dynamic)
            adapter.BeforeStep();
        try
        {
            return inner.step(closure)!;
        }
        finally
        {
            foreach (var adapter in dynamic)
                adapter.AfterStep();
            DrawRanks();
        }
    }

    /// <inheritdoc/>
    public override void zero_grad() => inner.zero_grad();

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => inner.parameters();

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group) => inner.add_param_group(param_group);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static int DrawSeed()
    {
        using var drawn = randint(int.MaxValue, [1L]);
        return (int)drawn.item<long>();
    }

    private void DrawRanks()
    {
        // One draw for the whole model: adapters of the same range work at the same rank.
        var position = ranks.NextDouble();
        foreach (var adapter in dynamic)
            adapter.DrawRank(position);
    }

    private void RequireCurrentParameters()
    {
        set.RequireUnmerged("train");
        foreach (var (path, adapter, a, b) in trained)
        {
            if (!ReferenceEquals(a, adapter.A) || !ReferenceEquals(b, adapter.B))
            {
                throw new InvalidOperationException(
                    $"The parameters of the adapter '{path}' were replaced after the optimizer was made: make the optimizer last, after to(), AllocateRanks() and Load().");
            }
        }
    }
}
