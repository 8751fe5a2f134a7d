using LoraDsl.Adapters;
using LoraDsl.Initialization;

namespace LoraDsl.Training.Initialization;

/// <summary>An adapter that is about to be initialized.</summary>
/// <param name="Path">Its path in the whole model.</param>
/// <param name="Adapter">The adapter.</param>
/// <param name="Initializer">Its initializer.</param>
/// <param name="Compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
internal sealed record PlannedInitialization(string Path, LayerAdapter Adapter, IAdapterInitializer Initializer, bool Compensate);
