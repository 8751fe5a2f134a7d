using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Numbers drawn from the normal distribution, in place.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            NormalInPlace.Run(this, mean, std, generator);
            return this;
        }

        /// <summary>Numbers drawn evenly from [from, to), in place.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            UniformInPlace.Run(this, from, to, generator);
            return this;
        }

        /// <summary>Ones with probability p, zeros otherwise, in place.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            BernoulliFloatInPlace.Run(this, p, generator);
            return this;
        }

        /// <inheritdoc cref="bernoulli_(double,Generator)"/>
        public Tensor bernoulli_(Tensor p, Generator? generator = null)
        {
            BernoulliTensorInPlace.Run(this, p, generator);
            return this;
        }

        /// <summary>Numbers drawn from the exponential distribution, in place.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null)
        {
            ExponentialInPlace.Run(this, lambda, generator);
            return this;
        }

        /// <summary>Numbers drawn from the Cauchy distribution, in place.</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null)
        {
            CauchyInPlace.Run(this, median, sigma, generator);
            return this;
        }

        /// <summary>Numbers whose logarithms are normally distributed, in place.</summary>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            LogNormalInPlace.Run(this, mean, std, generator);
            return this;
        }

        /// <summary>Numbers drawn from the geometric distribution, in place.</summary>
        public Tensor geometric_(double p, Generator? generator = null)
        {
            GeometricInPlace.Run(this, p, generator);
            return this;
        }

        /// <summary>Integers drawn evenly from [from, to), in place.</summary>
        public Tensor random_(double from, double to, Generator? generator = null)
        {
            RandomFromInPlace.Run(this, (long)from, (long)to, generator);
            return this;
        }

        /// <summary>Ones with the probabilities that the elements are, zeros otherwise.</summary>
        public Tensor bernoulli(Generator? generator = null) => Bernoulli.Call(this, generator);

        /// <summary>Indices drawn with the probabilities that the elements of a row are in proportion to.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Multinomial.Call(this, num_samples, replacement, generator);

        /// <summary>Numbers drawn from Poisson distributions with the elements as rates.</summary>
        public Tensor poisson(Generator? generator = null) => Poisson.Call(this, generator);

        private static readonly Operator Bernoulli = new("aten::bernoulli");
        private static readonly Operator BernoulliFloatInPlace = new("aten::bernoulli_", "float");
        private static readonly Operator BernoulliTensorInPlace = new("aten::bernoulli_", "Tensor");
        private static readonly Operator CauchyInPlace = new("aten::cauchy_");
        private static readonly Operator ExponentialInPlace = new("aten::exponential_");
        private static readonly Operator GeometricInPlace = new("aten::geometric_");
        private static readonly Operator LogNormalInPlace = new("aten::log_normal_");
        private static readonly Operator Multinomial = new("aten::multinomial");
        private static readonly Operator NormalInPlace = new("aten::normal_");
        private static readonly Operator Poisson = new("aten::poisson");
        private static readonly Operator RandomFromInPlace = new("aten::random_", "from");
        private static readonly Operator UniformInPlace = new("aten::uniform_");
    }
}
