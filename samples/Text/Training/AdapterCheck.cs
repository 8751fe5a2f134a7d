namespace TextSample.Training;

/// <summary>Trained adapters after merging, saving and loading.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Labels">With how many labels it was trained.</param>
/// <param name="MergeDrift">max|Δlogit| of the merged model against the unmerged, over a probe of test mails.</param>
/// <param name="Folder">Where the adapters are.</param>
/// <param name="Run">The folder of the training's run.</param>
internal sealed record AdapterCheck(string Method, int Labels, double MergeDrift, string Folder, string Run);
