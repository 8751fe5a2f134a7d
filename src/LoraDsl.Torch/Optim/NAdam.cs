using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>NAdam (Dozat, 2016): Adam with Nesterov's momentum.</summary>
public partial class NAdam : OptimizerHelper, optim.IBetas
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">The decay rate of the first moment.</param>
    /// <param name="beta2">The decay rate of the second moment.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="momentum_decay">How fast the decay rate of the first moment grows to beta1.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public NAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, momentum_decay)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">The decay rate of the first moment.</param>
    /// <param name="beta2">The decay rate of the second moment.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="momentum_decay">How fast the decay rate of the first moment grows to beta1.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public NAdam(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireDecayRate(beta1, nameof(beta1));
        Setting.RequireDecayRate(beta2, nameof(beta2));
        Setting.RequireNotNegative(eps, nameof(eps));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        Setting.RequireNotNegative(momentum_decay, nameof(momentum_decay));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            momentum_decay = momentum_decay,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The decay rates of groups that are added from now on.</summary>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
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
        var (beta1, beta2) = (options.beta1!.Value, options.beta2!.Value);
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var state = (State)_state[parameter.Handle];
            if (options.weight_decay is { } decay and not 0)
                gradient = gradient.add(parameter, alpha: decay);
            state.step++;
            var (now, next) = (Momentum(state.step), Momentum(state.step + 1));
            state.mu_product *= now;
            state.exp_avg.mul_(beta1).add_(gradient, alpha: 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
            var denominator = state.exp_avg_sq.div(1 - Math.Pow(beta2, state.step)).sqrt_().add_(options.eps!.Value);
            parameter.addcdiv_(gradient, denominator, -rate * (1 - now) / (1 - state.mu_product));
            parameter.addcdiv_(state.exp_avg, denominator, -rate * next / (1 - (state.mu_product * next)));
        }

        double Momentum(long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * options.momentum_decay!.Value)));
    }
}
