namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate falls by a factor every few epochs.</summary>
            /// <inheritdoc cref="impl.StepLR(Optimizer, int, double, int, bool)"/>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>The rate follows half a cosine down to a least rate, and back up.</summary>
            /// <inheritdoc cref="impl.CosineAnnealingLR(Optimizer, double, double, int, bool)"/>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>The rate is the first one times a function of the epoch.</summary>
            /// <inheritdoc cref="impl.LambdaLR(Optimizer, Func{int, double}, int, bool)"/>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>The rate goes in a straight line from one multiple of the first one to another.</summary>
            /// <inheritdoc cref="impl.LinearLR(Optimizer, double, double, int, int, bool)"/>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>The rate falls by a factor every epoch.</summary>
            /// <inheritdoc cref="impl.ExponentialLR(Optimizer, double, int, bool)"/>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            /// <summary>The rate falls by a factor at given epochs.</summary>
            /// <inheritdoc cref="impl.MultiStepLR(Optimizer, IList{int}, double, int, bool)"/>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            /// <summary>The rate is a multiple of the first one until an epoch, and the first one from then on.</summary>
            /// <inheritdoc cref="impl.ConstantLR(Optimizer, double, int, int, bool)"/>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            /// <summary>The rate falls to zero along a power of the epochs that are left.</summary>
            /// <inheritdoc cref="impl.PolynomialLR(Optimizer, int, double, int, bool)"/>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);
        }
    }
}
