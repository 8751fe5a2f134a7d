using LoraDsl.Forward;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>A table E (rows, width), whose folded form is Eᵀ: A (rank, rows), B (width, rank).</summary>
internal sealed class EmbeddingLayer(string name, Embedding layer) : AdaptedLayer(name)
{
    public override nn.Module<Tensor, Tensor> Module => layer;

    // TorchSharp calls it nullable; there is no embedding without a table.
    public override Parameter Weight => layer.weight!;

    public override long InFeatures => Weight.shape[0];

    public override string? MergeRefusal => EmbeddingOptions.Of(layer).MaxNorm is { } norm
        ? $"it cuts rows to the norm {norm:g4} when they are looked up (max_norm), and would cut merged rows, too: its answers would change"
        : null;

    public override bool DropsInput => false;

    public override long OutFeatures => Weight.shape[1];

    public override long[] ShapeOfA(long rank) => [rank, InFeatures];

    public override long[] ShapeOfB(long rank) => [OutFeatures, rank];

    /// <summary>As PEFT starts embeddings: A zero, B normal.</summary>
    public override void Start(Tensor a, Tensor b)
    {
        nn.init.zeros_(a);
        nn.init.normal_(b);
    }

    public override Tensor Matrix(Tensor weight) => weight.t();

    public override Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b) =>
        output.reshape(-1, OutFeatures).addmm(LowRankLookup.Rows(input.flatten(), layer, a).t(), b.t()).view(output.shape);

    public override Parameter? Bias => null;

    public override Tensor RunWith(Tensor input, Tensor weight, Tensor? bias) => weight.index_select(0, input.flatten()).view([.. input.shape, OutFeatures]);

    public override Tensor RunWithoutBias(Tensor input) => layer.forward(input);

    public override Tensor Apply(Tensor input, Tensor a, Tensor b) =>
        LowRankLookup.Rows(input.flatten(), layer, a).t().mm(b.t()).view([.. input.shape, OutFeatures]);

    protected override void RequireShape(Tensor input, long[] shape)
    {
        if (input.dtype is not (ScalarType.Int64 or ScalarType.Int32))
            throw Misfit(input, "indices of type Int64 or Int32");
    }

    public override Tensor Fold(Tensor matrix) => matrix.t();
}
