using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SparseDigits.Models;

/// <summary>
/// A linear layer with SP-LoRA of rank 8, as the paper of LoRS describes it: y = x·((W + B·A) ⊙ M)ᵀ + b, left to autograd, which keeps
/// the masked weight until the backward pass and forms its whole gradient.
/// </summary>
internal sealed class SpLoraLinear : Module<Tensor, Tensor>
{
    private const long Rank = 8;

    private readonly Parameter weight, bias, lora_A, lora_B;

    public SpLoraLinear(long inFeatures, long outFeatures)
        : base(nameof(SpLoraLinear))
    {
        weight = Parameter(zeros(outFeatures, inFeatures), requires_grad: false);
        bias = Parameter(zeros(outFeatures), requires_grad: false);
        lora_A = Parameter(init.kaiming_uniform_(empty(Rank, inFeatures), a: Math.Sqrt(5)));
        lora_B = Parameter(zeros(outFeatures, Rank));
        RegisterComponents();
    }

    /// <summary>The factors, which train.</summary>
    public IEnumerable<Parameter> Factors => [lora_A, lora_B];

    public override Tensor forward(Tensor x) => functional.linear(x, MaskedWeight(), bias);

    /// <summary>Puts the product into the weight.</summary>
    public void Merge()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        weight.copy_(MaskedWeight());
    }

    private Tensor MaskedWeight() => (weight + lora_B.mm(lora_A)) * weight.ne(0);
}
