namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static partial class functional
        {
            /// <summary>All partial derivatives of a function at a point.</summary>
            /// <param name="function">A function of a tensor.</param>
            /// <param name="inputs">The point.</param>
            /// <returns>The result's shape followed by the input's; outside the graph.</returns>
            public static Tensor jacobian(Func<Tensor, Tensor> function, Tensor inputs) => Jacobians(x => [function(x[0])], [inputs])[0];

            /// <returns>One Jacobian for each result.</returns>
            /// <inheritdoc cref="jacobian(Func{Tensor, Tensor}, Tensor)"/>
            public static IEnumerable<Tensor> jacobian(Func<Tensor, Tensor[]> function, Tensor inputs) => Jacobians(x => function(x[0]), [inputs]);

            /// <returns>One Jacobian for each input.</returns>
            /// <inheritdoc cref="jacobian(Func{Tensor, Tensor}, Tensor)"/>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor> function, params Tensor[] inputs) => Jacobians(x => [function(x)], inputs);

            /// <returns>One Jacobian for each result and input: those of the first result come first.</returns>
            /// <inheritdoc cref="jacobian(Func{Tensor, Tensor}, Tensor)"/>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor[]> function, params Tensor[] inputs) => Jacobians(function, inputs);

            private static List<Tensor> Jacobians(Func<Tensor[], Tensor[]> function, Tensor[] inputs)
            {
                using var scope = NewDisposeScope();
                using var mode = enable_grad();
                var point = Array.ConvertAll(inputs, input => input.detach().requires_grad_());
                var jacobians = new List<Tensor>();
                foreach (var result in function(point))
                {
                    // A result that does not depend on the point has no graph, and no derivative but zero.
                    Tensor[] elements = result.requires_grad ? result.reshape(-1).unbind() : [];
                    var rows = elements.Select(element => grad([element], point, retain_graph: true, allow_unused: true)).ToArray();
                    for (var i = 0; i < point.Length; i++)
                    {
                        long[] shape = [.. result.shape, .. point[i].shape];
                        var at = point[i];
                        jacobians.Add(rows.Length == 0
                            ? zeros(shape, at.dtype).MoveToOuterDisposeScope()
                            : stack(rows.Select(row => row[i] ?? zeros_like(at)).ToArray()).reshape(shape).MoveToOuterDisposeScope());
                    }
                }
                return jacobians;
            }
        }
    }
}
