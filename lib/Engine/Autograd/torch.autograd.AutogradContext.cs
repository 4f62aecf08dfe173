using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a custom function's forward leaves for its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private CustomFunctionNode? _node;
            private List<Tensor> _toSave = []; // until the recorded call has taken them

            internal AutogradContext()
            {
            }

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>Whether a result that nobody used comes to backward as zeros (the default) and not as null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>
            /// Keeps tensors for backward: arguments or results of forward, or values computed in it (null is kept as null). Backward
            /// complains if one of them was overwritten in the meantime.
            /// </summary>
            public void save_for_backward(List<Tensor> tensors) => _toSave = tensors;

            /// <summary>What <see cref="save_for_backward"/> kept, connected to the graph, so that backward can itself be differentiated.</summary>
            public List<Tensor> get_saved_variables() => _node?.Unpack() ?? _toSave;

            /// <summary>Keeps anything but a tensor: shapes, numbers, options.</summary>
            public void save_data(string key, object value)
            {
                if (value is Tensor)
                    throw new ArgumentException($"'{key}' is a tensor; keep it with save_for_backward, which checks that nobody overwrites it.", nameof(value));
                _data[key] = value;
            }

            /// <summary>What was kept under a name, or null.</summary>
            public object? get_data(string key) => _data.GetValueOrDefault(key);

            /// <summary>Names the arguments that forward overwrites and returns.</summary>
            public void mark_dirty(List<Tensor> tensors) => Dirty = tensors;

            /// <summary>Names the results that have no gradient, such as indices.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors;

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Hands what was saved to the recorded call, which has these differentiable results.</summary>
            internal void Recorded(CustomFunctionNode node, Tensor?[] results)
            {
                _node = node;
                node.Save(_toSave, results);
                _toSave = [];
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Forgets what was saved; the graph does so by itself after backward.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (disposing) _node?.ReleaseSaved();
            }
        }
    }
}
