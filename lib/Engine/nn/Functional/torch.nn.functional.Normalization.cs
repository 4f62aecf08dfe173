using TorchSharp.Layers;
using TorchSharp.Shapes;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Batch normalisation (Ioffe and Szegedy 2015): w·(x − mean)/√(var + eps) + b per channel, with the statistics of the batch in
            /// training and the running ones otherwise.
            /// </summary>
            /// <param name="input">[N, C] or [N, C, …]</param>
            /// <param name="running_mean">[C]; in training moved towards the batch's mean, in place. May be null then.</param>
            /// <param name="running_var">[C]; likewise, towards the unbiased variance.</param>
            /// <param name="weight">[C] or null.</param>
            /// <param name="bias">[C] or null.</param>
            /// <param name="training">Whether to use the batch's statistics.</param>
            /// <param name="momentum">Share of the batch in the running statistics.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                var sizes = RequireChannels("batch_norm", input, 2, weight, bias);
                if (!training)
                {
                    if (running_mean is null || running_var is null) throw Guard.Error("batch_norm: evaluation needs running_mean and running_var.");
                    var scale = (running_var + eps).rsqrt();
                    if (weight is not null) scale = scale * weight;
                    var shift = bias is null ? -running_mean * scale : bias - running_mean * scale;
                    return NormOperations.ScaleShift(Channels(input), scale, shift).reshape(sizes);
                }
                var each = sizes[1] == 0 ? 0 : input.Impl.Count / sizes[1];
                if (each <= 1) throw new ArgumentException($"batch_norm: expected more than 1 value per channel in training, got input {Guard.Shape(sizes)}.");
                var (y, mean, variance) = NormOperations.Normalize(Channels(input), 0, weight, bias, eps);
                Follow(running_mean, running_var, mean, variance, momentum, each);
                return y.reshape(sizes);
            }

            /// <summary>Layer normalisation (Ba et al. 2016): over the last dimensions, which are <paramref name="normalized_shape"/>.</summary>
            /// <param name="input">[*, normalized_shape]</param>
            /// <param name="normalized_shape">Sizes of the dimensions that are normalised together.</param>
            /// <param name="weight">normalized_shape or null.</param>
            /// <param name="bias">normalized_shape or null.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                var sizes = input.Impl.Sizes;
                var n = normalized_shape.Length;
                if (n == 0 || sizes.Length < n || !sizes.AsSpan(sizes.Length - n).SequenceEqual(normalized_shape))
                    throw Guard.Error($"layer_norm: normalized_shape {Guard.Shape(normalized_shape)} expects input of shape [*, {Guard.Shape(normalized_shape)[1..]}, got {Guard.Shape(sizes)}.");
                RequireFloating("layer_norm", input);
                foreach (var parameter in new[] { weight, bias })
                    if (parameter is not null && !parameter.Impl.Sizes.AsSpan().SequenceEqual(normalized_shape))
                        throw Guard.Error($"layer_norm: weight and bias must have shape {Guard.Shape(normalized_shape)}, got {Guard.Shape(parameter.Impl.Sizes)}.");
                var inner = Shape.Count(normalized_shape);
                var (y, _, _) = NormOperations.Normalize(input.reshape(Shape.Count(sizes.AsSpan(..^n)), 1, inner), 1, null, null, eps);
                return NormOperations.ScaleShift(y.reshape(-1, inner, 1), weight?.reshape(-1), bias?.reshape(-1)).reshape(sizes);
            }

            /// <summary>Group normalisation (Wu and He 2018): over the channels of each of <paramref name="num_groups"/> groups of an image.</summary>
            /// <param name="input">[N, C, …]</param>
            /// <param name="num_groups">Divides C.</param>
            /// <param name="weight">[C] or null.</param>
            /// <param name="bias">[C] or null.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                var sizes = RequireChannels("group_norm", input, 2, weight, bias);
                if (num_groups < 1 || sizes[1] % num_groups != 0)
                    throw Guard.Error($"group_norm: {sizes[1]} channels of input {Guard.Shape(sizes)} do not divide into {num_groups} groups.");
                return NormOperations.Normalize(Channels(input), num_groups, weight, bias, eps).Result.reshape(sizes);
            }

            /// <summary>Instance normalisation (Ulyanov et al. 2016): each channel of each image by itself.</summary>
            /// <param name="input">[N, C, …]</param>
            /// <param name="running_mean">[C] or null.</param>
            /// <param name="running_var">[C] or null.</param>
            /// <param name="weight">[C] or null.</param>
            /// <param name="bias">[C] or null.</param>
            /// <param name="use_input_stats">False to use the running statistics.</param>
            /// <param name="momentum">Share of the batch in the running statistics.</param>
            /// <param name="eps">Added to the variance.</param>
            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
            {
                if (!use_input_stats) return batch_norm(input, running_mean, running_var, weight, bias, false, momentum, eps);
                var sizes = RequireChannels("instance_norm", input, 3, weight, bias);
                var each = Shape.Count(sizes.AsSpan(2));
                if (each <= 1) throw new ArgumentException($"instance_norm: expected more than 1 spatial element in training, got input {Guard.Shape(sizes)}.");
                var (y, mean, variance) = NormOperations.Normalize(Channels(input), sizes[1], weight, bias, eps);
                if (running_mean is not null || running_var is not null)
                    Follow(running_mean, running_var, mean.reshape(sizes[0], sizes[1]).mean([0L]), variance.reshape(sizes[0], sizes[1]).mean([0L]), momentum, each);
                return y.reshape(sizes);
            }

            private static void Follow(Tensor? running_mean, Tensor? running_var, Tensor mean, Tensor variance, double momentum, long count)
            {
                using var mode = no_grad();
                running_mean?.mul_(1 - momentum).add_(mean * momentum);
                running_var?.mul_(1 - momentum).add_(variance * (momentum * count / (count - 1)));
            }

            private static Tensor Channels(Tensor input) => input.reshape(input.Impl.Sizes[0], input.Impl.Sizes[1], Shape.Count(input.Impl.Sizes.AsSpan(2)));

            private static void RequireFloating(string operation, Tensor input)
            {
                if (!input.dtype.IsFloating()) throw Guard.Error($"{operation} needs a tensor of floating type, got {input.dtype}.");
            }

            private static long[] RequireChannels(string operation, Tensor input, int least, Tensor? weight, Tensor? bias)
            {
                var sizes = input.Impl.Sizes;
                RequireFloating(operation, input);
                if (sizes.Length < least) throw Guard.Error($"{operation}: expected input of at least {least} dimensions [N, C, …], got {Guard.Shape(sizes)}.");
                foreach (var parameter in new[] { weight, bias })
                    if (parameter is not null && (parameter.Impl.Sizes.Length != 1 || parameter.Impl.Sizes[0] != sizes[1]))
                        throw Guard.Error($"{operation}: weight and bias must have shape [{sizes[1]}] for input {Guard.Shape(sizes)}, got {Guard.Shape(parameter.Impl.Sizes)}.");
                    else if (parameter is not null && parameter.dtype != input.dtype)
                        throw Guard.Error($"{operation}: weight and bias must have the type of the input, {input.dtype}, got {parameter.dtype}; convert with to().");
                return sizes;
            }
        }
    }
}
