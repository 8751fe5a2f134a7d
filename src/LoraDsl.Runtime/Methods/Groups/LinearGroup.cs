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
    private readonly LayerAdapter[] members;
    private readonly LinearLayer[] layers;

    /// <summary>Joins adapters.</summary>
    /// <param name="name">The group's name, for messages.</param>
    /// <param name="members">The adapters, in the order of the outputs.</param>
    /// <exception cref="InvalidOperationException">The layers take inputs of different sizes, or one cannot be in a group.</exception>
    protected LinearGroup(string name, params LayerAdapter[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        Name = name;
        this.members = members;
        layers = Array.ConvertAll(members, member => LayerOf(name, member));
        foreach (var member in members)
        {
            if (member.InFeatures != members[0].InFeatures)
            {
                throw new InvalidOperationException(
                    $"The layers of the group '{name}' cannot read one input: '{members[0].Name}' takes {members[0].InFeatures} features and '{member.Name}' {member.InFeatures}. Make them agree, or take [LoraGroup] from one of them.");
            }
        }
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>The adapters of its layers, in the order of the outputs.</summary>
    public IReadOnlyList<LayerAdapter> Members => members;

    /// <summary>Runs the layers.</summary>
    /// <param name="input">The input, (…, in).</param>
    /// <returns>An output of (…, out) for each layer.</returns>
    /// <exception cref="ArgumentException">The layers cannot take an input of this shape or device.</exception>
    protected IReadOnlyList<Tensor> Run(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        layers[0].RequireInput(input, shape);
        if (!CanShare())
            return Array.ConvertAll(members, member => member.forward(input));

        using var scope = NewDisposeScope();
        var isFolded = shape.Length == 2;
        var outputs = Adapt(isFolded ? input : input.reshape(-1, shape[^1]));
        var results = new Tensor[members.Length];
        for (var index = 0; index < members.Length; index++)
        {
            var output = isFolded ? outputs[index] : outputs[index].view([.. shape[..^1], layers[index].OutFeatures]);
            results[index] = members[index].Observed(input, output).MoveToOuterDisposeScope();
        }

        return results;
    }

    private bool CanShare()
    {
        var adapts = false;
        foreach (var member in members)
        {
            if (!member.TakesPart)
                continue;
            if (member.training && member.Dropout > 0)
                return false;
            adapts = true;
        }

        return adapts;
    }

    // yᵢ = x·Wᵢᵀ + biasᵢ + hᵢ·(sᵢ·Bᵢ)ᵀ, where the hᵢ are the columns of one product of x with the rows of every A.
    private Tensor[] Adapt(Tensor x)
    {
        var factors = Array.ConvertAll(members, static member => member.FactorsOfPass());
        var rows = cat(Array.ConvertAll(factors, factor => LowRank.As(factor.A, x)), 0);
        var h = x.mm(rows.t());
        var outputs = new Tensor[members.Length];
        var first = 0L;
        for (var index = 0; index < outputs.Length; index++)
        {
            var (a, b, scaling) = factors[index];
            var rank = a.shape[0];
            outputs[index] = nn.functional.linear(x, layers[index].Weight, layers[index].Bias);
            if (rank > 0)
                outputs[index].addmm_(h.narrow(1, first, rank), LowRank.As(scaling == 1 ? b : b.Times(scaling), x).t());
            first += rank;
        }

        return outputs;
    }

    private static LinearLayer LayerOf(string group, LayerAdapter member) => member switch
    {
        LorsAdapter => throw new InvalidOperationException(
            $"'{member.Name}' cannot be in the group '{group}': [Lors] works on a masked weight, which shares no product with other layers."),
        { Layer: LinearLayer layer } => layer,
        _ => throw new InvalidOperationException(
            $"'{member.Name}' cannot be in the group '{group}': only Linear layers read one input by a product of the same form."),
    };
}
