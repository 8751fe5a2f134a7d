namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Which of a weight's sides decides its scale.</summary>
            public enum FanInOut
            {
                /// <summary>The inputs: variances stay on the way forward.</summary>
                FanIn = 0,

                /// <summary>The outputs: variances stay on the way backward.</summary>
                FanOut = 1,
            }
        }
    }
}
