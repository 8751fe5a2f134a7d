using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>
    /// Runs the model once, without gradients, and throws when the pass does not reach an adapted layer. TorchSharp fires hooks in <c>call()</c> only:
    /// a layer that its model runs by <c>forward()</c> runs without its adapter.
    /// </summary>
    /// <param name="pass">Runs the model on a sample.</param>
    /// <exception cref="InvalidOperationException">A layer was not reached; the message names it.</exception>
    public void Verify(Action pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        foreach (var (_, adapter) in Named())
            adapter.Place.IsReached = false;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        pass();
        RequireReached();
    }

    /// <summary>Whether layers are reached by hooks, which may miss them.</summary>
    internal bool IsHooked { get; set; }

    /// <summary>Warns of layers that passes so far have run without their adapters, while others were reached.</summary>
    internal void WarnOfMissed()
    {
        if (!IsHooked || LoraWarnings.Handler is not { } handler)
            return;
        var entries = Named().ToList();
        string[] missed = [.. entries.Where(entry => !entry.Adapter.Place.IsReached).Select(entry => entry.Path)];
        if (missed.Length > 0 && missed.Length < entries.Count)
            handler($"No pass of {ModelName} has reached the {(missed.Length == 1 ? "adapter" : "adapters")} of {PathText.Of(missed)}: a layer that is run by forward() runs without its hook. Have it run by call(), mark the class [Adaptable], or leave it out by ExcludeModules.");
    }

    /// <summary>Throws when a layer has not been reached since that was last forgotten.</summary>
    internal void RequireReached()
    {
        string[] missed = [.. Named().Where(entry => !entry.Adapter.Place.IsReached).Select(entry => entry.Path)];
        if (missed.Length == 0)
            return;
        throw new InvalidOperationException(
            $"{PathText.Of(missed)} of {ModelName} {(missed.Length == 1 ? "has an adapter" : "have adapters")} that the pass did not reach: the model runs the layer by forward(), where hooks do not fire, or not at all. Have it run by call(), mark the class [Adaptable], or leave it out by ExcludeModules.");
    }
}
