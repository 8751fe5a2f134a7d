using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// Adapted linear layers that read the same input, run in one pass: one product with the rows of every A, one accumulation of the
/// input's gradient. The generator derives one sealed class for each group.
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

    /// <summary>The outputs of every layer with the adapters' parts.</summary>
    /// <param name="x">The input, (T, in).</param>
    /// <param name="pass">The layers as they take part.</param>
    /// <returns>An output of (T, out) for each layer, which belongs to the caller's dispose scope.</returns>
    protected abstract IReadOnlyList<Tensor> Adapt(Tensor x, IReadOnlyList<GroupMember> pass);

    /// <summary>Runs the layers.</summary>
    /// <param name="input">The input, (…, in).</param>
    /// <returns>An output of (…, out) for each layer.</returns>
    /// <exception cref="ArgumentException">The layers cannot take an input of this shape.</exception>
    protected IReadOnlyList<Tensor> Run(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        layers[0].RequireInput(input, shape);
        if (!CanShare())
            return Array.ConvertAll(members, member => member.forward(input));

        using var scope = NewDisposeScope();
        var isFolded = shape.Length == 2;
        var outputs = Adapt(isFolded ? input : input.reshape(-1, shape[^1]), Pass());
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

    private GroupMember[] Pass()
    {
        var pass = new GroupMember[members.Length];
        for (var index = 0; index < pass.Length; index++)
        {
            var (a, b, scaling) = members[index].FactorsOfPass();
            pass[index] = new GroupMember(layers[index].Weight, layers[index].Bias, a, b, scaling);
        }

        return pass;
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
