using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>RAdam (Liu et al., 2019, arXiv 1908.03265): Adam whose second moment serves only once its variance is small enough.</summary>
public partial class RAdam : OptimizerHelper, optim.IBetas
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">The decay rate of the first moment.</param>
    /// <param name="beta2">The decay rate of the second moment.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public RAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">The decay rate of the first moment.</param>
    /// <param name="beta2">The decay rate of the second moment.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public RAdam(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireDecayRate(beta1, nameof(beta1));
        Setting.RequireDecayRate(beta2, nameof(beta2));
        Setting.RequireNotNegative(eps, nameof(eps));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
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
        var longest = (2 / (1 - beta2)) - 1;
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var state = (State)_state[parameter.Handle];
            if (options.weight_decay is { } decay and not 0)
                gradient = gradient.add(parameter, alpha: decay);
            state.step++;
            state.exp_avg.mul_(beta1).add_(gradient, alpha: 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
            var corrected = rate / (1 - Math.Pow(beta1, state.step));
            var (faded, rest) = (Math.Pow(beta2, state.step), 1 - Math.Pow(beta2, state.step));
            var length = longest - (2 * state.step * faded / rest);
            if (length <= 5)
            {
                parameter.add_(state.exp_avg, alpha: -corrected);
                continue;
            }
            var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            parameter.addcdiv_(state.exp_avg, state.exp_avg_sq.sqrt().add_(options.eps!.Value), -corrected * rectified * Math.Sqrt(rest));
        }
    }
}
