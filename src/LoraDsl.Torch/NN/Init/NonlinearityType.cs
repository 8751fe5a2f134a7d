namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>What follows a weight.</summary>
            public enum NonlinearityType
            {
                /// <summary>No nonlinearity.</summary>
                Linear = 0,

                /// <summary>A convolution in one dimension, without nonlinearity.</summary>
                Conv1D = 1,

                /// <summary>A convolution in two dimensions, without nonlinearity.</summary>
                Conv2D = 2,

                /// <summary>A convolution in three dimensions, without nonlinearity.</summary>
                Conv3D = 3,

                /// <summary>A transposed convolution in one dimension, without nonlinearity.</summary>
                ConvTranspose1D = 4,

                /// <summary>A transposed convolution in two dimensions, without nonlinearity.</summary>
                ConvTranspose2D = 5,

                /// <summary>A transposed convolution in three dimensions, without nonlinearity.</summary>
                ConvTranspose3D = 6,

                /// <summary>The logistic function.</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>max(x, 0).</summary>
                ReLU = 9,

                /// <summary>max(x, 0) with a slope below zero.</summary>
                LeakyReLU = 10,
            }
        }
    }
}
