using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Optimization;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Damage;

/// <summary>Everything of a model and its optimizer that a load could have changed, as a hash.</summary>
internal static class Fingerprint
{
    public static string Of(AdapterSet set, LoraOptimizer? optimizer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, parameter) in set.Model.named_parameters())
            Add(hash, $"{name} {parameter.requires_grad}", parameter);
        foreach (var (name, buffer) in set.Model.named_buffers())
            Add(hash, name, buffer);
        foreach (var (name, module) in set.Model.named_modules())
            Add(hash, $"{name} {module.training}");
        foreach (var (path, adapter) in set.Named())
            Add(hash, $"{path} {adapter.Enabled} {adapter.IsMerged} {adapter.IsInitialized} {adapter.CurrentRank} {adapter.EffectiveRank} {adapter.StoredRank} {adapter.IsCompensated}");
        using var state = new SavedState();
        set.SaveState(state.Section("model"));
        optimizer?.Save(state.Section("optimizer"));
        foreach (var (name, value) in state.Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Add(hash, name, value);
        Add(hash, JsonSerializer.Serialize(state.Values, StateJson.Default.StateValues));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string name, Tensor tensor)
    {
        Add(hash, $"{name} {tensor.dtype} {string.Join(',', tensor.shape)}");
        hash.AppendData(tensor.detach().contiguous().bytes);
    }

    private static void Add(IncrementalHash hash, string words) => hash.AppendData(Encoding.UTF8.GetBytes(words + "\n"));
}
