using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>The plan of one generated file.</summary>
/// <param name="HintName">The class's full name in the characters that a file name may have.</param>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Enclosing">The types that it is nested in, outermost first.</param>
/// <param name="Name">Its name.</param>
/// <param name="Header">Its name with its type parameters.</param>
/// <param name="IsSealed">Whether no class can derive from it.</param>
/// <param name="SetProperty">Name of the property that holds its adapters.</param>
/// <param name="SetField">Name of the field behind that property.</param>
/// <param name="Base">The adapters of its base class, which its own continue, or <see langword="null"/>.</param>
/// <param name="Budget">The budget of the class, or <see langword="null"/>.</param>
/// <param name="Adapters">Its adapters.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Children">Its annotated children.</param>
/// <param name="Whole">What it trains whole.</param>
/// <param name="Bias">Which biases are trained.</param>
/// <param name="NamesObsolete">Whether one of these is marked as obsolete.</param>
internal sealed record ClassPlan(
    string HintName,
    string Namespace,
    EquatableArray<EnclosingType> Enclosing,
    string Name,
    string Header,
    bool IsSealed,
    string SetProperty,
    string SetField,
    BaseAdapters? Base,
    BudgetPlan? Budget,
    EquatableArray<AdapterPlan> Adapters,
    EquatableArray<GroupPlan> Groups,
    EquatableArray<ChildField> Children,
    EquatableArray<WholePlan> Whole,
    BiasTraining Bias,
    bool NamesObsolete) : IFilePlan;
