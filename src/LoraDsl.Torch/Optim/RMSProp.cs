using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>RMSProp (Hinton, 2012, lecture 6e): the gradient over the root of its running mean square.</summary>
public partial class RMSProp : OptimizerHelper, optim.IMomentum
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">The decay rate of the squared gradient.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="momentum">The part of the last direction that stays.</param>
    /// <param name="centered">Whether the running mean of the gradient is taken out of its square, so that the variance remains.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">The decay rate of the squared gradient.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="momentum">The part of the last direction that stays.</param>
    /// <param name="centered">Whether the running mean of the gradient is taken out of its square, so that the variance remains.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireNotNegative(alpha, nameof(alpha));
        Setting.RequireNotNegative(eps, nameof(eps));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        Setting.RequireNotNegative(momentum, nameof(momentum));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
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
        var alpha = options.alpha!.Value;
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
            state.square_avg.mul_(alpha).addcmul_(gradient, gradient, 1 - alpha);
            var denominator = state.square_avg;
            if (options.centered!.Value)
            {
                var mean = state.grad_avg ??= zeros_like(parameter).DetachFromDisposeScope();
                mean.mul_(alpha).add_(gradient, alpha: 1 - alpha);
                denominator = denominator.addcmul(mean, mean, -1);
            }
            denominator = denominator.sqrt().add_(options.eps!.Value);
            if (options.momentum is not { } momentum || momentum == 0)
            {
                parameter.addcdiv_(gradient, denominator, -rate);
                continue;
            }
            var direction = state.momentum_buffer ??= zeros_like(parameter).DetachFromDisposeScope();
            parameter.add_(direction.mul_(momentum).addcdiv_(gradient, denominator, 1), alpha: -rate);
        }
    }
}
