using System.Collections.Immutable;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The rules as the compiler shows them. Every message says what to write instead.</summary>
internal static class Descriptors
{
    private const string Contract = "LoraDsl.Contract";
    private const string Rank = "LoraDsl.Rank";
    private const string Targets = "LoraDsl.Targets";
    private const string DyLora = "LoraDsl.DyLora";
    private const string Lors = "LoraDsl.Lors";
    private const string Groups = "LoraDsl.Groups";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        RuleIds.NotPartial, Contract, "An adapted class must be partial", "'{0}' is adapted, so it must be partial: write 'partial class {0}'");

    public static readonly DiagnosticDescriptor EnclosingNotPartial = Error(
        RuleIds.EnclosingNotPartial,
        Contract,
        "A type that holds an adapted class must be partial",
        "'{1}' holds the adapted class '{0}', so it must be partial too: write 'partial' in its declaration");

    public static readonly DiagnosticDescriptor UnsupportedField = Error(
        RuleIds.UnsupportedField, Contract, "The field cannot be adapted", "'{0}' cannot be adapted: {1}");

    public static readonly DiagnosticDescriptor NotAModule = Error(
        RuleIds.NotAModule,
        Contract,
        "An adapted class must be a TorchSharp module",
        "'{0}' cannot be adapted because it is no module: derive it from torch.nn.Module, or remove the attribute");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        RuleIds.UnsupportedClass, Contract, "The class cannot be adapted", "'{0}' cannot be adapted: {1}");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        RuleIds.NameTaken,
        Contract,
        "A member has a name that is generated",
        "'{0}' has a member '{1}' already, and an adapted class gets a generated one of that name: rename the member");

    public static readonly DiagnosticDescriptor AttachMissing = Error(
        RuleIds.AttachMissing, Contract, "Every constructor must call AttachLora()", "'{0}' {1}");

    public static readonly DiagnosticDescriptor AttachMisplaced = Error(
        RuleIds.AttachMisplaced,
        Contract,
        "AttachLora() must run once, when every layer is assigned and registered",
        "AttachLora() {0}");

    public static readonly DiagnosticDescriptor RawLayer = Warning(
        RuleIds.RawLayer, Contract, "The raw layer runs without its adapter", "'{0}' runs here without its adapter: {1}");

    public static readonly DiagnosticDescriptor PropertyLayer = Warning(
        RuleIds.PropertyLayer,
        Contract,
        "A layer in a property is not adapted",
        "'{0}' is not adapted, because it is a property: make it a field, or write [field: NoLora] if that is meant");

    public static readonly DiagnosticDescriptor LayerReplaced = Error(
        RuleIds.LayerReplaced,
        Contract,
        "An adapted layer cannot be replaced after AttachLora()",
        "'{0}' is assigned after AttachLora(), and its adapter would stay with the old one: assign it before, or make a new model");

    public static readonly DiagnosticDescriptor RankBelowOne = Error(
        RuleIds.RankBelowOne, Rank, "A rank must be at least 1", "A rank of {0} adapts nothing: write 1 or more");

    public static readonly DiagnosticDescriptor NoBudget = Error(
        RuleIds.NoBudget,
        Rank,
        "An adaptive rank needs a budget",
        "The rank of '{0}' is adaptive, but neither '{1}' nor an adapted class that holds it has a budget: write [Lora(\"adaptive\", budget: …)]",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor BudgetBelowOne = Error(
        RuleIds.BudgetBelowOne,
        Rank,
        "A budget must be at least 1",
        "A budget of {0} leaves no rank to share out: write 1 or more, or leave it out to draw on the budget of the class that holds this one");

    public static readonly DiagnosticDescriptor UnknownRankWord = Error(
        RuleIds.UnknownRankWord, Rank, "The rank's word is unknown", "There is no rank \"{0}\": {1}");

    public static readonly DiagnosticDescriptor RankBounds = Error(
        RuleIds.RankBounds, Rank, "The bounds of a rank must leave room for one", "No rank is within these bounds: {0}");

    public static readonly DiagnosticDescriptor Alpha = Error(
        RuleIds.Alpha, Rank, "Alpha must be a finite number above 0", "Alpha is {0}: write a finite number above 0, or leave it out");

    public static readonly DiagnosticDescriptor Dropout = Error(
        RuleIds.Dropout,
        Rank,
        "Dropout must be a probability below 1",
        "Dropout is {0}: write a probability, at least 0 and less than 1");

    public static readonly DiagnosticDescriptor Contradiction = Error(
        RuleIds.Contradiction, Rank, "Two attributes contradict each other", "'{0}' has both {1} and {2}: remove one of them");

    public static readonly DiagnosticDescriptor RankAboveSizes = Warning(
        RuleIds.RankAboveSizes,
        Rank,
        "A rank should be below both sizes of its layer",
        "Rank {0} is too much for '{1}' of {2} by {3}: the adapter has {4} parameters and the layer {5}; {6}");

    public static readonly DiagnosticDescriptor BudgetTooSmall = Error(
        RuleIds.BudgetTooSmall,
        Rank,
        "A budget must reach for the least ranks",
        "A budget of {0} does not reach for the least ranks of the adapters that draw on it: write {1} or more, or lower MinRank");

    public static readonly DiagnosticDescriptor NoEffect = Warning(
        RuleIds.NoEffect, Rank, "An option has no effect", "'{0}' has no effect, because {1}");

    public static readonly DiagnosticDescriptor Redundant = Info(
        RuleIds.Redundant, Rank, "The attribute changes nothing", "[{0}] on '{1}' changes nothing, because {2}: remove it");

    public static readonly DiagnosticDescriptor BudgetTooLarge = Warning(
        RuleIds.BudgetTooLarge,
        Rank,
        "A budget should not exceed the greatest ranks",
        "A budget of {0} cannot be spent: the adapters that draw on it take {1} at most; write {1} or less");

    public static readonly DiagnosticDescriptor UnknownOption = Error(
        RuleIds.UnknownOption,
        Rank,
        "An option must be a member of its enum",
        "{0} is {1}, which is no member of {2}: name one, or leave the option out");

    public static readonly DiagnosticDescriptor UnscoredComponents = Error(
        RuleIds.UnscoredComponents,
        Rank,
        "Components need a measure that scores them",
        "AllocationStrategy.Components ranks single components, and {0} scores none: {1}");

    public static readonly DiagnosticDescriptor AdaLoraOption = Error(
        RuleIds.AdaLoraOption, Rank, "The option contradicts AdaLoRA", "{0} does not go with AdaLoRA: {1}");

    public static readonly DiagnosticDescriptor MixedBudget = Error(
        RuleIds.MixedBudget, Rank, "AdaLoRA shares no budget with other adapters", "'{0}' cannot draw on this budget: {1}");

    public static readonly DiagnosticDescriptor UnscoredLayer = Error(
        RuleIds.UnscoredLayer,
        Rank,
        "The measure does not score the layer",
        "ExplainedVariance does not score '{0}', an Embedding: name another measure, or leave '{0}' out by [NoLora]");

    public static readonly DiagnosticDescriptor AdaLoraBudget = Error(
        RuleIds.AdaLoraBudget,
        Rank,
        "AdaLoRA must start with its budget or more",
        "A budget of {0} is more than the {1} that AdaLoRA starts with and brings down to it: write {1} or less, or raise InitialRank");

    public static readonly DiagnosticDescriptor StartMethod = Error(
        RuleIds.StartMethod,
        Rank,
        "The start does not go with the method",
        "{0} starts with B·A ≠ 0, which does not go with [{1}], {2}: take Gaussian, Eva or Gradient, or leave Init out");

    public static readonly DiagnosticDescriptor StartLayer = Error(
        RuleIds.StartLayer,
        Rank,
        "The start does not go with the layer",
        "{0} reads the directions of inputs, which '{1}', an Embedding, does not have: give it an Init of its own, or leave it out with [NoLora]");

    public static readonly DiagnosticDescriptor NothingToAdapt = Warning(
        RuleIds.NothingToAdapt,
        Targets,
        "The class has nothing to adapt",
        "'{0}' has nothing to adapt: give it a {1} field without [NoLora] or an adapted child, or remove the attribute");

    public static readonly DiagnosticDescriptor UnknownTarget = Error(
        RuleIds.UnknownTarget, Targets, "No layer has this name", "'{0}' has no layer \"{1}\" to adapt: {2}");

    public static readonly DiagnosticDescriptor TargetContradiction = Error(
        RuleIds.TargetContradiction, Targets, "A layer is both adapted and left out", "{0} names '{1}', but {2}");

    public static readonly DiagnosticDescriptor TargetsOnField = Warning(
        RuleIds.TargetsOnField,
        Targets,
        "Names of layers have no meaning on a field",
        "{0} has no effect here, the attribute is about '{1}' alone: write it on the class, or remove it");

    public static readonly DiagnosticDescriptor DropoutOnEmbedding = Warning(
        RuleIds.DropoutOnEmbedding,
        Targets,
        "Dropout has no effect on an Embedding",
        "Dropout has no effect on '{0}', an Embedding, whose input are indices: remove it");

    public static readonly DiagnosticDescriptor DyLoraOrder = Error(
        RuleIds.DyLoraOrder, DyLora, "The least rank must come first", "The ranks {0} to {1} are in the wrong order: write [DyLora({1}, {0})]");

    public static readonly DiagnosticDescriptor DyLoraBelowOne = Error(
        RuleIds.DyLoraBelowOne, DyLora, "The least rank must be at least 1", "The least rank is {0}: write 1 or more");

    public static readonly DiagnosticDescriptor DyLoraSingleRank = Warning(
        RuleIds.DyLoraSingleRank,
        DyLora,
        "A range of ranks should have more than one",
        "The range has the rank {0} alone, and every step would train just that: write [Lora({0})]");

    public static readonly DiagnosticDescriptor LorsLayer = Error(
        RuleIds.LorsLayer, Lors, "LoRS adapts no Embedding", "[Lors] cannot adapt '{0}', an Embedding, which looks its rows up and multiplies by nothing: {1}");

    public static readonly DiagnosticDescriptor LorsOption = Error(
        RuleIds.LorsOption, Lors, "LoRS has no such option", "[Lors] has no '{0}', {1}: remove it");

    public static readonly DiagnosticDescriptor OtherMethodsScaling = Warning(
        RuleIds.OtherMethodsScaling,
        Lors,
        "Alpha is not taken over from another method",
        "[{0}] on '{1}' does not take Alpha = {3} over from [{2}] on the class, which is another method: write an Alpha here too");

    public static readonly DiagnosticDescriptor OtherMethodsDropout = Info(
        RuleIds.OtherMethodsDropout,
        Lors,
        "LoRS has no part in the dropout of its class",
        "'{0}' is trained without the dropout of [{1}] on the class: LoRS has none");

    public static readonly DiagnosticDescriptor GroupName = Error(
        RuleIds.GroupName, Groups, "A group's name must be free for a property", "A group cannot be called \"{0}\": {1}");

    public static readonly DiagnosticDescriptor GroupLayer = Error(
        RuleIds.GroupLayer, Groups, "The layer cannot be in a group", "'{0}' cannot be in a group: {1}");

    public static readonly DiagnosticDescriptor GroupNotAdapted = Error(
        RuleIds.GroupNotAdapted, Groups, "A layer in a group must be adapted", "'{0}' is in a group, but {1}");

    public static readonly DiagnosticDescriptor GroupOfOne = Warning(
        RuleIds.GroupOfOne, Groups, "A group should have two layers or more", "'{0}' is alone in the group \"{1}\": {2}");

    public static readonly DiagnosticDescriptor GroupSizes = Error(
        RuleIds.GroupSizes,
        Groups,
        "The layers of a group must read one input",
        "The layers of the group \"{0}\" cannot read one input: '{1}' takes {2} features and '{3}' {4}; make them agree, or take [LoraGroup] from one of them");

    /// <summary>Every rule that the declaration of one class can break.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfOneClass = ImmutableArray.Create(
        NotPartial, EnclosingNotPartial, UnsupportedField, NotAModule, UnsupportedClass, NameTaken, PropertyLayer, RankBelowOne,
        BudgetBelowOne, UnknownRankWord, RankBounds, Alpha, Dropout, Contradiction, BudgetTooSmall, NoEffect, Redundant,
        UnknownOption, UnscoredComponents, AdaLoraOption, MixedBudget, UnscoredLayer, StartMethod, StartLayer, NothingToAdapt, UnknownTarget, TargetContradiction,
        TargetsOnField, DropoutOnEmbedding, DyLoraOrder, DyLoraBelowOne, DyLoraSingleRank, LorsLayer, LorsOption, OtherMethodsScaling,
        OtherMethodsDropout, GroupName, GroupLayer, GroupNotAdapted, GroupOfOne);

    /// <summary>Every rule that the bodies of one class can break.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfBodies =
        ImmutableArray.Create(AttachMissing, AttachMisplaced, LayerReplaced, RankAboveSizes, BudgetTooSmall, BudgetTooLarge, AdaLoraBudget, GroupSizes);

    /// <summary>Every rule.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All = OfOneClass.AddRange(OfBodies.Remove(BudgetTooSmall)).Add(RawLayer).Add(NoBudget);

    private static DiagnosticDescriptor Error(string id, string category, string title, string message, params string[] tags) =>
        new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLink(id), customTags: tags);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message) =>
        new(id, title, message, category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    private static DiagnosticDescriptor Info(string id, string category, string title, string message) =>
        new(id, title, message, category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    private static string HelpLink(string id) => $"https://github.com/loradsl/loradsl/blob/main/docs/diagnostics/{id}.md";
}
