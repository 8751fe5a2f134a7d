namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>
    /// Continues the set that a base class of the model has attached: both have the same adapters from then on, whichever of them they
    /// are added to. Layers and children that are not registered yet are registered under their field's name.
    /// </summary>
    /// <param name="attached">The set of the base class.</param>
    /// <param name="modelName">Name of the model's class, for messages.</param>
    /// <param name="budget">What to share out over the adaptive adapters of the model; the base class's when left out.</param>
    protected AdapterSet(AdapterSet attached, string modelName, AdapterBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(attached);
        Model = attached.Model;
        contents = attached.contents;
        contents.Continue(modelName, budget);
        ReadRegisteredNames();
        AttachedSets.Put(this);
    }

    /// <summary>What the sets of one model have in common.</summary>
    private sealed class Contents(string modelName, string name, AdapterBudget? budget)
    {
        public string Name { get; set; } = name;

        public string ModelName { get; private set; } = modelName;

        public AdapterBudget? Budget { get; private set; } = budget;

        /// <summary>Whether a derived class adds to what its base class has attached.</summary>
        public bool IsContinued { get; private set; }

        public EventHandler<RankChange>? RankChanged { get; set; }

        /// <summary>The set of the model that holds this one.</summary>
        public AdapterSet? Holder { get; set; }

        /// <summary>The name that the holder knows the model by, the first where it has it twice.</summary>
        public string NameInHolder { get; set; } = "";

        /// <summary>The version of the attached sets at which children were looked for last.</summary>
        public long JoinedAt { get; set; } = -1;

        /// <summary>What <see cref="AdapterSet.Depths"/> found, until an adapter joins.</summary>
        public IReadOnlyDictionary<LayerAdapter, double>? Depths { get; set; }

        public List<(string Name, LayerAdapter Adapter)> Adapters { get; } = [];

        public List<(string Name, AdapterSet Set)> Children { get; } = [];

        public List<(string Path, TrainedModule Module)> Whole { get; } = [];

        public void Continue(string modelName, AdapterBudget? budget)
        {
            ModelName = modelName;
            Budget = budget ?? Budget;
            IsContinued = true;
        }
    }
}
