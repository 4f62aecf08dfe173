namespace TorchSharp.Autograd;

/// <summary>Whether operations on this thread are recorded.</summary>
internal static class GradMode
{
    [ThreadStatic]
    private static bool t_disabled;

    public static bool Enabled
    {
        get => !t_disabled;
        set => t_disabled = !value;
    }

    /// <summary>Sets the mode until disposed; as PyTorch's context managers, also usable as a plain statement.</summary>
    public static IDisposable Set(bool enabled) => new Restorer(enabled);

    private sealed class Restorer : IDisposable
    {
        private readonly bool _previous = Enabled;

        public Restorer(bool enabled) => Enabled = enabled;

        public void Dispose() => Enabled = _previous;
    }
}
