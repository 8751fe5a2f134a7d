namespace LoraDsl;

/// <summary>LoRA of a model that only the run knows, with the options of PEFT's <c>LoraConfig</c>.</summary>
public sealed record LoraConfig : AdapterConfig
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

    /// <summary>LoRA+ (Hayou et al., arXiv 2402.12354): B's learning rate over A's; left out, there is one rate. An embedding's adapter has none.</summary>
    public double? LearningRateRatio { get; init; }

    /// <summary>LoRA-FA (Zhang et al., arXiv 2308.03303): A stays as it was initialized and only B trains. An embedding's A trains all the same.</summary>
    public bool FreezeA { get; init; }

    /// <summary>Other ranks for some modules: a key is a regular expression that matches a path, or its end after a dot.</summary>
    public IReadOnlyDictionary<string, int> RankPattern { get; init; } = new Dictionary<string, int>();

    /// <summary>Another α for some modules, by keys as in <see cref="RankPattern"/>.</summary>
    public IReadOnlyDictionary<string, double> AlphaPattern { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Rows of embeddings that are trained by themselves, such as those of new tokens, by the embedding's path or its end after a dot. Nothing else of the
    /// embedding is adapted then.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> TrainableTokens { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>Whether B has a bias of its own (PEFT's <c>lora_bias</c>). Merging needs a layer with a bias; embeddings and DoRA have none.</summary>
    public bool LoraBias { get; init; }

    /// <summary>
    /// Modules that are trained whole, such as a new head: a name is a module's path, or its end after a dot. What they and the modules below them hold is saved in
    /// the adapter's file and switched with it, and nothing of it is adapted.
    /// </summary>
    public IReadOnlyList<string> ModulesToSave { get; init; } = [];

    /// <summary>Which biases of the base are trained and saved with the adapter.</summary>
    public BiasTraining Bias { get; init; }

    /// <summary>What A and B start with.</summary>
    public AdapterInitialization Initialization { get; init; }

    /// <summary>Whether the base takes back what initial values with B·A ≠ 0 add.</summary>
    public bool Compensate { get; init; } = true;
}
