using System.Globalization;
using RankStudy.Models;
using Shared.Data;

namespace RankStudy.Runs;

/// <summary>What is trained. Methods that give the same ranks have the same subject, so that it is trained only once.</summary>
/// <param name="Data">The images.</param>
/// <param name="Model">A name of <see cref="StudyModel"/>.</param>
/// <param name="Ranks">The ranks given to its adapters, separated by commas; empty where the model finds them itself.</param>
internal sealed record Subject(DataSet Data, string Model, string Ranks = "")
{
    /// <summary>LoRA at the same rank everywhere.</summary>
    /// <param name="data">The images.</param>
    /// <param name="adapters">Number of adapters.</param>
    /// <param name="rank">The rank.</param>
    public static Subject AtRank(DataSet data, int adapters, int rank) =>
        new(data, StudyModel.Lora, Text(Enumerable.Repeat(rank, adapters)));

    /// <summary>Ranks as one word.</summary>
    public static string Text(IEnumerable<int> ranks) => string.Join(',', ranks);

    /// <summary>The ranks of <see cref="Text"/>.</summary>
    public static int[] Parse(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(rank => int.Parse(rank, CultureInfo.InvariantCulture))];

    /// <summary>The training of the subject with a learning rate and a seed.</summary>
    public StudyTask Training(double learningRate, int seed) => new(Data, TaskKind.Train, Model, Ranks, learningRate, seed);
}
