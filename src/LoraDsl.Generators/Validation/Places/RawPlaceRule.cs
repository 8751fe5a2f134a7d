using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA109: the raw layer of a place runs without the adapters in force.</summary>
internal static class RawPlaceRule
{
    /// <summary>The finding about one use of a field.</summary>
    /// <param name="model">The class that declares the field.</param>
    /// <param name="field">The field.</param>
    /// <param name="use">How it is used.</param>
    /// <param name="place">Where.</param>
    public static Finding? Check(AdaptableClass model, string field, RawUse use, int place)
    {
        foreach (var member in model.Members)
        {
            if (member.IsCalledByClass && member.Member == field)
            {
                return use == RawUse.Run
                    ? Finding.Of(Rules.RawLayer, new Target.Place(place), Fix.Write(member.PropertyName), field, $"write '{member.PropertyName}'")
                    : Finding.Of(
                        Rules.RawLayer, new Target.Place(place), field, $"write it out in the Sequential alone, or call '{member.PropertyName}' in forward");
            }
        }

        return null;
    }
}
