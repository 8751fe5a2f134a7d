using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Starts of adapters in words, and as arguments of their constructors.</summary>
internal static class StartText
{
    /// <summary>The start, where it is not the default, for an XML documentation comment.</summary>
    public static string Describe(StartPlan? start) => start is null
        ? ""
        : $", starts by {start.Initialization.Member}{(Starts.ChangesModel(start.Initialization) ? start.Compensates ? ", the base compensated" : ", the base not compensated" : "")}";

    /// <summary>The arguments that follow the others, or nothing.</summary>
    public static string Arguments(AdapterPlan adapter) => adapter.Start is { } start
        ? $", initialization: {Literals.Of(start.Initialization)}"
            + (Starts.ChangesModel(start.Initialization) && !start.Compensates ? ", compensate: false" : "")
        : "";
}
