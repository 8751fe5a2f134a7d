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
/// whatever state the layer's adapter is. A layer that cannot share the pass runs by itself, beside the others: one without an adapter that takes
/// part, with a sum of adapters or one for each row, with dropout in training, which gives the adapter an input of its own, and with a method
/// whose part is no product of factors, LoRS's and DoRA's.
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
        var shared = Shared();
        if (shared.Count(adapter => adapter is not null) < 2)
            return Array.ConvertAll(places, place => place.forward(input));

        using var scope = NewDisposeScope();
        var isFolded = shape.Length == 2;
        var x = isFolded ? input : input.reshape(-1, shape[^1]);
        var parts = new (Tensor A, Tensor B, double Scaling)?[places.Length];
        var results = new Tensor[places.Length];
        for (var index = 0; index < places.Length; index++)
        {
            // In the order of the layers, so that what they draw at random is what they draw one by one.
            if (shared[index] is { } adapter)
                parts[index] = adapter.FactorsOfPass();
            else
                results[index] = places[index].forward(input);
        }

        var h = x.mm(cat([.. parts.OfType<(Tensor A, Tensor B, double Scaling)>().Select(part => LowRank.As(part.A, x))], 0).t());
        var first = 0L;
        for (var index = 0; index < places.Length; index++)
        {
            if (parts[index] is { } part)
            {
                var rank = part.A.shape[0];
                var output = Expand(x, layers[index], h.narrow(1, first, rank), part.B, part.Scaling);
                first += rank;
                places[index].IsReached = true;
                results[index] = shared[index]!.Observed(input, isFolded ? output : output.view([.. shape[..^1], layers[index].OutFeatures]));
            }

            results[index].MoveToOuterDisposeScope();
        }

        return results;
    }

    // The adapters that can share the pass, decided once: another thread may merge meanwhile.
    private LowRankAdapter?[] Shared()
    {
        var adapters = new LowRankAdapter?[places.Length];
        for (var index = 0; index < places.Length; index++)
        {
            if (places[index].Only is not LowRankAdapter adapter)
                continue;
            adapter.Follow();
            if (adapter.TakesPart && adapter.SharesProduct)
                adapters[index] = adapter;
        }

        return adapters;
    }

    // y = x·Wᵀ + bias + h·(s·B)ᵀ.
    private static Tensor Expand(Tensor x, LinearLayer layer, Tensor h, Tensor b, double scaling)
    {
        var output = nn.functional.linear(x, layer.Weight, layer.Bias);
        output.addmm_(h, LowRank.As(scaling == 1 ? b : b.Times(scaling), x).t());
        return output;
    }

    private static LinearLayer LayerOf(string group, AdaptedPlace place) => place.Layer as LinearLayer ?? throw new InvalidOperationException(
        $"'{place.Name}' cannot be in the group '{group}': only Linear layers read one input by a product of the same form.");
}
