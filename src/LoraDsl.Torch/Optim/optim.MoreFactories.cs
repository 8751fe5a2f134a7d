using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>RMSProp (Hinton, 2012, lecture 6e): the gradient over the root of its running mean square.</summary>
        /// <inheritdoc cref="Modules.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
            new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

        /// <inheritdoc cref="RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public static RMSProp RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

        /// <inheritdoc cref="Modules.RMSProp(IEnumerable{RMSProp.ParamGroup}, double, double, double, double, double, bool, bool)"/>
        public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
            new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

        /// <summary>Adagrad (Duchi et al., 2011): the gradient over the root of the sum of its squares.</summary>
        /// <inheritdoc cref="Modules.Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static Adagrad Adagrad(IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) =>
            new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <inheritdoc cref="Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static Adagrad Adagrad(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) =>
            new(parameters.Select(pair => pair.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <inheritdoc cref="Modules.Adagrad(IEnumerable{Adagrad.ParamGroup}, double, double, double, double, double)"/>
        public static Adagrad Adagrad(IEnumerable<Adagrad.ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10) =>
            new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <summary>Adadelta (Zeiler, 2012, arXiv 1212.5701): changes as great as the last ones, relative to the gradient.</summary>
        /// <inheritdoc cref="Modules.Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
        public static Adadelta Adadelta(IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false) =>
            new(parameters, lr, rho, eps, weight_decay, maximize);

        /// <inheritdoc cref="Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
        public static Adadelta Adadelta(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), lr, rho, eps, weight_decay, maximize);

        /// <inheritdoc cref="Modules.Adadelta(IEnumerable{Adadelta.ParamGroup}, double, double, double, double, bool)"/>
        public static Adadelta Adadelta(IEnumerable<Adadelta.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false) =>
            new(parameters, lr, rho, eps, weight_decay, maximize);

        /// <summary>Adamax (Kingma and Ba, 2014, arXiv 1412.6980): Adam with the infinity norm.</summary>
        /// <inheritdoc cref="Modules.Adamax(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static Adamax Adamax(IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay);

        /// <inheritdoc cref="Adamax(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static Adamax Adamax(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters.Select(pair => pair.parameter), lr, beta1, beta2, eps, weight_decay);

        /// <inheritdoc cref="Modules.Adamax(IEnumerable{Adamax.ParamGroup}, double, double, double, double, double)"/>
        public static Adamax Adamax(IEnumerable<Adamax.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay);

        /// <summary>NAdam (Dozat, 2016): Adam with Nesterov's momentum.</summary>
        /// <param name="named_parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">The decay rate of the first moment.</param>
        /// <param name="beta2">The decay rate of the second moment.</param>
        /// <param name="eps">What is added to the denominator.</param>
        /// <param name="weight_decay">The factor of the weights in the gradient.</param>
        /// <param name="momentum_decay">How fast the decay rate of the first moment grows to beta1.</param>
        /// <exception cref="ArgumentException">A number is outside of its range.</exception>
        public static NAdam NAdam(IEnumerable<Parameter> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
            new(named_parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);

        /// <inheritdoc cref="NAdam(IEnumerable{Parameter}, double, double, double, double, double, double)"/>
        public static NAdam NAdam(IEnumerable<(string name, Parameter parameter)> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
            new(named_parameters.Select(pair => pair.parameter), lr, beta1, beta2, eps, weight_decay, momentum_decay);

        /// <inheritdoc cref="Modules.NAdam(IEnumerable{NAdam.ParamGroup}, double, double, double, double, double, double)"/>
        public static NAdam NAdam(IEnumerable<NAdam.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, double momentum_decay = 4e-3) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);

        /// <summary>RAdam (Liu et al., 2019, arXiv 1908.03265): Adam whose second moment serves only once its variance is small enough.</summary>
        /// <inheritdoc cref="Modules.RAdam(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static RAdam RAdam(IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay);

        /// <inheritdoc cref="RAdam(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static RAdam RAdam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters.Select(pair => pair.parameter), lr, beta1, beta2, eps, weight_decay);

        /// <inheritdoc cref="Modules.RAdam(IEnumerable{RAdam.ParamGroup}, double, double, double, double, double)"/>
        public static RAdam RAdam(IEnumerable<RAdam.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay);

        /// <summary>Rprop (Riedmiller and Braun, 1993): step sizes by the signs of the gradient alone, for whole batches.</summary>
        /// <inheritdoc cref="Modules.Rprop(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public static Rprop Rprop(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
            new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

        /// <inheritdoc cref="Rprop(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public static Rprop Rprop(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), lr, etaminus, etaplus, min_step, max_step, maximize);

        /// <inheritdoc cref="Modules.Rprop(IEnumerable{Rprop.ParamGroup}, double, double, double, double, double, bool)"/>
        public static Rprop Rprop(IEnumerable<Rprop.ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false) =>
            new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

        /// <summary>Averaged gradient descent (Polyak and Juditsky, 1992); the average is in the state.</summary>
        /// <inheritdoc cref="Modules.ASGD(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public static ASGD ASGD(IEnumerable<Parameter> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
            new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);

        /// <inheritdoc cref="ASGD(IEnumerable{Parameter}, double, double, double, double, double, bool)"/>
        public static ASGD ASGD(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
            new(parameters.Select(pair => pair.parameter), lr, lambd, alpha, t0, weight_decay, maximize);

        /// <inheritdoc cref="Modules.ASGD(IEnumerable{ParamGroup{Modules.ASGD.Options}}, double, double, double, double, double, bool)"/>
        public static ASGD ASGD(IEnumerable<ParamGroup<ASGD.Options>> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false) =>
            new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);
    }
}
