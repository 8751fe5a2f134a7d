using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;

namespace LoraDsl.Checkpoints;

/// <summary>An adapter of the model, and what a file has that fits it.</summary>
/// <param name="Path">The adapter's path.</param>
/// <param name="Adapter">The adapter.</param>
/// <param name="Layer">What the file has, or <see langword="null"/> where it leaves the adapter out.</param>
/// <param name="Rank">The rank without the components that take back a start; all of them where the adapter takes them together.</param>
internal sealed record FittingAdapter(string Path, LowRankAdapter Adapter, DescribedLayer? Layer, int Rank);
