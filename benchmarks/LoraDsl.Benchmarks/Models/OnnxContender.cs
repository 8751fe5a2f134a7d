using LoraDsl.Benchmarks.Measurement;
using Microsoft.ML.OnnxRuntime;
using MiniLm;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LoraDsl.Benchmarks.Models;

/// <summary>The same weights by ONNX Runtime on as many threads, with the same pooling behind it.</summary>
internal sealed class OnnxContender : ManagedContender
{
    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession session;
    private readonly OrtValue[] values;
    private readonly Tensor weights;
    private readonly RunOptions options = new();

    public OnnxContender(EncoderCase batch)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = get_num_threads(), GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        session = new InferenceSession(MiniLmPackage.Onnx(), settings);
        var (ids, mask) = batch.Make();
        using (ids)
        using (mask)
        {
            long[] shape = ids.shape;
            values = [.. new[] { ids.data<long>().ToArray(), mask.data<long>().ToArray(), new long[ids.numel()] }.Select(tokens => OrtValue.CreateTensorValueFromMemory(tokens, shape))];
            using var scope = NewDisposeScope();
            weights = mask.to(ScalarType.Float32).unsqueeze(-1).MoveToOuterDisposeScope();
        }
    }

    /// <inheritdoc/>
    public override string Name => "onnx-runtime";

    /// <summary>The embeddings, of shape (batch, 384).</summary>
    public Tensor Embed()
    {
        using var untracked = inference_mode();
        using var scope = NewDisposeScope();
        using var results = session.Run(options, Inputs, values, session.OutputNames);
        var hidden = empty(results[0].GetTensorTypeAndShape().Shape, dtype: ScalarType.Float32);
        hidden.bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(results[0].GetTensorDataAsSpan<float>()).ToArray();
        return nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), p: 2, dim: 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override void Step() => Embed().Dispose();

    /// <inheritdoc/>
    public override void Dispose()
    {
        session.Dispose();
        options.Dispose();
        weights.Dispose();
        Array.ForEach(values, value => value.Dispose());
    }
}
