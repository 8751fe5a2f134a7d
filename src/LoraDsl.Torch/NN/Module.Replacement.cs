using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Makes the parameter that takes another's place after a move, with its gradient.</summary>
            /// <param name="dtype">The element type to have; null keeps it.</param>
            /// <param name="device">The device to be on; null keeps it.</param>
            /// <param name="param">The parameter; it stays as it is.</param>
            /// <param name="p">The new parameter, in no dispose scope; null where none is needed.</param>
            /// <returns>Whether a new parameter is needed.</returns>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var target = TargetType(dtype, param);
                if (!Moves(target, device, param))
                    return false;

                using var untracked = no_grad();
                p = new Parameter(Moved(target, device, param), param.requires_grad);
                p.DetachFromDisposeScope();
                using var gradient = param.grad;
                if (gradient is not null)
                {
                    using var movedGradient = Moved(target, device, gradient);
                    p.grad = movedGradient;
                }
                return true;
            }

            /// <summary>Makes the buffer that takes another's place after a move.</summary>
            /// <param name="dtype">The element type to have if the buffer is floating point; null keeps it.</param>
            /// <param name="device">The device to be on; null keeps it.</param>
            /// <param name="buffer">The buffer; it stays as it is.</param>
            /// <param name="result">The new buffer, in no dispose scope; null where none is needed.</param>
            /// <returns>Whether a new buffer is needed.</returns>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var target = TargetType(dtype, buffer);
                if (!Moves(target, device, buffer))
                    return false;
                result = Moved(target, device, buffer).DetachFromDisposeScope();
                return true;
            }

            private static ScalarType TargetType(ScalarType? dtype, Tensor tensor) =>
                dtype is { } wanted && IsFloatingOrComplex(tensor.dtype) ? wanted : tensor.dtype;

            private static bool Moves(ScalarType target, Device? device, Tensor tensor) =>
                target != tensor.dtype
                || (device is not null && (device.type != tensor.device_type || (device.index >= 0 && device.index != tensor.device_index)));

            private static Tensor Moved(ScalarType target, Device? device, Tensor tensor) =>
                device is null ? tensor.to(target) : tensor.to(target, device);

            private static void RequireFloating(ScalarType dtype)
            {
                if (!IsFloatingOrComplex(dtype))
                    throw new ArgumentException($"A module converts to floating-point or complex element types only, not to {dtype}.", nameof(dtype));
            }

            private static void RequireAvailable(DeviceType deviceType)
            {
                if (deviceType == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("The module cannot move to CUDA: this libtorch finds no CUDA device.");
            }

            private static bool IsFloatingOrComplex(ScalarType dtype) => dtype is
                ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64
                or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

            private Dictionary<string, T> Unique<T>(IEnumerable<(T Member, string Name)> members)
                where T : MemberInfo
            {
                var unique = new Dictionary<string, T>();
                foreach (var (member, name) in members)
                {
                    if (!unique.TryAdd(name, member) && member is not FieldInfo { IsPrivate: true })
                        throw new ArgumentException($"The module '{GetName()}' ({GetType()}) cannot move: '{name}' is declared twice in its class hierarchy. Rename one of the two.");
                }
                return unique;
            }
        }
    }
}
