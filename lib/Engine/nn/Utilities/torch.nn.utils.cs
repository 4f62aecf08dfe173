using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Parameters and gradients as a whole.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients by one factor, so that their common norm is at most <paramref name="max_norm"/> (Pascanu et al. 2013).</summary>
            /// <param name="tensors">Parameters; those without a gradient take no part.</param>
            /// <param name="max_norm">The bound.</param>
            /// <param name="norm_type">p of the norm; infinity for the largest absolute value.</param>
            /// <returns>The norm before, of all gradients as if they were one vector.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var mode = no_grad();
                using var scope = NewDisposeScope();
                var gradients = GradientsOf(tensors);
                if (gradients.Count == 0) return 0;
                var norms = stack(gradients.Select(gradient => gradient.norm((float)norm_type)).ToArray());
                var total = norms.norm((float)norm_type).ToDouble();
                var factor = max_norm / (total + 1e-6); // PyTorch's, against division by a zero norm
                if (factor < 1)
                    foreach (var gradient in gradients) gradient.mul_(factor);
                return total;
            }

            /// <summary>Cuts every element of the gradients to −<paramref name="clip_value"/> … <paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var mode = no_grad();
                foreach (var gradient in GradientsOf(tensors)) gradient.clamp_(-clip_value, clip_value);
            }

            /// <summary>All values one after the other, [total]; part of the graph.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(parameter => parameter.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>Overwrites the parameters with successive parts of <paramref name="vec"/>, which must have exactly as many elements.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                var parameters = tensors.ToList();
                var total = parameters.Sum(parameter => parameter.numel());
                if (vec.ndim != 1 || vec.numel() != total)
                    throw Guard.Error($"vector_to_parameters: a vector of shape {Guard.Shape(vec.Impl.Sizes)} does not fill parameters of {total} elements.");
                using var mode = no_grad();
                using var scope = NewDisposeScope();
                var at = 0L;
                foreach (var parameter in parameters)
                {
                    var count = parameter.numel();
                    parameter.copy_(vec.slice(0, at, at + count, 1).view(parameter.shape));
                    at += count;
                }
            }

            private static List<Tensor> GradientsOf(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.GradInPlace).OfType<Tensor>()];
        }
    }
}
