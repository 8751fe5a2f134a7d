using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers for training.</summary>
        public static partial class utils
        {
            private static readonly Operator NormOf = new("aten::linalg_vector_norm");
            private static readonly Operator Stack = new("aten::stack");
            private static readonly Operator ScaleAll = new("aten::_foreach_mul_", "Scalar");
            private static readonly Operator Clamp = new("aten::clamp_");

            /// <summary>Scales all gradients down together so that the norm of them all is at most a bound.</summary>
            /// <param name="tensors">The parameters; those without gradients do not count.</param>
            /// <param name="max_norm">The bound.</param>
            /// <param name="norm_type">The norm's exponent.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var untracked = no_grad();
                using var scope = NewDisposeScope();
                var gradients = Gradients(tensors);
                if (gradients.Length == 0)
                    return 0;
                var norms = Stack.Call(Array.ConvertAll(gradients, gradient => NormOf.Call(gradient, norm_type).to(gradients[0].device)));
                var total = NormOf.Call(norms, norm_type).ToScalar().ToDouble();
                // The small term is PyTorch's: it keeps the quotient finite when there is no gradient at all.
                var factor = max_norm / (total + 1e-6);
                if (factor < 1)
                    ScaleAll.Run(gradients, factor);
                return total;
            }

            /// <summary>Cuts every element of the gradients to between a bound and its negative.</summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="clip_value">The bound.</param>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var untracked = no_grad();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors))
                    Clamp.Run(gradient, -clip_value, clip_value);
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        }
    }
}
