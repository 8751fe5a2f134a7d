using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>An encoder and a decoder.</summary>
        /// <param name="d_model">The width of a sequence's elements.</param>
        /// <param name="nhead">The number of heads, of which the width is a multiple.</param>
        /// <param name="num_encoder_layers">The layers of the encoder.</param>
        /// <param name="num_decoder_layers">The layers of the decoder.</param>
        /// <param name="dim_feedforward">The width between the linear layers.</param>
        /// <param name="dropout">The probability of a zero in training.</param>
        /// <param name="activation">What stands between the linear layers.</param>
        public static Transformer Transformer(long d_model = 512, long nhead = 8, long num_encoder_layers = 6, long num_decoder_layers = 6, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
            new(d_model, nhead, num_encoder_layers, num_decoder_layers, dim_feedforward, dropout, activation);

        /// <summary>A layer of an encoder.</summary>
        /// <inheritdoc cref="Transformer"/>
        public static TransformerEncoderLayer TransformerEncoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
            new(d_model, nhead, dim_feedforward, dropout, activation);

        /// <summary>A layer of a decoder.</summary>
        /// <inheritdoc cref="Transformer"/>
        public static TransformerDecoderLayer TransformerDecoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
            new(d_model, nhead, dim_feedforward, dropout, activation);

        /// <summary>Copies of a layer, with its values, one after the other.</summary>
        public static TransformerEncoder TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers) => new(encoder_layer, num_layers);

        /// <summary>Copies of a layer, with its values, one after the other.</summary>
        public static TransformerDecoder TransformerDecoder(TransformerDecoderLayer decoder_layer, long num_layers) => new(decoder_layer, num_layers);
    }
}
