using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>The plan of a recipe's generated file.</summary>
/// <param name="HintName">The recipe's full name in the characters that a file name may have.</param>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Enclosing">The types that it is nested in, outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="Header">The same as it is declared.</param>
/// <param name="Model">Full name of the model's class.</param>
/// <param name="ModelName">Its name.</param>
/// <param name="Accessibility">How visible a member is that takes the model.</param>
/// <param name="Places">Full name of the class with its places.</param>
/// <param name="Budget">The budget, or <see langword="null"/> where no rank is adaptive.</param>
/// <param name="Entries">The entries that adapt something.</param>
/// <param name="Nodes">What becomes of the places.</param>
/// <param name="Whole">The paths of what is trained whole.</param>
/// <param name="Bias">Which biases are trained.</param>
internal sealed record RecipePlan(
    string HintName,
    string Namespace,
    EquatableArray<EnclosingType> Enclosing,
    string Name,
    string Header,
    string Model,
    string ModelName,
    string Accessibility,
    string Places,
    BudgetPlan? Budget,
    EquatableArray<EntryPlan> Entries,
    EquatableArray<NodePlan> Nodes,
    EquatableArray<string> Whole,
    BiasTraining Bias) : IFilePlan;
