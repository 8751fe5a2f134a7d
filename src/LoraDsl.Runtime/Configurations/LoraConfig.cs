namespace LoraDsl;

/// <summary>LoRA of a model that only the run knows, with the options of PEFT's <c>LoraConfig</c>.</summary>
public sealed record LoraConfig
{
    /// <summary>The rank, at least 1. Default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>α of the scaling s = α/rank; left out, s is 1 at every rank.</summary>
    public double? Alpha { get; init; }

    /// <summary>Probability in [0, 1) of dropping an element of an adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>Scale by α/√rank (Kalajdzievski, arXiv 2312.03732) instead of α/rank.</summary>
    public bool RankStabilized { get; init; }

    /// <summary>DoRA (Liu et al., arXiv 2402.09353): a magnitude for each output is trained beside the direction W + s·B·A.</summary>
    public bool Dora { get; init; }

    /// <summary>The modules to adapt. Default: every Linear.</summary>
    public ModuleTargets TargetModules { get; init; } = ModuleTargets.AllLinear;

    /// <summary>Modules that are left as they are although <see cref="TargetModules"/> names them.</summary>
    public ModuleTargets? ExcludeModules { get; init; }

    /// <summary>Other ranks for some modules: a key is a regular expression that matches a path, or its end after a dot.</summary>
    public IReadOnlyDictionary<string, int> RankPattern { get; init; } = new Dictionary<string, int>();

    /// <summary>Another α for some modules, by keys as in <see cref="RankPattern"/>.</summary>
    public IReadOnlyDictionary<string, double> AlphaPattern { get; init; } = new Dictionary<string, double>();

    /// <summary>The only layers to adapt, by the number that follows <see cref="LayersPattern"/> in a path; left out, all of them.</summary>
    public IReadOnlyList<int>? LayersToTransform { get; init; }

    /// <summary>The names that a layer's number follows, such as <c>layers</c> or <c>h</c>; left out, the first number of the path counts.</summary>
    public IReadOnlyList<string> LayersPattern { get; init; } = [];

    /// <summary>What A and B start with.</summary>
    public AdapterInitialization Initialization { get; init; }

    /// <summary>Whether the base takes back what initial values with B·A ≠ 0 add.</summary>
    public bool Compensate { get; init; } = true;

    /// <summary>
    /// Whether the first <c>call()</c> of the model fails when it does not reach an adapted layer. TorchSharp fires hooks in <c>call()</c> only, so
    /// that a layer that is run by <c>forward()</c> runs without its adapter.
    /// </summary>
    public bool RequireReached { get; init; } = true;
}
