using System.Runtime.CompilerServices;

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new([]);

            /// <summary>Layers one after the other, named 0, 1, 2, …</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                new([.. modules.Select((m, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), m))]);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => Sequential(modules.ToArray());

            /// <summary>Layers one after the other, with names.</summary>
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Layers one after the other.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.IModule<Tensor, Tensor>> _layers = [];

        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules) append(name, module);
        }

        public int Count => _layers.Count;

        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => _layers[index];

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            _layers.Add(module);
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(_layers.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

        public override Tensor forward(Tensor tensor)
        {
            var x = tensor;
            foreach (var layer in _layers)
            {
                var next = layer.call(x);
                // Between layers nobody but the graph needs the value.
                if (!ReferenceEquals(x, tensor) && !ReferenceEquals(x, next)) x.Dispose();
                x = next;
            }
            return ReferenceEquals(x, tensor) ? tensor.alias() : x;
        }
    }
}
