using Shared.Data;

namespace RankStudy.Runs;

/// <summary>One piece of work, which is done once and found again by all of its values.</summary>
/// <param name="Data">The images.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Name">The method that finds ranks, or the model that is trained.</param>
/// <param name="Ranks">The ranks to train at, separated by commas; empty where they are not given.</param>
/// <param name="LearningRate">Greatest learning rate of a training.</param>
/// <param name="Seed">Seed of a training's initialization and order of images, or number of a round of timing.</param>
internal sealed record StudyTask(DataSet Data, TaskKind Kind, string Name, string Ranks = "", double LearningRate = 0, int Seed = 0);
