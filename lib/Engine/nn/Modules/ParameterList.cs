namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters in a list, named 0, 1, 2, …</summary>
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Parameters in a list.</summary>
    public class ParameterList : nn.Module, IList<Parameter>
    {
        private readonly List<Parameter> _items = [];

        public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public Parameter this[int index]
        {
            get => _items[index];
            set
            {
                _items[index] = value;
                Renumber();
            }
        }

        public void Add(Parameter item) => Insert(Count, item);

        public void append(params Parameter[] parameters) => extend(parameters);

        public void extend(IEnumerable<Parameter> parameters)
        {
            _items.AddRange(parameters);
            Renumber();
        }

        public void Insert(int index, Parameter item)
        {
            _items.Insert(index, item);
            Renumber();
        }

        public bool Remove(Parameter item)
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

        public bool Contains(Parameter item) => _items.Contains(item);

        public int IndexOf(Parameter item) => _items.IndexOf(item);

        public void CopyTo(Parameter[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public IEnumerator<Parameter> GetEnumerator() => _items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private void Renumber() => ReplaceParameters(_items.Select((item, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), item)));
    }
}
