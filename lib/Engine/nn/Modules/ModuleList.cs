namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules that a network calls itself, named 0, 1, 2, …</summary>
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <summary>Modules of one type that a network calls itself, named 0, 1, 2, …</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Modules in a list, whose parameters are the list's.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        private readonly List<T> _items = [];

        public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => extend(modules);

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => _items[index];
            set
            {
                _items[index] = value;
                Renumber();
            }
        }

        public void Add(T item) => Insert(Count, item);

        public void append(params T[] parameters) => extend(parameters);

        public void extend(IEnumerable<T> modules)
        {
            _items.AddRange(modules);
            Renumber();
        }

        public void Insert(int index, T item)
        {
            _items.Insert(index, item);
            Renumber();
        }

        public bool Remove(T item)
        {
            var found = _items.Remove(item);
            Renumber();
            return found;
        }

        public void RemoveAt(int index)
        {
            _items.RemoveAt(index);
            Renumber();
        }

        public void Clear()
        {
            _items.Clear();
            Renumber();
        }

        public bool Contains(T item) => _items.Contains(item);

        public int IndexOf(T item) => _items.IndexOf(item);

        public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private void Renumber() => ReplaceModules(_items.Select((item, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), (nn.Module)item)));
    }
}
