using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>A model that says which of its layers give its output: <see cref="ModuleTargets.AllLinear"/> leaves them out, as PEFT does.</summary>
public interface IOutputHead
{
    /// <summary>The layers.</summary>
    IReadOnlyList<nn.Module> OutputHeads { get; }
}
