using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _areComponentsRegistered;

            /// <summary>Registers a tensor that belongs to the module but is not trained.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="tensor">The tensor.</param>
            /// <param name="persistent">Whether it belongs to <see cref="state_dict"/>.</param>
            /// <exception cref="ArgumentNullException">The tensor is null.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_internal_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"The module '{GetName()}' already has a buffer named '{name}'.");
            }

            /// <summary>Registers a parameter.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="param">The parameter.</param>
            /// <exception cref="ArgumentNullException">The parameter is null.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_internal_params.TryAdd(name, param))
                    throw new InvalidOperationException($"The module '{GetName()}' already has a parameter named '{name}'.");
            }

            /// <summary>Registers a submodule, and the components in the submodule's own fields.</summary>
            /// <param name="name">Its name: not empty, without a dot.</param>
            /// <param name="submodule">The submodule; null takes away the one of that name.</param>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.RemoveIfThere(name);
                    return;
                }
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException($"A submodule of '{GetName()}' needs a name that is not empty.", nameof(name));
                if (name.Contains('.'))
                    throw new ArgumentException($"The name of a submodule of '{GetName()}' must not contain '.', but is '{name}'.", nameof(name));
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"The module '{GetName()}' already has a submodule named '{name}'.");
                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            /// <inheritdoc cref="register_module"/>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers what the fields hold, of this type and its bases, private ones too: a module as a submodule, a
            /// parameter as a parameter, another tensor as a persistent buffer. Nulls and names already registered are
            /// passed over. Only the first call does anything.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered)
                    return;
                foreach (var (field, component) in ComponentFields(GetType()))
                {
                    if (_internal_submodules.ContainsKey(component) || _internal_params.ContainsKey(component) || _internal_buffers.ContainsKey(component))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter:
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _areComponentsRegistered = true;
            }

            /// <summary>Registers a parameter, in the place of the one of that name where there is one; null takes it away.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _internal_params.RemoveIfThere(name);
                else
                    _internal_params[name] = value;
            }

            /// <inheritdoc cref="ConditionallyRegisterParameter(string, Parameter)"/>
            protected void ConditionallyRegisterParameter(string name, Tensor? value) =>
                ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Registers a buffer, in the place of the one of that name where there is one; null takes it away.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.RemoveIfThere(name);
                else
                    _internal_buffers[name] = (value, persistent);
            }

            /// <summary>Takes away all submodules without disposing them.</summary>
            protected void ClearModules() => _internal_submodules.Clear();

            /// <summary>The device and element type to use where a caller left them out.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            /// <summary>The fields of a type and its bases, with the names of what they hold: found once, not for each module.</summary>
            private static (FieldInfo Field, string Name)[] ComponentFields(Type type) => KnownFields.GetValue(type, Fields);

            private static (FieldInfo Field, string Name)[] Fields(Type type)
            {
                const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                var fields = new List<(FieldInfo, string)>();
                for (var current = type; current is not null && current != typeof(Module); current = current.BaseType)
                    fields.AddRange(current.GetFields(declared).Select(field => (field, field.ComponentName())));
                return [.. fields];
            }

            private static readonly ConditionalWeakTable<Type, (FieldInfo Field, string Name)[]> KnownFields = [];
        }
    }
}
