namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What a loss makes of its values for the single elements.</summary>
        public enum Reduction
        {
            /// <summary>It returns them as they are.</summary>
            None = 0,

            /// <summary>It returns their mean.</summary>
            Mean = 1,

            /// <summary>It returns their sum.</summary>
            Sum = 2,
        }
    }
}
