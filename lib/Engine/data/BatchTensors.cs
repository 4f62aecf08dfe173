namespace TorchSharp.Modules;

using static torch;

/// <summary>The tensors in an item or batch, whether it is one, a list, or named ones.</summary>
internal static class BatchTensors
{
    public static void Dispose(object? value)
    {
        foreach (var part in Of(value)) part.Dispose();
    }

    /// <summary>Gives what was made on another thread to the scope that is open on this one.</summary>
    public static void Adopt(object? value)
    {
        if (CurrentDisposeScope is not { } scope) return;
        foreach (var part in Of(value).OfType<Tensor>()) part.MoveToOtherDisposeScope(scope);
    }

    private static IEnumerable<IDisposable> Of(object? value) => value switch
    {
        IDisposable one => [one],
        IDictionary<string, Tensor> named => named.Values,
        IEnumerable<IDisposable> many => many,
        _ => [],
    };
}
