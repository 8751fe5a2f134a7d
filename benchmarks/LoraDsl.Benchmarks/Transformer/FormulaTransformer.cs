using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>The transformer with every projection by one formula.</summary>
internal sealed class FormulaTransformer : TransformerModel
{
    private readonly ModuleList<FormulaBlock> blocks;

    public FormulaTransformer(TransformerCase sizes, Formula formula, Device device)
        : base(nameof(FormulaTransformer), sizes, device)
    {
        blocks = ModuleList<FormulaBlock>([.. Enumerable.Range(0, sizes.Depth).Select(_ => new FormulaBlock(sizes, formula, device))]);
        RegisterComponents();
    }

    public override IReadOnlyList<TransformerBlock> Blocks => [.. blocks];

    /// <summary>A and B of every projection.</summary>
    public IEnumerable<Parameter> Factors() =>
        Blocks.SelectMany(block => block.Projections).SelectMany(projection => new[] { projection.A!, projection.B! });
}
