using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adadelta (Zeiler, 2012, arXiv 1212.5701): changes as great as the last ones, relative to the gradient.</summary>
public partial class Adadelta : OptimizerHelper
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">The decay rate of the running means.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public Adadelta(IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, rho, eps, weight_decay, maximize)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">The decay rate of the running means.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public Adadelta(IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.Require(rho is >= 0 and <= 1, nameof(rho), rho, "must be between 0 and 1");
        Setting.RequireNotNegative(eps, nameof(eps));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            rho = rho,
            eps = eps,
            weight_decay = weight_decay,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

    /// <summary>Adds a group of parameters; options that it lacks are the optimiser's.</summary>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        ((Options)param_group.Options).Complete((Options)_defaults);
        Enlist(param_group, parameter => new State(parameter));
    }

    private void Update(ParamGroup group)
    {
        var options = group.Options;
        var rate = options.LearningRate!.Value;
        var (rho, epsilon) = (options.rho!.Value, options.eps!.Value);
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
            state.square_avg.mul_(rho).addcmul_(gradient, gradient, 1 - rho);
            var change = state.acc_delta.add(epsilon).sqrt_().div_(state.square_avg.add(epsilon).sqrt_()).mul_(gradient);
            parameter.add_(change, alpha: -rate);
            state.acc_delta.mul_(rho).addcmul_(change, change, 1 - rho);
        }
    }
}
