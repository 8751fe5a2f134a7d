using LoraDsl.Adapters;
using LoraDsl.Forward;
using LoraDsl.Kernels;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// Adapted linear layers that read the same input, run in one pass: one product with the rows of every A, whose part of the input's gradient is
/// one product, too. The generator derives one sealed class for each group.
/// </summary>
/// <remarks>
/// A group owns nothing: its layers and adapters stay registered where they are. A pass of it is a pass of each layer by its formula, in
/// whatever state the layer's adapter is. Where nothing can be shared, each layer runs by itself: while no adapter takes part, and while
/// dropout gives every adapter an input of its own.
/// </remarks>
public abstract class LinearGroup
{
    private readonly AdaptedPlace[] places;
    private readonly LinearLayer[] layers;

    /// <summary>Joins adapters.</summary>
    /// <param name="name">The group's name, for messages.</param>
    /// <param name="members">The adapters, in the order of the outputs.</param>
    /// <exception cref="InvalidOperationException">The layers take inputs of different sizes, or one cannot be in a group.</exception>
    protected LinearGroup(string name, params LayerAdapter[] members)
        : this(name, Array.ConvertAll(members ?? throw new ArgumentNullException(nameof(members)), static member => member.Place))
    {
        Members = members;
        if (Array.Find(members, member => member is LorsAdapter) is { } masked)
        {
            throw new InvalidOperationException(
                $"'{masked.Name}' cannot be in the group '{name}': [Lors] works on a masked weight, which shares no product with other layers.");
        }
    }

    /// <summary>Joins places, whatever adapters they come to have.</summary>
    /// <param name="name">The group's name, for messages.</param>
    /// <param name="places">The places, in the order of the outputs.</param>
    /// <exception cref="InvalidOperationException">The layers take inputs of different sizes, or one cannot be in a group.</exception>
    protected LinearGroup(string name, params AdaptedPlace[] places)
    {
        ArgumentNullException.ThrowIfNull(places);
        Name = name;
        this.places = places;
        layers = Array.ConvertAll(places, place => LayerOf(name, place));
        foreach (var layer in layers)
        {
            if (layer.InFeatures != layers[0].InFeatures)
            {
                throw new InvalidOperationException(
                    $"The layers of the group '{name}' cannot read one input: '{layers[0].Name}' takes {layers[0].InFeatures} features and '{layer.Name}' {layer.InFeatures}. Make them agree, or take [LoraGroup] from one of them.");
            }
        }
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>The adapters that the class of the model declares for its layers, in the order of the outputs; none where it declares places only.</summary>
    public IReadOnlyList<LayerAdapter> Members { get; } = [];

    /// <summary>Runs the layers.</summary>
    /// <param name="input">The input, (…, in).</param>
    /// <returns>An output of (…, out) for each layer.</returns>
    /// <exception cref="ArgumentException">The layers cannot take an input of this shape or device.</exception>
    protected IReadOnlyList<Tensor> Run(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        layers[0].RequireInput(input, shape);
        if (Shared() is not { } adapters)
            return Array.ConvertAll(places, place => place.forward(input));

        using var scope = NewDisposeScope();
        var isFolded = shape.Length == 2;
        var outputs = Adapt(adapters, isFolded ? input : input.reshape(-1, shape[^1]));
        var results = new Tensor[places.Length];
        for (var index = 0; index < places.Length; index++)
        {
            var output = isFolded ? outputs[index] : outputs[index].view([.. shape[..^1], layers[index].OutFeatures]);
            places[index].IsReached = true;
            results[index] = (places[index].Only?.Observed(input, output) ?? output).MoveToOuterDisposeScope();
        }

        return results;
    }

    // What takes part in a pass is decided once: another thread may merge meanwhile. Nothing where the pass cannot be shared.
    private LowRankAdapter?[]? Shared()
    {
        var adapters = new LowRankAdapter?[places.Length];
        for (var index = 0; index < places.Length; index++)
        {
            if (places[index].IsMixed)
                return null;
            if (places[index].Only is not { } adapter)
                continue;
            adapter.Follow();
            if (!adapter.TakesPart)
                continue;
            if (adapter is not LowRankAdapter lowRank || adapter is LorsAdapter or DoraAdapter || (adapter.training && adapter.Dropout > 0))
                return null;
            adapters[index] = lowRank;
        }

        return Array.TrueForAll(adapters, adapter => adapter is null) ? null : adapters;
    }

    // yᵢ = x·Wᵢᵀ + biasᵢ + hᵢ·(sᵢ·Bᵢ)ᵀ, where the hᵢ are the columns of one product of x with the rows of every A.
    private Tensor[] Adapt(LowRankAdapter?[] adapters, Tensor x)
    {
        var factors = Array.ConvertAll(adapters, static adapter => adapter?.FactorsOfPass());
        var rows = cat([.. factors.Where(factor => factor is not null).Select(factor => LowRank.As(factor!.Value.A, x))], 0);
        var h = x.mm(rows.t());
        var outputs = new Tensor[places.Length];
        var first = 0L;
        for (var index = 0; index < outputs.Length; index++)
        {
            outputs[index] = nn.functional.linear(x, layers[index].Weight, layers[index].Bias);
            if (factors[index] is not var (a, b, scaling))
                continue;
            var rank = a.shape[0];
            outputs[index].addmm_(h.narrow(1, first, rank), LowRank.As(scaling == 1 ? b : b.Times(scaling), x).t());
            first += rank;
        }

        return outputs;
    }

    private static LinearLayer LayerOf(string group, AdaptedPlace place) => place.Layer as LinearLayer ?? throw new InvalidOperationException(
        $"'{place.Name}' cannot be in the group '{group}': only Linear layers read one input by a product of the same form.");
}
