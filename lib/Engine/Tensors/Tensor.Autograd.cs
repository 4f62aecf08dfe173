using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded. Only leaves of floating type can be set.</summary>
        public bool requires_grad
        {
            get => Impl.RequiresGrad;
            set => requires_grad_(value);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            if (requires_grad && !Impl.Type.IsFloating())
                throw Guard.Error($"Only tensors of floating point type can require gradients, this one is {Impl.Type}.");
            if (!is_leaf && !requires_grad)
                throw Guard.Error("You can only change requires_grad of leaf tensors; call detach() to get a tensor outside the graph.");
            if (is_leaf && (requires_grad || Impl.Autograd is not null)) Impl.RequireAutograd().RequiresGrad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Not the result of a recorded operation.</summary>
        public bool is_leaf => Impl.IsLeaf;

        /// <summary>The accumulated gradient, or null. Each read gives a new handle on the same memory.</summary>
        public Tensor? grad
        {
            get => Impl.Autograd?.Grad?.alias();
            set
            {
                if (value is not null && !value.Impl.Sizes.AsSpan().SequenceEqual(Impl.Sizes))
                    throw Guard.Error($"A gradient of shape {Guard.Shape(value.Impl.Sizes)} does not fit a tensor of shape {Guard.Shape(Impl.Sizes)}.");
                if (value is null && Impl.Autograd is null) return;
                var meta = Impl.RequireAutograd();
                var old = meta.Grad;
                meta.Grad = value?.alias().DetachFromDisposeScope();
                old?.Dispose();
            }
        }

        /// <summary>The gradient itself, not a handle: for optimizers.</summary>
        internal Tensor? GradInPlace => Impl.Autograd?.Grad;

        /// <summary>Gradients of this scalar are accumulated into the leaves it was computed from.</summary>
        public void backward() => BackwardPass.Accumulate([this], null, false, false, null);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            BackwardPass.Accumulate([this], grad_tensors!, retain_graph || create_graph, create_graph, inputs);

        /// <summary>Keeps the gradient of a non-leaf.</summary>
        public void retain_grad()
        {
            if (!requires_grad) throw Guard.Error("Can't retain_grad on a tensor that has requires_grad=False.");
            if (is_leaf || Impl.Autograd!.RetainsGrad) return;
            Tape.EdgeTo(this).Node!.Release(); // brings a stale view's node up to date
            var node = Impl.Autograd.GradFn!;
            Impl.Autograd.RetainsGrad = true;
            (node.RetainedGrads ??= []).Add((Impl.Autograd.OutputIndex, Impl));
        }

        /// <summary>The same values, outside the graph; memory is shared.</summary>
        public Tensor detach() => new(Impl.Alias());

        public Tensor detach_()
        {
            if (Impl.Autograd is not { } meta) return this;
            if (meta.View is not null) throw Guard.Error("Can't detach views in-place; use detach() instead.");
            meta.SetGradFn(null, 0);
            meta.RequiresGrad = false;
            return this;
        }

        /// <summary>Another tensor with the same values at the same place in the graph.</summary>
        public Tensor alias()
        {
            var result = new Tensor(Impl.Alias());
            return Tape.Records(this) ? Tape.Record("AliasBackward", result, [this], [], static g => [g.Output]) : result;
        }
    }

    /// <summary>Differentiation that is not started from a tensor's <c>backward</c>.</summary>
    public static partial class autograd
    {
        /// <summary>Gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>; leaves are not touched.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">Gradients of the outputs; for scalars 1 when absent.</param>
        /// <param name="retain_graph">Keeps saved values for another pass.</param>
        /// <param name="create_graph">Records the computation of the gradients, for second derivatives.</param>
        /// <param name="allow_unused">Gives null instead of an error for an input that no output depends on.</param>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false) =>
            BackwardPass.Gradients(outputs, inputs, grad_outputs!, retain_graph || create_graph, create_graph, allow_unused)!;

        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            BackwardPass.Accumulate(tensors, grad_tensors!, retain_graph ?? create_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            BackwardPass.Accumulate([tensor], grad_tensors!, retain_graph ?? create_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            BackwardPass.Accumulate([tensor], [grad_tensor], retain_graph ?? create_graph, create_graph, inputs);

        /// <summary>Until disposed, backward stops at the first operation whose gradient is NaN, and names it.</summary>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);
    }

    /// <summary>Nothing is recorded on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => GradMode.Set(false);

    public static IDisposable enable_grad(bool enabled = true) => GradMode.Set(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => GradMode.Set(mode);

    /// <summary>Like <see cref="no_grad"/>, for code that never differentiates.</summary>
    public static IDisposable inference_mode(bool mode = true) => GradMode.SetInference(mode);

    public static bool is_inference_mode_enabled() => GradMode.Inferring;

    public static bool is_grad_enabled() => GradMode.Enabled;
}
