using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Schedules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

public partial class LoraOptimizer
{
    /// <summary>
    /// Makes one that is to schedulers what the wrapped optimizer is: they ask by type whether it has momentum (SGD, RMSProp) or betas (Adam
    /// and its kin), and refuse by their own words one that has none.
    /// </summary>
    internal static LoraOptimizer Create(AdapterSet set, LearningRateGroups rates, int? seed, RankScheduleOptions schedules, AdaLoraPlan? adaLora) => rates.Optimizer switch
    {
        optim.IMomentum and optim.IBetas => new WithMomentumAndBetas(set, rates, seed, schedules, adaLora),
        optim.IMomentum => new WithMomentum(set, rates, seed, schedules, adaLora),
        optim.IBetas => new WithBetas(set, rates, seed, schedules, adaLora),
        _ => new LoraOptimizer(set, rates, seed, schedules, adaLora),
    };

    private double InnerMomentum
    {
        get => ((optim.IMomentum)inner).Momentum;
        set => ((optim.IMomentum)inner).Momentum = value;
    }

    private (double, double) InnerBetas
    {
        get => ((optim.IBetas)inner).Betas;
        set => ((optim.IBetas)inner).Betas = value;
    }

    private sealed class WithMomentum(AdapterSet set, LearningRateGroups rates, int? seed, RankScheduleOptions schedules, AdaLoraPlan? adaLora)
        : LoraOptimizer(set, rates, seed, schedules, adaLora), optim.IMomentum
    {
        public double Momentum
        {
            get => InnerMomentum;
            set => InnerMomentum = value;
        }
    }

    private sealed class WithBetas(AdapterSet set, LearningRateGroups rates, int? seed, RankScheduleOptions schedules, AdaLoraPlan? adaLora)
        : LoraOptimizer(set, rates, seed, schedules, adaLora), optim.IBetas
    {
        public (double, double) Betas
        {
            get => InnerBetas;
            set => InnerBetas = value;
        }
    }

    private sealed class WithMomentumAndBetas(AdapterSet set, LearningRateGroups rates, int? seed, RankScheduleOptions schedules, AdaLoraPlan? adaLora)
        : LoraOptimizer(set, rates, seed, schedules, adaLora), optim.IMomentum, optim.IBetas
    {
        public double Momentum
        {
            get => InnerMomentum;
            set => InnerMomentum = value;
        }

        public (double, double) Betas
        {
            get => InnerBetas;
            set => InnerBetas = value;
        }
    }
}
