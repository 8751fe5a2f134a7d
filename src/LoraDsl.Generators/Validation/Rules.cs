using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using static LoraDsl.Generators.Validation.RuleScope;

namespace LoraDsl.Generators.Validation;

/// <summary>The table of rules. An id is never given to another rule. Every message says what to write instead.</summary>
internal static class Rules
{
    private const string Contract = "LoraDsl.Contract";
    private const string Rank = "LoraDsl.Rank";
    private const string Targets = "LoraDsl.Targets";
    private const string DyLora = "LoraDsl.DyLora";
    private const string Lors = "LoraDsl.Lors";
    private const string Groups = "LoraDsl.Groups";
    private const string Places = "LoraDsl.Places";
    private const string Recipes = "LoraDsl.Recipes";

    // Declared before the rules, which add themselves to it.
    private static readonly List<Rule> s_all = [];

    public static readonly Rule NotPartial = Error(
        "LORA101", Contract, Declaration, "An adapted class must be partial",
        "'{0}' is adapted, so it must be partial: write 'partial class {0}'", hasFix: true);

    public static readonly Rule EnclosingNotPartial = Error(
        "LORA102", Contract, Declaration, "A type that holds an adapted class must be partial",
        "'{1}' holds the adapted class '{0}', so it must be partial too: write 'partial' in its declaration", hasFix: true);

    public static readonly Rule UnsupportedField = Error(
        "LORA103", Contract, Declaration, "The field cannot be adapted",
        "'{0}' cannot be adapted: {1}", hasFix: true);

    public static readonly Rule NotAModule = Error(
        "LORA104", Contract, Declaration, "An adapted class must be a TorchSharp module",
        "'{0}' cannot be adapted because it is no module: derive it from torch.nn.Module, or remove the attribute");

    public static readonly Rule UnsupportedClass = Error(
        "LORA105", Contract, Declaration, "The class cannot be adapted",
        "'{0}' cannot be adapted: {1}");

    public static readonly Rule NameTaken = Error(
        "LORA106", Contract, Declaration, "A member has a name that is generated",
        "'{0}' has a member '{1}', and the generated code needs that name: rename the member");

    public static readonly Rule AttachMissing = Error(
        "LORA107", Contract, Bodies, "Every constructor must call AttachLora()",
        "'{0}' {1}", hasFix: true);

    public static readonly Rule AttachMisplaced = Error(
        "LORA108", Contract, Bodies, "AttachLora() must run once, when every layer is assigned and registered",
        "AttachLora() {0}", hasFix: true);

    public static readonly Rule RawLayer = Warning(
        "LORA109", Contract, Uses, "The raw layer runs without its adapter",
        "'{0}' runs here without its adapter: {1}", hasFix: true);

    public static readonly Rule PropertyLayer = Warning(
        "LORA111", Contract, Declaration, "A layer in a property is not adapted",
        "'{0}' is not adapted, because it is a property: make it a field, or write [field: NoLora] if that is meant", hasFix: true);

    public static readonly Rule LayerReplaced = Error(
        "LORA112", Contract, Bodies, "An adapted layer cannot be replaced after AttachLora()",
        "'{0}' is assigned after AttachLora(), and its adapter would stay with the old one: assign it before, or make a new model");

    public static readonly Rule PassedOver = Warning(
        "LORA113", Contract, Declaration | Bodies, "A layer beside adapted ones is not adapted",
        "'{0}' is not adapted, because {1}", hasFix: true);

    public static readonly Rule GroupedConvolution = Error(
        "LORA114", Contract, Bodies, "A convolution with groups takes a fixed rank that they divide",
        "'{0}' has {1} that do not mix, and {2}: {3}");

    public static readonly Rule RequiredLayer = Error(
        "LORA115", Contract, Declaration, "A required layer comes after AttachLora()",
        "'{0}' is required, so that it is assigned after the constructor, in which AttachLora() runs: assign it in the constructor and remove 'required', or write [SetsRequiredMembers] on the constructor that assigns it");

    public static readonly Rule AttachOfNothing = Error(
        "LORA116", Contract, Uses, "AttachLora() is generated for annotated classes only",
        "'{0}' has no attribute, so that it has no AttachLora(): write [Lora(…)] on it, which adapts its layers and joins those of its children, or remove the call", hasFix: true);

    public static readonly Rule WholeField = Error(
        "LORA120", Contract, Declaration, "Only modules can be trained whole",
        "'{0}' cannot be trained whole: {1}", hasFix: true);

    public static readonly Rule WholeRecipe = Error(
        "LORA121", Contract, Declaration, "A recipe names the modules that it trains whole",
        "[TrainWhole] of '{0}' {1}");

    public static readonly Rule BiasOnField = Error(
        "LORA122", Contract, Declaration, "Which biases are trained is said of a class or a recipe",
        "Bias on the field '{0}' has no meaning: write it in the attribute of the class or of a recipe", hasFix: true);

    public static readonly Rule LoraBias = Error(
        "LORA123", Contract, Declaration, "B has a bias at ranks that are numbers, and not on embeddings",
        "There can be no bias on B here, because {0}: remove LoraBias", hasFix: true);

    public static readonly Rule RankBelowOne = Error(
        "LORA201", Rank, Declaration, "A rank must be at least 1",
        "A rank of {0} adapts nothing: write 1 or more", hasFix: true);

    public static readonly Rule NoBudget = Error(
        "LORA202", Rank, AllClasses, "An adaptive rank needs a budget",
        "The rank of '{0}' is adaptive, but neither '{1}' nor an adapted class that holds it in a field or a ModuleList has a budget: write [Lora(\"adaptive\", budget: …)]");

    public static readonly Rule BudgetBelowOne = Error(
        "LORA203", Rank, Declaration, "A budget must be at least 1",
        "A budget of {0} leaves no rank to share out: write 1 or more, or leave it out to draw on the budget of the class that holds this one", hasFix: true);

    public static readonly Rule UnknownRankWord = Error(
        "LORA204", Rank, Declaration, "The rank's word is unknown",
        "The rank \"{0}\" is unknown: {1}", hasFix: true);

    public static readonly Rule RankBounds = Error(
        "LORA205", Rank, Declaration, "The bounds of a rank must leave room for one",
        "No rank is within these bounds: {0}", hasFix: true);

    public static readonly Rule Alpha = Error(
        "LORA206", Rank, Declaration, "Alpha must be a number from 0.000001 to 1000000",
        "Alpha is {0}: write a number from 0.000001 to 1000000, or leave it out", hasFix: true);

    public static readonly Rule Dropout = Error(
        "LORA207", Rank, Declaration, "Dropout must be a probability below 1",
        "Dropout is {0}: write a probability, at least 0 and less than 1", hasFix: true);

    public static readonly Rule Contradiction = Error(
        "LORA208", Rank, Declaration, "Two attributes contradict each other",
        "'{0}' has both {1} and {2}: remove one of them", hasFix: true);

    public static readonly Rule RankAboveSizes = Warning(
        "LORA209", Rank, Bodies, "A rank should be below both sizes of its layer",
        "Rank {0} is too much for '{1}' of {2} by {3}: the adapter has {4} parameters and the layer {5}; {6}", hasFix: true);

    public static readonly Rule BudgetTooSmall = Error(
        "LORA210", Rank, Declaration | Bodies, "A budget must cover the least ranks",
        "Budget {0} is too small: the adapters need at least {1} (their MinRank); write {1} or more, or lower MinRank", hasFix: true);

    public static readonly Rule NoEffect = Warning(
        "LORA211", Rank, Declaration, "An option has no effect",
        "'{0}' has no effect, because {1}", hasFix: true);

    public static readonly Rule Redundant = Info(
        "LORA212", Rank, Declaration, "The attribute changes nothing",
        "[{0}] on '{1}' changes nothing, because {2}: remove it", hasFix: true);

    public static readonly Rule BudgetTooLarge = Warning(
        "LORA213", Rank, Bodies, "A budget should not exceed the greatest ranks",
        "A budget of {0} cannot be spent: the adapters that draw on it take {1} at most; write {1} or less", hasFix: true);

    public static readonly Rule UnknownOption = Error(
        "LORA214", Rank, Declaration, "An option must be a member of its enum",
        "{0} is {1}, which is no member of {2}: name one, or leave the option out", hasFix: true);

    public static readonly Rule UnscoredComponents = Error(
        "LORA215", Rank, Declaration, "Components need a measure that scores them",
        "AllocationStrategy.Components ranks single components, and {0} scores none: {1}", hasFix: true);

    public static readonly Rule AdaLoraOption = Error(
        "LORA216", Rank, Declaration, "The option contradicts AdaLoRA",
        "{0} cannot be used with AdaLoRA: {1}", hasFix: true);

    public static readonly Rule MixedBudget = Error(
        "LORA217", Rank, Declaration, "AdaLoRA shares no budget with other adapters",
        "'{0}' cannot draw on this budget: {1}", hasFix: true);

    public static readonly Rule UnscoredLayer = Error(
        "LORA218", Rank, Declaration, "The measure does not score the layer",
        "ExplainedVariance does not score '{0}', an Embedding: name another measure, or leave '{0}' out by [NoLora]");

    public static readonly Rule AdaLoraBudget = Error(
        "LORA219", Rank, Bodies, "AdaLoRA must start with its budget or more",
        "A budget of {0} is more than the {1} that AdaLoRA starts with and brings down to it: write {1} or less, or raise InitialRank", hasFix: true);

    public static readonly Rule InitializationMethod = Error(
        "LORA220", Rank, Declaration, "The initialization cannot be used with the method",
        "{0} changes the base; {1} needs a start with B = 0: write Gaussian, Eva or Gradient, or leave Init out", hasFix: true);

    public static readonly Rule InitializationLayer = Error(
        "LORA221", Rank, Declaration, "The initialization cannot be used with the layer",
        "{0} reads the directions of the layer's inputs, and '{1}', an Embedding, has none: write Original or Gaussian, or leave Init out", hasFix: true);

    public static readonly Rule InitializationRank = Error(
        "LORA222", Rank, Bodies, "The initialization must have enough directions for the rank",
        "{0} finds directions for a rank of {1} at most in '{2}' of {3} by {4}, and its rank is {5}: {6}", hasFix: true);

    public static readonly Rule LearningRateRatio = Error(
        "LORA223", Rank, Declaration, "LearningRateRatio must be a number from 0.000001 to 1000000",
        "LearningRateRatio is {0}: write a number from 0.000001 to 1000000, such as 16, or leave it out", hasFix: true);

    public static readonly Rule EmbeddingVariant = Error(
        "LORA224", Rank, Declaration, "The option cannot be used with an Embedding",
        "{0} cannot be used with '{1}', an Embedding: {2}; leave {0} out", hasFix: true);

    public static readonly Rule NothingToAdapt = Warning(
        "LORA301", Targets, Declaration, "The class has nothing to adapt",
        "'{0}' has nothing to adapt: give it a {1} field without [NoLora] or an adapted child, or remove the attribute");

    public static readonly Rule UnknownTarget = Error(
        "LORA302", Targets, Declaration, "No layer has this name",
        "'{0}' has no layer \"{1}\" to adapt: {2}", hasFix: true);

    public static readonly Rule TargetContradiction = Error(
        "LORA303", Targets, Declaration, "A layer is both adapted and left out",
        "{0} names '{1}', but {2}");

    public static readonly Rule TargetsOnField = Warning(
        "LORA304", Targets, Declaration, "Names of layers have no meaning on a field",
        "{0} has no effect here, because the attribute adapts '{1}' alone: write it on the class, or remove it", hasFix: true);

    public static readonly Rule DropoutOnEmbedding = Warning(
        "LORA305", Targets, Declaration, "Dropout has no effect on an Embedding",
        "Dropout has no effect on '{0}', an Embedding, whose input are indices: remove it", hasFix: true);

    public static readonly Rule VariantLayer = Error(
        "LORA240", Rank, Declaration, "The method does not adapt this kind of layer",
        "[{0}] cannot adapt '{1}' of type {2}, only {3}: {4}", hasFix: true);

    public static readonly Rule VariantOption = Error(
        "LORA241", Rank, Declaration, "An option of VeRA, LoHa or LoKr is out of its range",
        "{0}", hasFix: true);

    public static readonly Rule DyLoraOrder = Error(
        "LORA401", DyLora, Declaration, "The least rank must come first",
        "The ranks {0} to {1} are in the wrong order: write [DyLora({1}, {0})]", hasFix: true);

    public static readonly Rule DyLoraBelowOne = Error(
        "LORA402", DyLora, Declaration, "The least rank must be at least 1",
        "The least rank is {0}: write 1 or more", hasFix: true);

    public static readonly Rule DyLoraSingleRank = Warning(
        "LORA403", DyLora, Declaration, "A range of ranks should have more than one",
        "The range contains only rank {0}: write [Lora({0})]", hasFix: true);

    public static readonly Rule LorsLayer = Error(
        "LORA501", Lors, Declaration, "LoRS adapts no Embedding",
        "[Lors] cannot adapt '{0}', an Embedding, which looks its rows up and multiplies by nothing: {1}", hasFix: true);

    public static readonly Rule LorsOption = Error(
        "LORA502", Lors, Declaration, "LoRS has no such option",
        "[Lors] has no option '{0}', {1}: remove it", hasFix: true);

    public static readonly Rule OtherMethodsScaling = Warning(
        "LORA503", Lors, Declaration, "Alpha is not inherited from another method",
        "[{0}] on '{1}' does not inherit Alpha = {3} from [{2}] on the class, which is another method: write Alpha here too");

    public static readonly Rule OtherMethodsDropout = Info(
        "LORA504", Lors, Declaration, "LoRS ignores the dropout of its class",
        "'{0}' is trained without the dropout of [{1}] on the class, because LoRS has no dropout");

    public static readonly Rule GroupName = Error(
        "LORA601", Groups, Declaration, "A group's name must be free for a property",
        "A group cannot be called \"{0}\": {1}", hasFix: true);

    public static readonly Rule GroupLayer = Error(
        "LORA602", Groups, Declaration, "The layer cannot be in a group",
        "'{0}' cannot be in a group: {1}", hasFix: true);

    public static readonly Rule GroupNotAdapted = Error(
        "LORA603", Groups, Declaration, "A layer in a group must be adapted",
        "'{0}' is in a group, but {1}", hasFix: true);

    public static readonly Rule GroupOfOne = Warning(
        "LORA604", Groups, Declaration, "A group should have two layers or more",
        "'{0}' is alone in the group \"{1}\": {2}", hasFix: true);

    public static readonly Rule GroupSizes = Error(
        "LORA605", Groups, Bodies, "The layers of a group must read one input",
        "The layers of the group \"{0}\" cannot read one input: '{1}' takes {2} features and '{3}' {4}; make them agree, or remove [LoraGroup] from one of them");

    public static readonly Rule PlaceOutOfReach = Warning(
        "LORA701", Places, Declaration, "A part of an adaptable class is out of reach",
        "No recipe reaches '{0}': {1}", hasFix: true);

    public static readonly Rule AdaptableWithMethod = Error(
        "LORA702", Places, Declaration, "An adaptable class says nothing about how",
        "'{0}' is [Adaptable], and {1} adapts it already: remove one of them, or write {1} on a recipe");

    public static readonly Rule RecipeModel = Error(
        "LORA710", Recipes, Declaration, "A recipe needs an adaptable model",
        "'{0}' is no model for a recipe: {1}");

    public static readonly Rule PathSyntax = Error(
        "LORA711", Recipes, Declaration, "A path is names with dots between them",
        "\"{0}\" is no path: {1}", hasFix: true);

    public static readonly Rule UnknownPath = Error(
        "LORA712", Recipes, Declaration, "No place has this path",
        "'{0}' has no place at \"{1}\": {2}", hasFix: true);

    public static readonly Rule EntryTie = Error(
        "LORA713", Recipes, Declaration, "Two entries may not name one place alike",
        "'{0}' is named by \"{1}\" of {2} and no less precisely by \"{3}\" here: write one of the paths with more names, or exclude the place here");

    public static readonly Rule EntryIdle = Warning(
        "LORA714", Recipes, Declaration, "Every entry should adapt something",
        "{0} has no place left to {1}: {2}", hasFix: true);

    public static readonly Rule RecipeBudget = Error(
        "LORA715", Recipes, Declaration, "A recipe has one budget for its adaptive ranks",
        "'{0}' {1}");

    public static readonly Rule RecipeWithoutEntry = Warning(
        "LORA716", Recipes, Declaration, "A recipe should say how to adapt",
        "'{0}' adapts nothing: write [Lora(8)] on it, or another method");

    public static readonly Rule RecipeOnModel = Error(
        "LORA717", Recipes, Declaration, "An attribute is repeated, or has paths, on recipes only",
        "{0} of '{1}' {2}");

    /// <summary>Every rule, in the order of the ids.</summary>
    public static IReadOnlyList<Rule> All => s_all;

    private static Rule Error(string id, string category, RuleScope scope, string title, string message, bool hasFix = false) =>
        Add(new Rule(id, DiagnosticSeverity.Error, category, scope, title, message, hasFix));

    private static Rule Warning(string id, string category, RuleScope scope, string title, string message, bool hasFix = false) =>
        Add(new Rule(id, DiagnosticSeverity.Warning, category, scope, title, message, hasFix));

    private static Rule Info(string id, string category, RuleScope scope, string title, string message, bool hasFix = false) =>
        Add(new Rule(id, DiagnosticSeverity.Info, category, scope, title, message, hasFix));

    private static Rule Add(Rule rule)
    {
        s_all.Add(rule);
        return rule;
    }
}
