using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adadelta
{
    /// <summary>What is kept of a parameter between steps.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The running mean of the squared gradient.</summary>
        public Tensor square_avg = null!;

        /// <summary>The running mean of the squared changes.</summary>
        public Tensor acc_delta = null!;

        /// <summary>The state of a parameter, to be initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            square_avg = zeros_like(_parameter).DetachFromDisposeScope();
            acc_delta = zeros_like(_parameter).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            square_avg.Save(writer);
            acc_delta.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            ReadInto(ref square_avg!, reader, _parameter.device);
            ReadInto(ref acc_delta!, reader, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = Expect<State>(source);
            step = other.step;
            CopyInto(ref square_avg!, other.square_avg, _parameter.device);
            CopyInto(ref acc_delta!, other.acc_delta, _parameter.device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(square_avg, state.square_avg) && Close(acc_delta, state.acc_delta);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            MoveTo(ref square_avg!, device);
            MoveTo(ref acc_delta!, device);
        }

        /// <summary>Frees the state.</summary>
        public void Dispose()
        {
            square_avg.Dispose();
            acc_delta.Dispose();
        }
    }
}
