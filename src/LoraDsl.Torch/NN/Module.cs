using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Modules, losses, initialisation and the functions behind them.</summary>
    public static partial class nn
    {
        /// <summary>
        /// The base of all modules: named parameters, buffers and submodules, which move, train, save and load together.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>The submodules by name.</summary>
            protected OrderedDict<string, Module> _internal_submodules = [];

            /// <summary>The buffers by name, each with whether it belongs to the state.</summary>
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = [];

            /// <summary>The parameters by name.</summary>
            protected OrderedDict<string, Parameter> _internal_params = [];

            /// <summary>The kind of device to which the module was last moved.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;

            /// <summary>The device's index; -1 on the CPU.</summary>
            protected int _deviceIndex = -1;

            /// <summary>The module's name.</summary>
            protected string name;

            private bool _training = true;
            private bool _disposed;

            /// <summary>A module without components yet; see <see cref="RegisterComponents"/>.</summary>
            /// <param name="name">A name for people to read.</param>
            protected Module(string name) => this.name = name;

            /// <summary>Whether the module is in training mode, as it is at first.</summary>
            public virtual bool training => _training;

            /// <summary>The module's name: the one given at construction, or the type's.</summary>
            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            /// <summary>Sets training mode here and in all submodules.</summary>
            /// <param name="train">True for training, false for evaluation.</param>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            /// <summary>Sets evaluation mode here and in all submodules.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls a function with every submodule, children first, and then with this module.</summary>
            /// <returns>This module.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _internal_submodules)
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Clears the gradients of all parameters.</summary>
            /// <param name="set_to_none">Drop them (true), or fill them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                using var untracked = no_grad();
                foreach (var (_, parameter) in named_parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        ZeroInPlace.Run(gradient);
                }
            }

            /// <summary>Frees the parameters and buffers of the module and of all its submodules.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the module owns.</summary>
            /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach (var (buffer, _) in _internal_buffers.values())
                    buffer.DetachFromDisposeScope().Dispose();
                foreach (var parameter in _internal_params.values())
                    parameter.DetachFromDisposeScope().Dispose();
                foreach (var child in _internal_submodules.values())
                    child.Dispose();
            }

            private static readonly Interop.Operator ZeroInPlace = new("aten::zero_");
        }
    }
}
