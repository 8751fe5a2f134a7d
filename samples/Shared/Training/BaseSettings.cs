using Shared.Data;
using Shared.Models;

namespace Shared.Training;

/// <summary>Everything that a pre-trained base depends on.</summary>
/// <param name="Data">The images.</param>
/// <param name="Sizes">How many of them.</param>
/// <param name="Seed">Seed of the split, the initialization and the shuffles.</param>
/// <param name="Shape">The transformer.</param>
/// <param name="Plan">How long and how fast it is trained.</param>
internal sealed record BaseSettings(DataSet Data, SplitSizes Sizes, int Seed, TransformerShape Shape, TrainingPlan Plan);
