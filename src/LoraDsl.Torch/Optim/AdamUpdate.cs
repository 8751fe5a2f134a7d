using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// A step of Adam (Kingma and Ba, 2014, arXiv 1412.6980), with decoupled weight decay of AdamW (Loshchilov and Hutter,
/// 2017, arXiv 1711.05101), for parameters that have made the same number of steps.
/// </summary>
internal sealed class AdamUpdate
{
    private static readonly Operator MaximumInto = new("aten::maximum", "out");

    private readonly List<Tensor> _parameters = [];
    private readonly List<Tensor> _gradients = [];
    private readonly List<Tensor> _first = [];
    private readonly List<Tensor> _second = [];
    private readonly List<Tensor> _maxima = [];

    /// <summary>Takes up a parameter, its gradient, and its moments.</summary>
    public void Add(Tensor parameter, Tensor gradient, Tensor first, Tensor second, Tensor? maximum)
    {
        _parameters.Add(parameter);
        _gradients.Add(gradient);
        _first.Add(first);
        _second.Add(second);
        if (maximum is not null)
            _maxima.Add(maximum);
    }

    /// <summary>Makes the step of a number, counted from one.</summary>
    public void Run(long step, AdamSettings settings)
    {
        Tensor[] parameters = [.. _parameters], gradients = [.. _gradients], first = [.. _first], second = [.. _second];
        if (settings.Maximize)
            gradients = ForEach.Negated(gradients);
        if (settings.WeightDecay != 0 && settings.Decoupled)
            ForEach.Multiply(parameters, 1 - (settings.LearningRate * settings.WeightDecay));
        else if (settings.WeightDecay != 0)
            gradients = ForEach.Sum(gradients, parameters, settings.WeightDecay);

        ForEach.Multiply(first, settings.Beta1);
        ForEach.Add(first, gradients, 1 - settings.Beta1);
        ForEach.Multiply(second, settings.Beta2);
        ForEach.AddProduct(second, gradients, gradients, 1 - settings.Beta2);

        var denominators = ForEach.Sqrt(settings.AmsGrad ? Maxima(second) : second);
        ForEach.Divide(denominators, Math.Sqrt(1 - Math.Pow(settings.Beta2, step)));
        ForEach.Add(denominators, settings.Epsilon);
        ForEach.AddQuotient(parameters, first, denominators, -settings.LearningRate / (1 - Math.Pow(settings.Beta1, step)));
    }

    private Tensor[] Maxima(Tensor[] second)
    {
        for (var i = 0; i < second.Length; i++)
            MaximumInto.Run(_maxima[i], second[i], _maxima[i]);
        return [.. _maxima];
    }
}
