namespace Digits.Training;

/// <summary>Trained adapters after merging, saving and loading.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Ranks">The ranks that were saved.</param>
/// <param name="Accuracy">Test accuracy, trained and reloaded alike.</param>
/// <param name="MergeDrift">max|Δlogit| of the merged model against the unmerged, over the test images.</param>
/// <param name="Folder">Where the adapters are.</param>
/// <param name="Run">The folder of the training's run: what happened in it, and its last checkpoints.</param>
internal sealed record AdapterCheck(string Method, string Ranks, double Accuracy, double MergeDrift, string Folder, string Run);
