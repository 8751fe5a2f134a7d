namespace LoraDsl.Tool.Results;

/// <summary>What `lora inspect` says.</summary>
/// <param name="Adapter">The folder.</param>
/// <param name="Method">PEFT's name of the method.</param>
/// <param name="Base">The base that it wants, where the file says so.</param>
/// <param name="Task">PEFT's task, where the file says so.</param>
/// <param name="Type">The type of the values.</param>
/// <param name="RankStabilized">Whether s is α/√rank.</param>
/// <param name="Dropout">The dropout that it was trained with.</param>
/// <param name="Parameters">Values of all factors.</param>
/// <param name="TotalRank">The sum of the ranks.</param>
/// <param name="Start">The start whose product a raw file's base lacks, "pissa" or "olora"; <see langword="null"/> where the factors are for the original base.</param>
/// <param name="Extras">The names of the tensors besides factors.</param>
/// <param name="Warnings">What a user should know of the adapter, a sentence each.</param>
/// <param name="Layers">The layers, in the order of their paths.</param>
internal sealed record Inspection(
    string Adapter,
    string Method,
    string? Base,
    string? Task,
    string Type,
    bool RankStabilized,
    double Dropout,
    long Parameters,
    int TotalRank,
    string? Start,
    IReadOnlyList<string> Extras,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<InspectedLayer> Layers);
