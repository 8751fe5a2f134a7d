namespace TorchSharp.Modules;

public partial class Rprop
{
    /// <summary>The options of a group; what is null is the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Whether to climb.</summary>
        public bool? maximize;

        /// <summary>The factor of a step size whose gradient has changed its sign.</summary>
        public double? etaminus;

        /// <summary>The factor of a step size whose gradient has kept its sign.</summary>
        public double? etaplus;

        /// <summary>The least step size.</summary>
        public double? min_step;

        /// <summary>The greatest step size.</summary>
        public double? max_step;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(etaminus!.Value);
            writer.Write(etaplus!.Value);
            writer.Write(min_step!.Value);
            writer.Write(max_step!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            etaminus = reader.ReadDouble();
            etaplus = reader.ReadDouble();
            min_step = reader.ReadDouble();
            max_step = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            var other = Expect<Options>(source);
            base.LoadStateDict(source);
            maximize = other.maximize;
            etaminus = other.etaminus;
            etaplus = other.etaplus;
            min_step = other.min_step;
            max_step = other.max_step;
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            maximize ??= defaults.maximize;
            etaminus ??= defaults.etaminus;
            etaplus ??= defaults.etaplus;
            min_step ??= defaults.min_step;
            max_step ??= defaults.max_step;
        }
    }
}
