namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules by name that a network calls itself.</summary>
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            /// <summary>Modules of one type by name that a network calls itself.</summary>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var result = new ModuleDict<T>();
                foreach (var (name, module) in modules) result.Add(name, module);
                return result;
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Modules by name, in the order in which they were added.</summary>
    public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)> where T : nn.Module
    {
        private readonly List<(string Name, T Module)> _items = [];

        public ModuleDict() : base(nameof(ModuleDict<T>))
        {
        }

        public int Count => _items.Count;

        public T this[string key]
        {
            get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The ModuleDict has no module '{key}', only {string.Join(", ", keys())}.");
            set
            {
                var at = _items.FindIndex(item => item.Name == key);
                if (at < 0) _items.Add((key, value));
                else _items[at] = (key, value);
                Rename();
            }
        }

        public void Add(string key, T value)
        {
            register_module(key, value);
            _items.Add((key, value));
        }

        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        public bool Remove(string key)
        {
            var found = _items.RemoveAll(item => item.Name == key) > 0;
            Rename();
            return found;
        }

        public bool ContainsKey(string key) => _items.Exists(item => item.Name == key);

        public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
        {
            var at = _items.FindIndex(item => item.Name == key);
            value = at < 0 ? null : _items[at].Module;
            return at >= 0;
        }

        public void Clear()
        {
            _items.Clear();
            Rename();
        }

        public void clear() => Clear();

        public IEnumerable<string> keys() => _items.Select(item => item.Name);

        public IEnumerable<T> values() => _items.Select(item => item.Module);

        public IEnumerator<(string, T)> items() => _items.GetEnumerator();

        public IEnumerator<(string, T)> GetEnumerator() => _items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private void Rename() => ReplaceModules(_items.Select(item => (item.Name, (nn.Module)item.Module)));
    }
}
