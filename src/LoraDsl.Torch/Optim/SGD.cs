using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum (Sutskever et al., 2013), dampening, Nesterov's variant and weight decay.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">The part of the last direction that stays.</param>
    /// <param name="dampening">The part of the gradient that does not go into the direction.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="nesterov">Whether to step along the gradient and the direction together.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">The part of the last direction that stays.</param>
    /// <param name="dampening">The part of the gradient that does not go into the direction.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="nesterov">Whether to step along the gradient and the direction together.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireNotNegative(momentum, nameof(momentum));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        if (nesterov && (momentum == 0 || dampening != 0))
            throw new ArgumentException("Nesterov's variant needs a momentum and no dampening.", nameof(nesterov));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The momentum of groups that are added from now on.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

    /// <summary>Adds a group of parameters; options that it lacks are the optimiser's.</summary>
    /// <exception cref="ArgumentException">A parameter is already there.</exception>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        ((Options)param_group.Options).Complete((Options)_defaults);
        Enlist(param_group, parameter => new State(parameter));
    }

    private void Update(ParamGroup group)
    {
        var options = group.Options;
        List<Parameter> moved = [];
        List<Tensor> found = [];
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            moved.Add(parameter);
            found.Add(gradient);
        }
        if (moved.Count == 0)
            return;

        Tensor[] parameters = [.. moved], directions = [.. found];
        if (options.weight_decay is { } decay and not 0)
            directions = ForEach.Sum(directions, parameters, decay);
        if (options.momentum is { } momentum and not 0)
            directions = WithMomentum(moved, directions, momentum, options);
        // Climbing turns the whole step round, the decay of the weights too.
        ForEach.Add(parameters, directions, options.maximize == true ? options.LearningRate!.Value : -options.LearningRate!.Value);
    }

    private Tensor[] WithMomentum(List<Parameter> parameters, Tensor[] gradients, double momentum, Options options)
    {
        List<Tensor> running = [], summands = [];
        var buffers = new Tensor[gradients.Length];
        for (var i = 0; i < gradients.Length; i++)
        {
            var state = (State)_state[parameters[i].Handle];
            if (state.momentum_buffer is { } buffer)
            {
                running.Add(buffer);
                summands.Add(gradients[i]);
            }
            else
            {
                // The first direction is the gradient itself, undampened.
                state.momentum_buffer = gradients[i].clone().DetachFromDisposeScope();
            }
            buffers[i] = state.momentum_buffer;
        }
        if (running.Count > 0)
        {
            Tensor[] old = [.. running];
            ForEach.Multiply(old, momentum);
            ForEach.Add(old, [.. summands], 1 - options.dampening!.Value);
        }
        return options.nesterov == true ? ForEach.Sum(gradients, buffers, momentum) : buffers;
    }
}
