namespace TorchSharp.Modules;

public partial class ASGD
{
    /// <summary>The options of a group; what is null is the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Whether to climb.</summary>
        public bool? maximize;

        /// <summary>The factor by which weights shrink, and the rate falls.</summary>
        public double? lambd;

        /// <summary>The exponent with which the learning rate falls.</summary>
        public double? alpha;

        /// <summary>The factor of the weights in the gradient.</summary>
        public double? weight_decay;

        /// <summary>The step from which on the weights are averaged.</summary>
        public double? t0;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(lambd!.Value);
            writer.Write(alpha!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(t0!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            lambd = reader.ReadDouble();
            alpha = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            t0 = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            var other = Expect<Options>(source);
            base.LoadStateDict(source);
            maximize = other.maximize;
            lambd = other.lambd;
            alpha = other.alpha;
            weight_decay = other.weight_decay;
            t0 = other.t0;
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            maximize ??= defaults.maximize;
            lambd ??= defaults.lambd;
            alpha ??= defaults.alpha;
            weight_decay ??= defaults.weight_decay;
            t0 ??= defaults.t0;
        }
    }
}
