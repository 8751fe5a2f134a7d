using System;

namespace LoraDsl;

/// <summary>
/// Trains a module whole beside the adapters of an annotated model: a new head, a normalization layer, a part of several layers. Its parameters and buffers are saved
/// in the adapter's file (PEFT's <c>modules_to_save</c>), loaded and switched with it, and merged by <c>MergeAndUnload()</c>; a copy of the base's own values
/// stays. On a field of an annotated class it trains what the field holds, which is not adapted then; on a recipe, the modules that its <see cref="Targets"/> name.
/// </summary>
/// <example><code>
/// [Lora(8)]
/// public sealed partial class Classifier : Module&lt;Tensor, Tensor&gt;
/// {
///     private readonly Linear body;
///     [TrainWhole] private readonly Linear head;
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class TrainWholeAttribute : Attribute
{
    /// <summary>
    /// On a recipe: the paths of the modules in the model, the names under which they are registered with dots between them. <c>*</c> stands for one name or a part of
    /// one, <c>**</c> for any number of names.
    /// </summary>
    public string[]? Targets { get; set; }
}
