using RankStudy.Models;
using RankStudy.Plans;
using Shared.Data;
using Shared.Models;
using Shared.Reporting;
using Shared.Training;
using static TorchSharp.torch;

namespace RankStudy.Runs;

/// <summary>A set of images with the base that was trained on them.</summary>
internal sealed class StudyData : IDisposable
{
    private const double FineTuningRate = 1.5e-3;

    private readonly Domain all;
    private readonly Trainer trainer;

    /// <summary>Reads the images and the base, or trains it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">The base's folder, which is there.</param>
    /// <param name="reporter">Told what takes a while.</param>
    /// <param name="cancellation">Stops a training.</param>
    public StudyData(DataPlan plan, string folder, IReporter reporter, CancellationToken cancellation)
    {
        Plan = plan;
        trainer = new Trainer(reporter, cancellation);
        using var upright = DataSource.Load(plan.Data, plan.Sizes, DataPlan.BaseSeed, CPU, reporter.Say, cancellation);
        Base = new BaseModel(plan.BaseSettings, folder).Get(upright, CPU, trainer, reporter);
        all = upright.Shifted();
        Shifted = all with { Train = all.Train.Slice(0, plan.AdaptedTo) };
    }

    /// <summary>The plan.</summary>
    public DataPlan Plan { get; }

    /// <summary>The pre-trained base.</summary>
    public VisionTransformer Base { get; }

    /// <summary>The images that it is adapted to.</summary>
    public Domain Shifted { get; }

    /// <summary>A fresh annotated model on the base.</summary>
    public AdaptedModel Create(string model) => StudyModel.Create(model, Base, Plan.Shape);

    /// <summary>The batches that importance is measured on.</summary>
    public IEnumerable<LabelledImages> Calibration() => Enumerable.Range(0, Plan.CalibrationBatches)
        .Select(batch => Shifted.Train.Slice(batch * Plan.Adapt.BatchSize, Plan.Adapt.BatchSize));

    /// <summary>Trains a model on the shifted images.</summary>
    public void Fit(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, TrainingPlan plan, int seed) =>
        trainer.Fit("adapting", model, optimizer, Shifted, plan, seed);

    /// <summary>The weights of the base after an epoch of full fine-tuning.</summary>
    public IReadOnlyDictionary<string, Tensor> FineTuned()
    {
        manual_seed(DataPlan.BaseSeed);
        var model = new VisionTransformer(Plan.Shape);
        model.load_state_dict(Base.state_dict());
        using var optimizer = optim.AdamW(model.parameters(), lr: FineTuningRate);
        Fit(model, optimizer, Plan.Adapt with { Epochs = 1 }, DataPlan.BaseSeed);
        return model.state_dict();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Base.Dispose();
        Shifted.Train.Dispose();
        all.Dispose();
    }
}
