namespace LoraDsl.Generators.Validation;

/// <summary>The rules' ids. An id is never given to another rule.</summary>
internal static class RuleIds
{
    public const string NotPartial = "LORA101";
    public const string EnclosingNotPartial = "LORA102";
    public const string UnsupportedField = "LORA103";
    public const string NotAModule = "LORA104";
    public const string UnsupportedClass = "LORA105";
    public const string NameTaken = "LORA106";
    public const string AttachMissing = "LORA107";
    public const string AttachMisplaced = "LORA108";
    public const string RawLayer = "LORA109";
    public const string PropertyLayer = "LORA111";
    public const string LayerReplaced = "LORA112";
    public const string RankBelowOne = "LORA201";
    public const string NoBudget = "LORA202";
    public const string BudgetBelowOne = "LORA203";
    public const string UnknownRankWord = "LORA204";
    public const string RankBounds = "LORA205";
    public const string Alpha = "LORA206";
    public const string Dropout = "LORA207";
    public const string Contradiction = "LORA208";
    public const string RankAboveSizes = "LORA209";
    public const string BudgetTooSmall = "LORA210";
    public const string NoEffect = "LORA211";
    public const string Redundant = "LORA212";
    public const string BudgetTooLarge = "LORA213";
    public const string UnknownOption = "LORA214";
    public const string UnscoredComponents = "LORA215";
    public const string AdaLoraOption = "LORA216";
    public const string MixedBudget = "LORA217";
    public const string UnscoredLayer = "LORA218";
    public const string AdaLoraBudget = "LORA219";
    public const string StartMethod = "LORA220";
    public const string StartLayer = "LORA221";
    public const string NothingToAdapt = "LORA301";
    public const string UnknownTarget = "LORA302";
    public const string TargetContradiction = "LORA303";
    public const string TargetsOnField = "LORA304";
    public const string DropoutOnEmbedding = "LORA305";
    public const string DyLoraOrder = "LORA401";
    public const string DyLoraBelowOne = "LORA402";
    public const string DyLoraSingleRank = "LORA403";
    public const string LorsLayer = "LORA501";
    public const string LorsOption = "LORA502";
    public const string OtherMethodsScaling = "LORA503";
    public const string OtherMethodsDropout = "LORA504";
    public const string GroupName = "LORA601";
    public const string GroupLayer = "LORA602";
    public const string GroupNotAdapted = "LORA603";
    public const string GroupOfOne = "LORA604";
    public const string GroupSizes = "LORA605";
}
