using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves and converts the parameters and buffers, of submodules too.</summary>
            /// <exception cref="ArgumentException">The element type is neither floating point nor complex.</exception>
            /// <exception cref="InvalidOperationException">The device is not available.</exception>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                RequireAvailable(device.type);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            /// <summary>Moves the parameters and buffers, of submodules too.</summary>
            /// <exception cref="InvalidOperationException">The device is not available.</exception>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                RequireAvailable(deviceType);
                _toEpilog(deviceType, deviceType == DeviceType.CUDA ? deviceIndex : -1, non_blocking);
                return this;
            }

            /// <summary>Converts the floating-point parameters and buffers, of submodules too.</summary>
            /// <exception cref="ArgumentException">The element type is neither floating point nor complex.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <summary>Moves and converts to another tensor's device and element type.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            /// <inheritdoc cref="_toEpilog(ScalarType?, Device, bool)"/>
            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog((ScalarType?)dtype, device, non_blocking);

            /// <inheritdoc cref="_toEpilog(ScalarType?, Device, bool)"/>
            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <inheritdoc cref="_toEpilog(ScalarType?, Device, bool)"/>
            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            /// <summary>
            /// Moves the submodules, and then puts new parameters and buffers in the place of those that change: through
            /// the public property of their name where there is one, else into the registry and the field of their name.
            /// </summary>
            /// <exception cref="ArgumentException">Two properties or two fields in the type's hierarchy have one name.</exception>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                {
                    if (device is null)
                        child._to(dtype!.Value, non_blocking);
                    else if (dtype is null)
                        child._to(device.type, device.index, non_blocking);
                    else
                        child._to(device, dtype.Value, non_blocking);
                }

                var properties = Unique(GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => (property, property.Name)));
                var fields = Unique(ComponentFields(GetType()));
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var moved))
                        continue;
                    if (properties.TryGetValue(name, out var property) && property.CanWrite)
                    {
                        property.SetValue(this, moved);
                        continue;
                    }
                    ConditionallyRegisterParameter(name, moved);
                    if (fields.TryGetValue(name, out var field))
                        field.SetValue(this, moved);
                    parameter.DetachFromDisposeScope().Dispose();
                }
                List<(string, (Tensor, bool))> owned = [.. _internal_buffers];
                foreach (var (name, (buffer, persistent)) in owned)
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var moved))
                        continue;
                    if (properties.TryGetValue(name, out var property) && property.CanWrite)
                    {
                        property.SetValue(this, moved);
                        continue;
                    }
                    ConditionallyRegisterBuffer(name, moved, persistent);
                    if (fields.TryGetValue(name, out var field))
                        field.SetValue(this, moved);
                    buffer.DetachFromDisposeScope().Dispose();
                }
                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }
        }
    }
}
