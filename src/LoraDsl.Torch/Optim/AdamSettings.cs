namespace TorchSharp.Modules;

/// <summary>The numbers of a step of Adam or AdamW.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta1">The decay rate of the first moment.</param>
/// <param name="Beta2">The decay rate of the second moment.</param>
/// <param name="Epsilon">What is added to the denominator.</param>
/// <param name="WeightDecay">The weight decay.</param>
/// <param name="AmsGrad">Whether the denominator never falls (Reddi et al., 2018, arXiv 1904.09237).</param>
/// <param name="Maximize">Whether to climb.</param>
/// <param name="Decoupled">Whether weights decay beside the gradient (AdamW) or in it (Adam).</param>
internal readonly record struct AdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool AmsGrad, bool Maximize, bool Decoupled)
{
    /// <summary>Checks what a user gave.</summary>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public static void Validate(double lr, double beta1, double beta2, double eps, double weight_decay)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireNotNegative(eps, nameof(eps));
        Setting.RequireDecayRate(beta1, nameof(beta1));
        Setting.RequireDecayRate(beta2, nameof(beta2));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
    }
}
