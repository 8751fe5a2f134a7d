namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The activation between the two linear layers of a transformer's layer.</summary>
        public enum Activations
        {
            /// <summary>max(0, x).</summary>
            ReLU = 0,

            /// <summary>x Φ(x).</summary>
            GELU = 1,
        }
    }
}
