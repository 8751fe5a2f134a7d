using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Models;
using LoraDsl.Models.Bert;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Models;

/// <summary>all-MiniLM-L6-v2 by LoraDsl.Models.</summary>
internal sealed class SentenceContender : ManagedContender
{
    private readonly BertSentenceEncoder encoder;
    private readonly Tensor ids;
    private readonly Tensor mask;

    public SentenceContender(string folder, EncoderCase batch)
    {
        encoder = Pretrained.Load<BertSentenceEncoder>(folder);
        (ids, mask) = batch.Make();
    }

    /// <inheritdoc/>
    public override string Name => "lora-dsl";

    /// <summary>The embeddings, of shape (batch, 384).</summary>
    public Tensor Embed()
    {
        using var untracked = inference_mode();
        return encoder.forward(ids, mask);
    }

    /// <inheritdoc/>
    public override void Step() => Embed().Dispose();

    /// <inheritdoc/>
    public override void Dispose()
    {
        encoder.Dispose();
        ids.Dispose();
        mask.Dispose();
    }
}
