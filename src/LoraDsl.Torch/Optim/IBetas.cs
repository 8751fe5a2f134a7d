namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What has the decay rates of two running means, which some schedules change.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the first and the second moment.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
