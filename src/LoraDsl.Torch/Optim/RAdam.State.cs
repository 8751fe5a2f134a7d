using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RAdam
{
    /// <summary>What is kept of a parameter between steps.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The running mean of the gradient.</summary>
        public Tensor exp_avg = null!;

        /// <summary>The running mean of the squared gradient.</summary>
        public Tensor exp_avg_sq = null!;

        /// <summary>The state of a parameter, to be initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            exp_avg = zeros_like(_parameter).DetachFromDisposeScope();
            exp_avg_sq = zeros_like(_parameter).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            ReadInto(ref exp_avg!, reader, _parameter.device);
            ReadInto(ref exp_avg_sq!, reader, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = Expect<State>(source);
            step = other.step;
            CopyInto(ref exp_avg!, other.exp_avg, _parameter.device);
            CopyInto(ref exp_avg_sq!, other.exp_avg_sq, _parameter.device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            MoveTo(ref exp_avg!, device);
            MoveTo(ref exp_avg_sq!, device);
        }

        /// <summary>Frees the state.</summary>
        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
        }
    }
}
