using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>The transformer of generated blocks.</summary>
[Lora(TransformerCase.Rank, Alpha = TransformerCase.Alpha, Exclude = [nameof(embedding), nameof(head)])]
internal sealed partial class AdaptedTransformer : TransformerModel
{
    private readonly ModuleList<AdaptedBlock> blocks;

    public AdaptedTransformer(TransformerCase sizes, Device device, bool recomputes)
        : base(nameof(AdaptedTransformer), sizes, device)
    {
        blocks = ModuleList<AdaptedBlock>([.. Enumerable.Range(0, sizes.Depth).Select(_ => new AdaptedBlock(sizes, device, recomputes))]);
        RegisterComponents();
        AttachLora();
    }

    public override IReadOnlyList<TransformerBlock> Blocks => [.. blocks];
}
