namespace LoraDsl.Adapters;

/// <remarks>
/// What changes or writes down the adapters of a model waits for one another, whichever thread it is called from: merging, loading, saving,
/// starts, ranks, an optimizer's step. Running the model is not part of that: a forward or backward pass needs that no other thread
/// changes the model meanwhile, or its answer mixes the two states.
/// </remarks>
public abstract partial class AdapterSet
{
    /// <summary>One for the whole model: layers that a part of it changes are the model's too.</summary>
    internal Lock ChangeLock => AttachedSets.LockOf(Root.Model);
}
