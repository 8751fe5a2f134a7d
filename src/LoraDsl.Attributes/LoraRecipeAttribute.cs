using System;

namespace LoraDsl;

/// <summary>
/// Makes a partial class a recipe for a model: how its places are adapted. Each <c>[Lora]</c>, <c>[DyLora]</c>, <c>[Lors]</c> and
/// <c>[NoLora]</c> beside it is an entry whose <c>Targets</c> are paths in the model. The class gets <c>Attach(model)</c>, which makes the
/// adapters.
/// </summary>
/// <remarks>
/// A path is the names under which the model registers its modules, with dots between them: <c>"blocks.0.query"</c>. <c>*</c> stands for
/// one name or a part of one, <c>**</c> for any number of names, none included: <c>"blocks.*.query"</c>, <c>"**.down"</c>. Where two
/// entries name one place, the more precise path applies: the one with more names written out, then the one with more <c>*</c>. An
/// entry without <c>Targets</c> is about every place.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LoraRecipeAttribute : Attribute
{
    /// <summary>A recipe for a model.</summary>
    /// <param name="model">The model's class, which is <see cref="AdaptableAttribute">adaptable</see>.</param>
    public LoraRecipeAttribute(Type model)
    {
        Model = model;
    }

    /// <summary>The model's class.</summary>
    public Type Model { get; }
}
