namespace TorchSharp.Modules;

public partial class NAdam
{
    /// <summary>The options of a group; what is null is the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The decay rate of the first moment.</summary>
        public double? beta1;

        /// <summary>The decay rate of the second moment.</summary>
        public double? beta2;

        /// <summary>What is added to the denominator.</summary>
        public double? eps;

        /// <summary>The factor of the weights in the gradient.</summary>
        public double? weight_decay;

        /// <summary>How fast the decay rate of the first moment grows to beta1.</summary>
        public double? momentum_decay;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(momentum_decay!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            momentum_decay = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            var other = Expect<Options>(source);
            base.LoadStateDict(source);
            beta1 = other.beta1;
            beta2 = other.beta2;
            eps = other.eps;
            weight_decay = other.weight_decay;
            momentum_decay = other.momentum_decay;
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            beta1 ??= defaults.beta1;
            beta2 ??= defaults.beta2;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            momentum_decay ??= defaults.momentum_decay;
        }
    }
}
