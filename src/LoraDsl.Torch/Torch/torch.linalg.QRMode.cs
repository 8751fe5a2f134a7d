namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>Which factors a QR decomposition returns.</summary>
        public enum QRMode
        {
            /// <summary>Q (m, k) and R (k, n), with k = min(m, n).</summary>
            Reduced = 0,
            /// <summary>Q (m, m) and R (m, n).</summary>
            Complete = 1,
            /// <summary>R alone; Q is empty.</summary>
            R = 2,
        }
    }
}
