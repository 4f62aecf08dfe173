namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters by name.</summary>
            public static ParameterDict ParameterDict(params (string, Parameter)[] parameters)
            {
                var result = new ParameterDict();
                foreach (var (name, parameter) in parameters) result.Add(name, parameter);
                return result;
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Parameters by name, in the order in which they were added.</summary>
    public class ParameterDict : nn.Module, IList<(string, Parameter)>
    {
        private readonly List<(string Name, Parameter Parameter)> _items = [];

        public ParameterDict() : base(nameof(ParameterDict))
        {
        }

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public Parameter this[string key]
        {
            get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The ParameterDict has no parameter '{key}', only {string.Join(", ", keys())}.");
            set
            {
                var at = _items.FindIndex(item => item.Name == key);
                if (at < 0) _items.Add((key, value));
                else _items[at] = (key, value);
                Rename();
            }
        }

        public (string, Parameter) this[int index]
        {
            get => _items[index];
            set
            {
                _items[index] = value;
                Rename();
            }
        }

        public void Add(string key, Parameter value)
        {
            register_parameter(key, value);
            _items.Add((key, value));
        }

        public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);

        public void Insert(int index, (string, Parameter) item)
        {
            _items.Insert(index, item);
            Rename();
        }

        public bool Remove(string key)
        {
            var found = _items.RemoveAll(item => item.Name == key) > 0;
            Rename();
            return found;
        }

        public bool Remove((string, Parameter) item)
        {
            var at = IndexOf(item);
            if (at >= 0) RemoveAt(at);
            return at >= 0;
        }

        public void RemoveAt(int index)
        {
            _items.RemoveAt(index);
            Rename();
        }

        public bool ContainsKey(string key) => _items.Exists(item => item.Name == key);

        public bool Contains((string, Parameter) item) => IndexOf(item) >= 0;

        public int IndexOf((string, Parameter) item) => _items.FindIndex(own => own.Name == item.Item1 && ReferenceEquals(own.Parameter, item.Item2));

        public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Parameter value)
        {
            var at = _items.FindIndex(item => item.Name == key);
            value = at < 0 ? null : _items[at].Parameter;
            return at >= 0;
        }

        public void Clear()
        {
            _items.Clear();
            Rename();
        }

        public void clear() => Clear();

        public void CopyTo((string, Parameter)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public IEnumerable<string> keys() => _items.Select(item => item.Name);

        public IEnumerable<Parameter> values() => _items.Select(item => item.Parameter);

        public IEnumerator<(string, Parameter)> items() => _items.GetEnumerator();

        public IEnumerator<(string, Parameter)> GetEnumerator() => _items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private void Rename() => ReplaceParameters([.. _items]);
    }
}
