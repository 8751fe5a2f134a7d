using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>What a custom autograd function does, without its type parameter.</summary>
internal interface IFunctionBody
{
    string Name { get; }

    List<Tensor> Forward(autograd.AutogradContext context, object[] vars);

    List<Tensor> Backward(autograd.AutogradContext context, List<Tensor> gradients);
}
