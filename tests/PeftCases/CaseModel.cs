using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.PeftCases;

/// <summary>A model of a kind that the cases are of. Its adapters take whatever rank and scaling a file has.</summary>
internal abstract class CaseModel(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>The adapters.</summary>
    public abstract AdapterSet Set { get; }

    public static CaseModel Create(string kind) => kind switch
    {
        "Mlp" => new Mlp(),
        "Wide" => new Wide(),
        "Emb" => new Emb(),
        "Conv" => new Conv(),
        "ConvSame" => new ConvSame(),
        "Tf" => new Tf(),
        "TfO" => new TfO(),
        "Gpt" => new Gpt(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No model of this kind can be adapted by attributes."),
    };
}
