using System.Text.Json.Nodes;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>Work that a Python process does on request, so that it can take turns with the others.</summary>
internal sealed class PythonContender(PythonWorker worker, int id, string name) : IVerifiedContender
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public double Run(int iterations) =>
        (double)worker.Ask(new JsonObject { ["do"] = "run", ["id"] = id, ["iterations"] = iterations })["seconds"]!;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Digest> Check() =>
        worker.Ask(new JsonObject { ["do"] = "check", ["id"] = id })["values"]!.AsObject()
            .ToDictionary(entry => entry.Key, entry => Digest.Of(entry.Value!.AsObject()));

    /// <inheritdoc/>
    public void Dispose() => worker.Ask(new JsonObject { ["do"] = "close", ["id"] = id });
}
