using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>One convolution that does what a convolution and the batch normalisation behind it do in evaluation.</summary>
            /// <param name="conv_w">The convolution's weight.</param>
            /// <param name="conv_b">Its bias.</param>
            /// <param name="bn_rm">Running mean, [C].</param>
            /// <param name="bn_rv">Running variance, [C].</param>
            /// <param name="bn_eps">Added to the variance.</param>
            /// <param name="bn_w">The normalisation's scale, [C].</param>
            /// <param name="bn_b">Its shift, [C].</param>
            /// <param name="transpose">For a transposed convolution, whose output channels stand in dimension 1.</param>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(
                Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false) =>
                Fuse(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose ? 1 : 0);

            /// <summary>The same for a fully connected layer.</summary>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(
                Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b) =>
                Fuse(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, 0);

            /// <summary>A new layer in place of a fully connected one and the batch normalisation behind it, both in evaluation mode.</summary>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training)
                    throw new InvalidOperationException("Fusing is valid for layers in evaluation mode only; call eval() on both first.");
                if (bn.running_mean is null || bn.running_var is null)
                    throw new InvalidOperationException("Fusing needs running statistics; this BatchNorm keeps none.");
                var (weight, bias) = Fuse(linear.weight, linear.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, 0);
                return Linear(weight, bias);
            }

            private static (Parameter weight, Parameter bias) Fuse(
                Tensor weight, Tensor? bias, Tensor mean, Tensor variance, double eps, Tensor? scale, Tensor? shift, int channelDimension)
            {
                using var mode = no_grad();
                using var scope = NewDisposeScope();
                var factor = (variance + eps).rsqrt() * (scale ?? ones_like(mean));
                var alongChannels = new long[weight.ndim];
                Array.Fill(alongChannels, 1);
                alongChannels[channelDimension] = -1;
                var fusedWeight = new Parameter((weight * factor.reshape(alongChannels)).to(weight.dtype), weight.requires_grad);
                var values = ((bias ?? zeros_like(mean)) - mean) * factor + (shift ?? zeros_like(mean));
                var fusedBias = new Parameter(values.to(bias?.dtype ?? weight.dtype), bias?.requires_grad ?? false);
                fusedWeight.MoveToOuterDisposeScope();
                fusedBias.MoveToOuterDisposeScope();
                return (fusedWeight, fusedBias);
            }
        }
    }
}
