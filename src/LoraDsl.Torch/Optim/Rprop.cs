using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rprop (Riedmiller and Braun, 1993): step sizes by the signs of the gradient alone, for whole batches.</summary>
public partial class Rprop : OptimizerHelper
{
    /// <summary>An optimiser of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="etaminus">The factor of a step size whose gradient has changed its sign.</param>
    /// <param name="etaplus">The factor of a step size whose gradient has kept its sign.</param>
    /// <param name="min_step">The least step size.</param>
    /// <param name="max_step">The greatest step size.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public Rprop(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize)
    {
    }

    /// <summary>An optimiser of groups of parameters; the numbers serve where a group has none of its own.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="etaminus">The factor of a step size whose gradient has changed its sign.</param>
    /// <param name="etaplus">The factor of a step size whose gradient has kept its sign.</param>
    /// <param name="min_step">The least step size.</param>
    /// <param name="max_step">The greatest step size.</param>
    /// <param name="maximize">Whether to climb.</param>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public Rprop(IEnumerable<ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
    {
        Setting.RequireNotNegative(lr, nameof(lr));
        Setting.Require(etaminus > 0 && etaminus < 1 && etaplus > 1, nameof(etaminus), etaminus, "must be above 0 and below 1, and etaplus above 1");
        Setting.RequireNotNegative(min_step, nameof(min_step));
        Setting.Require(max_step >= min_step, nameof(max_step), max_step, "must not be below min_step");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            etaminus = etaminus,
            etaplus = etaplus,
            min_step = min_step,
            max_step = max_step,
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
        var (less, more) = (options.etaminus!.Value, options.etaplus!.Value);
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var state = (State)_state[parameter.Handle];
            if (options.maximize!.Value)
                gradient = -gradient;
            state.step++;
            var agreement = gradient.mul(state.prev);
            var turned = agreement.lt(0);
            var factor = ones_like(agreement).masked_fill_(turned, less).masked_fill_(agreement.gt(0), more);
            state.step_size.mul_(factor).clamp_(options.min_step!.Value, options.max_step!.Value);
            // Where the sign has changed, the step before went too far: there is none, and no sign to compare with the next time.
            state.prev.copy_(gradient).masked_fill_(turned, 0);
            parameter.addcmul_(state.prev.sign(), state.step_size, -1);
        }
    }
}
