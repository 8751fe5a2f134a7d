using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Initializations in words, and as arguments of the adapters' constructors.</summary>
internal static class InitializationText
{
    /// <summary>The initialization, where it is not the default, for an XML documentation comment.</summary>
    public static string Describe(InitializationPlan? plan)
    {
        if (plan is null)
        {
            return "";
        }

        var compensation = !Initializations.ChangesModel(plan.Kind) ? "" : plan.Compensates ? ", the base compensated" : ", the base not compensated";
        return $", initialized by {plan.Kind}{compensation}";
    }

    /// <summary>The arguments that follow the others, or nothing.</summary>
    public static string Arguments(InitializationPlan? plan) => plan is null
        ? ""
        : $", initialization: {Literals.Of(plan.Kind)}{(Initializations.ChangesModel(plan.Kind) && !plan.Compensates ? ", compensate: false" : "")}";
}
