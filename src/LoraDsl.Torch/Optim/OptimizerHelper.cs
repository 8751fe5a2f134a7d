using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of optimisers with groups of parameters and a state for each parameter.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    /// <summary>The options where a group has none of its own.</summary>
    protected OptimizerOptions _defaults = null!;

    /// <summary>The state by the parameter's handle.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = [];

    /// <summary>An optimiser without groups yet.</summary>
    public OptimizerHelper()
        : base(IntPtr.Zero)
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => base.parameters();

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    /// <summary>Fills the gradients of all parameters with zeros.</summary>
    public override void zero_grad()
    {
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        Tensor[] gradients = [.. parameters().Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Length > 0)
            ForEach.Zero(gradients);
    }

    /// <summary>Moves the state to a device.</summary>
    public void to(Device device)
    {
        foreach (var state in _state.values())
            state.to(device);
    }

    /// <summary>Runs a step: the closure, and then a function for each group, outside of autograd, its temporaries freed.</summary>
    /// <returns>The closure's loss, or null.</returns>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var tracked = enable_grad();
            loss = loss_closure();
        }
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        foreach (var state in _state.values())
            (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    // Every optimiser adds its groups in this way; the parameters are enumerated once, and not at every step.
    internal void Enlist(ParamGroup group, Func<Parameter, OptimizerState> stateOf)
    {
        group.Parameters = group.Parameters.ToArray();
        group.InitialLearningRate = group.LearningRate;
        foreach (var parameter in group.Parameters)
        {
            var state = stateOf(parameter);
            state.Initialize(group.Options);
            _state[parameter.Handle] = state;
        }
        _parameter_groups.Add(group);
    }
}
