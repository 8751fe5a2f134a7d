using LoraDsl.Models.Bert;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MiniLm;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LoraDsl.Models.Tests.MiniLm;

/// <summary>all-MiniLM-L6-v2, here and in ONNX Runtime.</summary>
public sealed class MiniLmModel : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-minilm-");
    private readonly InferenceSession session = new(MiniLmPackage.Onnx());

    public MiniLmModel()
    {
        MiniLmFolder.Write(Folder);
        Encoder = Pretrained.Load<BertSentenceEncoder>(Folder);
        Config = Encoder.Config;
    }

    public string Folder => Path.Combine(folder.FullName, "all-MiniLM-L6-v2");

    public BertSentenceEncoder Encoder { get; }

    internal Configuration.ModelConfig Config { get; }

    /// <summary>The last hidden states by ONNX Runtime, of shape (batch, tokens, 384).</summary>
    public Tensor Hidden(Tensor ids, Tensor mask)
    {
        int[] shape = [(int)ids.shape[0], (int)ids.shape[1]];
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("input_ids", new DenseTensor<long>(ids.data<long>().ToArray(), shape)),
            NamedOnnxValue.CreateFromTensor("attention_mask", new DenseTensor<long>(mask.data<long>().ToArray(), shape)),
            NamedOnnxValue.CreateFromTensor("token_type_ids", new DenseTensor<long>(new long[ids.numel()], shape)),
        ]);
        var hidden = results[0].AsTensor<float>();
        return tensor(hidden.ToArray(), [.. hidden.Dimensions.ToArray().Select(size => (long)size)]);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        session.Dispose();
        folder.Delete(recursive: true);
    }
}
