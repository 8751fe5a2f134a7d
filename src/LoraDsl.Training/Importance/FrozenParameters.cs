using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Freezes every parameter of a model and, when disposed, puts back which of them train.</summary>
internal sealed class FrozenParameters : IDisposable
{
    private readonly List<Parameter> trained = [];

    public FrozenParameters(nn.Module model)
    {
        foreach (var parameter in model.parameters())
        {
            if (!parameter.requires_grad)
                continue;
            trained.Add(parameter);
            parameter.requires_grad = false;
        }
    }

    public void Dispose()
    {
        foreach (var parameter in trained)
            parameter.requires_grad = true;
    }
}
