using System.Collections.Immutable;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>
/// The forward passes that the runtime itself has, for adapters whose options are known at run time only: those of every method and kind
/// of layer, with the scaling and the dropout as parameters.
/// </summary>
internal static class RuntimeForwards
{
    private const string Runtime = "LoraDsl.Runtime";

    /// <summary>Every one of them, in the order of their names.</summary>
    public static EquatableArray<ForwardConfiguration> All { get; } = new(Create());

    /// <summary>The namespace that they are in.</summary>
    public static string Namespace { get; } = ForwardNamespace.Of(Runtime);

    private static ImmutableArray<ForwardConfiguration> Create()
    {
        var all = ImmutableArray.CreateBuilder<ForwardConfiguration>();
        foreach (var layer in new[] { LayerKind.Conv2d, LayerKind.Embedding, LayerKind.Linear })
        {
            // The input of an Embedding is indices, which cannot be dropped.
            var dropout = layer == LayerKind.Embedding ? 0 : (double?)null;
            all.Add(new ForwardConfiguration(layer, ForwardKind.AdaLora, null, dropout));
            all.Add(new ForwardConfiguration(layer, ForwardKind.DyLora, null, dropout));
            all.Add(new ForwardConfiguration(layer, ForwardKind.DyLoraFrozen, null, dropout));
            all.Add(new ForwardConfiguration(layer, ForwardKind.Lora, null, dropout));
            all.Add(new ForwardConfiguration(layer, ForwardKind.Lora, null, dropout, Dora: true));
            if (layer != LayerKind.Embedding)
            {
                all.Add(new ForwardConfiguration(layer, ForwardKind.Lors, null, 0));
                all.Add(new ForwardConfiguration(layer, ForwardKind.LorsExact, null, 0));
            }
        }

        return all.ToImmutable();
    }
}
