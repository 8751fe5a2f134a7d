using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator AlphaDropoutInPlaceOp = new("aten::alpha_dropout_");
            private static readonly Operator AlphaDropoutOp = new("aten::alpha_dropout");
            private static readonly Operator FeatureDropoutInPlaceOp = new("aten::feature_dropout_");
            private static readonly Operator FeatureDropoutOp = new("aten::feature_dropout");

            /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? FeatureDropoutInPlaceOp : FeatureDropoutOp).Call(input, p, training);

            /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? FeatureDropoutInPlaceOp : FeatureDropoutOp).Call(input, p, training);

            /// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? FeatureDropoutInPlaceOp : FeatureDropoutOp).Call(input, p, training);

            /// <summary>Dropout that keeps the mean and variance of self-normalising networks (arXiv 1706.02515).</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                (inplace ? AlphaDropoutInPlaceOp : AlphaDropoutOp).Call(input, p, training);
        }
    }
}
