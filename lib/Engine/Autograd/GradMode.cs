namespace TorchSharp.Autograd;

/// <summary>Whether operations on this thread are recorded.</summary>
internal static class GradMode
{
    [ThreadStatic]
    private static bool t_disabled, t_inferring;

    public static bool Enabled
    {
        get => !t_disabled;
        set => t_disabled = !value;
    }

    /// <summary>Whether <c>inference_mode</c> is on. To this engine it is the same as not recording.</summary>
    public static bool Inferring
    {
        get => t_inferring;
        set => t_inferring = value;
    }

    /// <summary>Sets the mode until disposed; as PyTorch's context managers, also usable as a plain statement.</summary>
    public static IDisposable Set(bool enabled) => new Restorer(enabled);

    /// <inheritdoc cref="Inferring"/>
    public static IDisposable SetInference(bool inferring)
    {
        var restorer = new Restorer(!inferring);
        Inferring = inferring;
        return restorer;
    }

    private sealed class Restorer : IDisposable
    {
        private readonly bool _enabled = Enabled, _inferring = Inferring;

        public Restorer(bool enabled) => Enabled = enabled;

        public void Dispose() => (Enabled, Inferring) = (_enabled, _inferring);
    }
}
