using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>The elements of all parameters one after the other.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat([.. tensors.Select(parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            /// <summary>Writes the elements of a vector into parameters one after the other.</summary>
            /// <exception cref="ArgumentException">The vector has another number of elements than the parameters together; nothing is written.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                var count = parameters.Sum(parameter => parameter.numel());
                if (vec.numel() != count)
                    throw new ArgumentException($"The vector has {vec.numel()} elements, the parameters {count}.", nameof(vec));
                using var untracked = no_grad();
                using var scope = NewDisposeScope();
                long at = 0;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, at, parameter.numel()).reshape(parameter.shape));
                    at += parameter.numel();
                }
            }

            /// <summary>The weight and bias of a convolution that does what one with a batch norm behind it does in evaluation.</summary>
            /// <param name="conv_w">The convolution's weight.</param>
            /// <param name="conv_b">Its bias, or null.</param>
            /// <param name="bn_rm">The running mean.</param>
            /// <param name="bn_rv">The running variance.</param>
            /// <param name="bn_eps">What is added to the variance.</param>
            /// <param name="bn_w">The norm's weight; 1 where null.</param>
            /// <param name="bn_b">The norm's bias; 0 where null.</param>
            /// <param name="transpose">Whether the convolution is a transposed one, whose output channels are the weight's second dimension.</param>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false)
            {
                var shape = Enumerable.Repeat(1L, (int)conv_w.dim()).ToArray();
                shape[transpose ? 1 : 0] = -1;
                return Fused(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, shape);
            }

            /// <summary>The weight and bias of a linear layer that does what one with a batch norm behind it does in evaluation.</summary>
            /// <inheritdoc cref="fuse_conv_bn_weights"/>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b) =>
                Fused(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, [-1, 1]);

            /// <summary>A linear layer that does what one with a batch norm behind it does in evaluation.</summary>
            /// <exception cref="InvalidOperationException">A module is in training, or the norm has no running statistics.</exception>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training)
                    throw new InvalidOperationException("fuse_linear_bn_eval takes modules in evaluation; call eval() first.");
                if (bn.running_mean is null || bn.running_var is null)
                    throw new InvalidOperationException("fuse_linear_bn_eval takes a norm with running statistics.");
                var (weight, bias) = Fused(linear.weight, linear.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, [-1, 1]);
                var fused = new Linear(weight, bias);
                fused.eval();
                return fused;
            }

            private static (Parameter, Parameter) Fused(Tensor weight, Tensor? bias, Tensor mean, Tensor variance, double eps, Tensor? scale, Tensor? shift, long[] channels)
            {
                using var untracked = no_grad();
                using var scope = NewDisposeScope();
                var factor = (variance + eps).rsqrt();
                factor = scale is null ? factor : factor * scale;
                var centred = (bias is null ? -mean : bias - mean) * factor;
                var moved = (shift is null ? centred : centred + shift).to(weight.dtype);
                var scaled = weight * factor.reshape(channels).to(weight.dtype);
                return (new Parameter(scaled.MoveToOuterDisposeScope()), new Parameter(moved.MoveToOuterDisposeScope()));
            }
        }
    }
}
