using RankStudy.Models;
using RankStudy.Runs;
using Shared.Training;

namespace RankStudy.Methods;

/// <summary>The short training that a search judges ranks by.</summary>
/// <param name="data">The images and the base.</param>
internal sealed class TrialTraining(StudyData data)
{
    private const double LearningRate = 1e-2;
    private const int Seed = 100;

    /// <summary>Validation loss after a training of so many epochs at these ranks, on a model of its own.</summary>
    public double Loss(IReadOnlyList<int> ranks, int epochs = 1)
    {
        var task = new Subject(data.Plan.Data, StudyModel.Lora, Subject.Text(ranks)).Training(LearningRate, Seed);
        using var adapted = new TrainingRun(data).Train(task, epochs, out _);
        return Evaluation.Score(adapted.Model, data.Shifted.Validation).Loss;
    }
}
