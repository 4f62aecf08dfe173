using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

/// <summary>
/// What a dispose scope holds. A tensor remembers its place in the list, so that adding and removing one, which happens with every
/// operation, neither searches nor allocates; other objects are few. The lists of ended scopes are used again.
/// </summary>
internal sealed class HeldDisposables
{
    private const int MostKeptLists = 8, LargestKeptList = 1 << 14;

    [ThreadStatic]
    private static Stack<List<IDisposable>>? t_lists;

    private List<IDisposable>? _list;

    public int Count => _list?.Count ?? 0;

    public bool Contains(IDisposable disposable) => PlaceOf(disposable) >= 0;

    public void Add(IDisposable disposable)
    {
        if (disposable is not torch.Tensor && Contains(disposable)) return;
        _list ??= t_lists is { Count: > 0 } lists ? lists.Pop() : [];
        if (disposable is torch.Tensor tensor) tensor.PlaceInDisposeScope = _list.Count;
        _list.Add(disposable);
    }

    /// <summary>The last one moves to the free place.</summary>
    public void Remove(IDisposable disposable)
    {
        var place = PlaceOf(disposable);
        if (place < 0) return;
        var last = _list![^1];
        _list[place] = last;
        if (last is torch.Tensor moved) moved.PlaceInDisposeScope = place;
        _list.RemoveAt(_list.Count - 1);
    }

    public bool TryTakeLast([NotNullWhen(true)] out IDisposable? disposable)
    {
        disposable = Count > 0 ? _list![^1] : null;
        if (disposable is null) return false;
        _list!.RemoveAt(_list.Count - 1);
        return true;
    }

    public IDisposable[] ToArray() => _list?.ToArray() ?? [];

    /// <summary>Leaves the empty list to the scopes to come.</summary>
    public void Recycle()
    {
        if (_list is not { Count: 0 } list) return;
        _list = null;
        t_lists ??= new Stack<List<IDisposable>>();
        if (t_lists.Count < MostKeptLists && list.Capacity <= LargestKeptList) t_lists.Push(list);
    }

    private int PlaceOf(IDisposable disposable)
    {
        if (_list is null) return -1;
        if (disposable is torch.Tensor tensor)
        {
            var place = tensor.PlaceInDisposeScope;
            return place < _list.Count && ReferenceEquals(_list[place], tensor) ? place : -1;
        }
        for (var i = 0; i < _list.Count; i++)
            if (ReferenceEquals(_list[i], disposable)) return i;
        return -1;
    }
}
