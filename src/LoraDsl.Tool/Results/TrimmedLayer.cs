namespace LoraDsl.Tool.Results;

/// <summary>A layer as `lora trim` left it.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="OldRank">The rank before.</param>
/// <param name="NewRank">The rank after.</param>
/// <param name="RelativeError">‖ΔW′ − ΔW‖ / ‖ΔW‖ in the Frobenius norm.</param>
internal sealed record TrimmedLayer(string Path, int OldRank, int NewRank, double RelativeError);
