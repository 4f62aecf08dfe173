using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with a hand-written gradient. Derive from one of the two kinds below.</summary>
        /// <typeparam name="T">The class that derives.</typeparam>
        public abstract class Function<T> where T : Function<T>, new()
        {
            private static readonly T s_instance = new();

            // Only the two kinds below.
            private protected Function()
            {
            }

            /// <summary>Stands in error messages.</summary>
            public abstract string Name { get; }

            private protected abstract List<Tensor> Forward(AutogradContext ctx, object[] vars);

            private protected abstract List<Tensor> Backward(AutogradContext ctx, List<Tensor?> gradients);

            /// <summary>Runs forward, unrecorded, and records one node for all of it if a tensor among <paramref name="vars"/> requires grad.</summary>
            public static List<Tensor> apply_internal(params object[] vars)
            {
                var arguments = Enumerable.Range(0, vars.Length).Where(i => vars[i] is Tensor).ToArray();
                Tensor[] inputs = [.. arguments.Select(i => (Tensor)vars[i])];
                var context = new AutogradContext();
                var edges = Tape.Records(inputs) ? Array.ConvertAll(inputs, Tape.EdgeTo) : [];
                try
                {
                    List<Tensor> outputs;
                    using (no_grad()) outputs = s_instance.Forward(context, vars);
                    if (edges.Length == 0) return outputs;
                    foreach (var dirty in context.Dirty) RequireOverwritable(dirty);

                    var shapes = outputs.Select(output => new OutputShape(output.Impl.Sizes, output.Impl.Type)).ToArray();
                    var node = new CustomFunctionNode(
                        s_instance.Name, edges, shapes, arguments, vars.Length, context, gradients => s_instance.Backward(context, gradients));
                    edges = [];
                    var results = new Tensor?[outputs.Count];
                    for (var i = 0; i < results.Length; i++)
                        if (outputs[i].is_floating_point() && !Holds(context.NonDifferentiable, outputs[i]))
                            outputs[i] = results[i] = Connect(outputs[i], node, i, Holds(context.Dirty, outputs[i]), Holds(inputs, outputs[i]));
                    context.Recorded(node, results);
                    node.Release(); // the results hold it
                    return outputs;
                }
                finally
                {
                    foreach (var edge in edges) edge.Node?.Release();
                }
            }

            private static void RequireOverwritable(Tensor dirty)
            {
                if (dirty.Impl is { RequiresGrad: true, IsLeaf: true })
                    throw Guard.Error($"{s_instance.Name} overwrites a leaf that requires grad, of shape {Guard.Shape(dirty.Impl.Sizes)}; pass it a clone().");
            }

            private static Tensor Connect(Tensor output, CustomFunctionNode node, int index, bool isOverwritten, bool isArgument)
            {
                if (isOverwritten && output.Impl.Autograd?.View is { } view)
                {
                    CopySlices.Rebase(output.Impl.Autograd, view, node.Retain());
                    return output;
                }
                // An argument handed through unchanged keeps its own place in the graph, and so does a view of one.
                if (!isOverwritten && (isArgument || output.Impl.Autograd is not null)) output = output.detach();
                output.Impl.RequireAutograd().SetGradFn(node.Retain(), index);
                return output;
            }

            private static bool Holds(IList<Tensor> tensors, Tensor tensor) => tensors.Any(other => ReferenceEquals(other, tensor));
        }

        /// <summary>An operation with one result and a hand-written gradient; call its <see cref="apply"/>.</summary>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            /// <summary>Calls <see cref="forward"/> with these arguments, tensors and others.</summary>
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            /// <summary>Computes the result.</summary>
            /// <param name="ctx">Takes what backward will need.</param>
            /// <param name="vars">The arguments.</param>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>Gradients of the arguments, one each, null for what has none. Written with tensor operations it can be differentiated again.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            private protected sealed override List<Tensor> Forward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            private protected sealed override List<Tensor> Backward(AutogradContext ctx, List<Tensor?> gradients) => backward(ctx, gradients[0]!);
        }

        /// <summary>An operation with several results and a hand-written gradient; call its <see cref="apply"/>.</summary>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            /// <inheritdoc cref="SingleTensorFunction{T}.apply"/>
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            /// <inheritdoc cref="SingleTensorFunction{T}.forward"/>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <inheritdoc cref="SingleTensorFunction{T}.backward"/>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            private protected sealed override List<Tensor> Forward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            private protected sealed override List<Tensor> Backward(AutogradContext ctx, List<Tensor?> gradients) => backward(ctx, gradients!);
        }
    }
}
