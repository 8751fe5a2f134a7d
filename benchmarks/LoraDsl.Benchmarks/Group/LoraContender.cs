using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Group;

/// <summary>The generated code, of the group or of each layer by itself.</summary>
internal sealed class LoraContender : GroupContender
{
    private readonly GroupedProjections model;
    private readonly bool isTogether;

    public LoraContender(GroupCase sizes, Device device, bool isTogether)
        : base(sizes, device)
    {
        this.isTogether = isTogether;
        model = new GroupedProjections(Layers);
        Factors = [.. model.parameters().Where(parameter => parameter.requires_grad)];
    }

    public override string Name => isTogether ? "group" : "single";

    protected override IReadOnlyList<Parameter> Factors { get; }

    public override void Dispose()
    {
        model.Dispose();
        base.Dispose();
    }

    protected override Tensor[] Forward(Tensor x)
    {
        if (!isTogether)
            return [model.Query.forward(x), model.Key.forward(x), model.Value.forward(x)];
        var (query, key, value) = model.Projections.forward(x);
        return [query, key, value];
    }
}
