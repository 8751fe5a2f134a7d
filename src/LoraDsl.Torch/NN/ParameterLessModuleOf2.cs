using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of modules with two inputs and no parameters or buffers, for which a move has nothing to do.</summary>
/// <typeparam name="T1">The first input.</typeparam>
/// <typeparam name="T2">The second input.</typeparam>
/// <typeparam name="TResult">The output.</typeparam>
public abstract class ParameterLessModule<T1, T2, TResult> : nn.Module<T1, T2, TResult>, IParameterLessModule
{
    /// <summary>A module without parameters and buffers.</summary>
    /// <param name="name">A name for people to read.</param>
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    /// <summary>Does nothing.</summary>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    /// <summary>Does nothing.</summary>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    /// <summary>Does nothing.</summary>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;

    /// <summary>Throws: there can be no buffers.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true) =>
        throw new InvalidOperationException($"The buffer '{name}' cannot be registered: '{GetName()}' is a module without parameters and buffers.");

    /// <summary>Throws: there can be no parameters.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_parameter(string name, Parameter param) =>
        throw new InvalidOperationException($"The parameter '{name}' cannot be registered: '{GetName()}' is a module without parameters and buffers.");

    /// <summary>Registers a submodule that has no parameters and buffers either.</summary>
    /// <exception cref="InvalidOperationException">The submodule may have parameters or buffers.</exception>
    public override void register_module(string name, nn.Module submodule)
    {
        if (submodule is not IParameterLessModule)
            throw new InvalidOperationException($"The submodule '{name}' cannot be registered: '{GetName()}' is a module without parameters and buffers, so its submodules must be too.");
        base.register_module(name, submodule);
    }
}
