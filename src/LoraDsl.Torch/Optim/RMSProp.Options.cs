namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>The options of a group; what is null is the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Whether to climb.</summary>
        public bool? maximize;

        /// <summary>The part of the last direction that stays.</summary>
        public double? momentum;

        /// <summary>The decay rate of the squared gradient.</summary>
        public double? alpha;

        /// <summary>What is added to the denominator.</summary>
        public double? eps;

        /// <summary>The factor of the weights in the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the running mean of the gradient is taken out of its square, so that the variance remains.</summary>
        public bool? centered;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(momentum!.Value);
            writer.Write(alpha!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(centered!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            var other = Expect<Options>(source);
            base.LoadStateDict(source);
            maximize = other.maximize;
            momentum = other.momentum;
            alpha = other.alpha;
            eps = other.eps;
            weight_decay = other.weight_decay;
            centered = other.centered;
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            maximize ??= defaults.maximize;
            momentum ??= defaults.momentum;
            alpha ??= defaults.alpha;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            centered ??= defaults.centered;
        }
    }
}
