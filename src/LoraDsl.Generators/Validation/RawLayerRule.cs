using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA109: the raw layer of an adapted field runs without its adapter.</summary>
internal static class RawLayerRule
{
    /// <summary>The finding about one use of a field.</summary>
    /// <param name="model">The class that declares the field.</param>
    /// <param name="field">The field.</param>
    /// <param name="use">How it is used.</param>
    /// <param name="place">Where.</param>
    public static Finding? Check(AnnotatedClass model, string field, RawUse use, int place)
    {
        foreach (var layer in model.Layers)
        {
            if (RuleBook.HasGeneratedPart(model) && layer.Name == field && layer.PropertyName.Length > 0)
            {
                return use == RawUse.Run
                    ? Finding.Of(
                        Rules.RawLayer,
                        new Target.Place(place),
                        Fix.Write(layer.PropertyName),
                        layer.Identifier,
                        $"write '{layer.PropertyName}'")
                    : Finding.Of(
                        Rules.RawLayer,
                        new Target.Place(place),
                        layer.Identifier,
                        $"leave it out of the Sequential and call '{layer.PropertyName}' in forward");
            }
        }

        return null;
    }
}
