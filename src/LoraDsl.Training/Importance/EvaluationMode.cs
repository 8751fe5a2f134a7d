using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Puts a model into evaluation mode and, when disposed, its modes and the random state back to what they were.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly List<(nn.Module Module, bool Training)> modes = [];
    private readonly Tensor randomState;

    public EvaluationMode(nn.Module model)
    {
        randomState = get_rng_state().DetachFromDisposeScope();
        // Parents come before their children: train() on a parent is corrected by its children afterwards.
        modes.Add((model, model.training));
        foreach (var module in model.modules())
            modes.Add((module, module.training));
        model.eval();
    }

    public void Dispose()
    {
        foreach (var (module, training) in modes)
            module.train(training);
        set_rng_state(randomState);
        randomState.Dispose();
    }
}
