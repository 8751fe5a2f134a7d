using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averaged gradient descent (Polyak and Juditsky, 1992); the average is in the state.</summary>
public partial class ASGD : OptimizerHelper
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lambd">The factor by which weights shrink, and the rate falls.</param>
    /// <param name="alpha">The exponent with which the learning rate falls.</param>
    /// <param name="t0">The step from which on the weights are averaged.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public ASGD(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lambd">The factor by which weights shrink, and the rate falls.</param>
    /// <param name="alpha">The exponent with which the learning rate falls.</param>
    /// <param name="t0">The step from which on the weights are averaged.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public ASGD(IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireNotNegative(lambd, nameof(lambd));
        Setting.RequireNotNegative(alpha, nameof(alpha));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            lambd = lambd,
            alpha = alpha,
            t0 = t0,
            weight_decay = weight_decay,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup<Options>>(Update, closure);

    /// <summary>Adds a group of parameters; options that it lacks are the optimiser's.</summary>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        ((Options)param_group.Options).Complete((Options)_defaults);
        Enlist(param_group, parameter => new State(parameter));
    }

    private void Update(ParamGroup<Options> group)
    {
        var options = group.Options;
        var rate = options.LearningRate!.Value;
        var shrink = options.lambd!.Value;
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var state = (State)_state[parameter.Handle];
            if (options.maximize!.Value)
                gradient = -gradient;
            if (options.weight_decay is { } decay and not 0)
                gradient = gradient.add(parameter, alpha: decay);
            state.step++;
            parameter.mul_(1 - (shrink * state.eta)).add_(gradient, alpha: -state.eta);
            if (state.mu == 1)
                state.ax.copy_(parameter);
            else
                state.ax.add_(parameter.sub(state.ax), alpha: state.mu);
            state.eta = rate / Math.Pow(1 + (shrink * rate * state.step), options.alpha!.Value);
            state.mu = 1 / Math.Max(1, state.step - options.t0!.Value);
        }
    }
}
