namespace LoraDsl;

/// <summary>What a configuration of any method has: which layers of a model that only the run knows are adapted.</summary>
public abstract record AdapterConfig
{
    private protected AdapterConfig()
    {
    }

    /// <summary>The modules to adapt. Default: every Linear.</summary>
    public ModuleTargets TargetModules { get; init; } = ModuleTargets.AllLinear;

    /// <summary>Modules that are left as they are although <see cref="TargetModules"/> names them.</summary>
    public ModuleTargets? ExcludeModules { get; init; }

    /// <summary>The only layers to adapt, by the number that follows <see cref="LayersPattern"/> in a path; left out, all of them.</summary>
    public IReadOnlyList<int>? LayersToTransform { get; init; }

    /// <summary>The names that a layer's number follows, such as <c>layers</c> or <c>h</c>; left out, the first number of the path counts.</summary>
    public IReadOnlyList<string> LayersPattern { get; init; } = [];

    /// <summary>
    /// Whether the first <c>call()</c> of the model fails when it does not reach an adapted layer. TorchSharp fires hooks in <c>call()</c> only, so
    /// that a layer that is run by <c>forward()</c> runs without its adapter.
    /// </summary>
    public bool RequireReached { get; init; } = true;
}
