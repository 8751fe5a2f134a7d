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
                return Finding.Of(
                    Rules.RawLayer,
                    new Target.Place(place),
                    use is RawUse.Run or RawUse.Escape ? Fix.Write(layer.PropertyName) : null,
                    layer.Identifier,
                    Advice(use, layer.PropertyName));
            }
        }

        return null;
    }

    private static string Advice(RawUse use, string property) => use switch
    {
        RawUse.Run => $"write '{property}'",
        RawUse.HandOn => $"leave it out of the Sequential and call '{property}' in forward",
        RawUse.Escape => $"hand '{property}' on instead",
        RawUse.EscapeAsLayer => $"hand '{property}' on instead, as a Module<Tensor, Tensor>",
        _ => $"call '{property}' where what is stored here runs",
    };
}
