using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adagrad (Duchi et al., 2011): the gradient over the root of the sum of its squares.</summary>
public partial class Adagrad : OptimizerHelper
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lr_decay">How fast the learning rate falls: at step t it is lr / (1 + (t - 1) · lr_decay).</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="initial_accumulator_value">The sum of squares before the first step.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public Adagrad(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
        : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lr_decay">How fast the learning rate falls: at step t it is lr / (1 + (t - 1) · lr_decay).</param>
    /// <param name="weight_decay">The factor of the weights in the gradient.</param>
    /// <param name="initial_accumulator_value">The sum of squares before the first step.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public Adagrad(IEnumerable<ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.RequireNotNegative(lr_decay, nameof(lr_decay));
        Setting.RequireNotNegative(weight_decay, nameof(weight_decay));
        Setting.RequireNotNegative(initial_accumulator_value, nameof(initial_accumulator_value));
        Setting.RequireNotNegative(eps, nameof(eps));
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            lr_decay = lr_decay,
            weight_decay = weight_decay,
            initial_accumulator_value = initial_accumulator_value,
            eps = eps,
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
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var state = (State)_state[parameter.Handle];
            if (options.weight_decay is { } decay and not 0)
                gradient = gradient.add(parameter, alpha: decay);
            state.sum.addcmul_(gradient, gradient, 1);
            var fallen = rate / (1 + (state.step * options.lr_decay!.Value));
            parameter.addcdiv_(gradient, state.sum.sqrt().add_(options.eps!.Value), -fallen);
            state.step++;
        }
    }
}
