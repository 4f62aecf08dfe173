namespace TorchSharp;

/// <summary>While enabled, backward names the operation that first produced a NaN gradient. Disposing restores the mode before it.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool _wasEnabled = IsEnabled, _checkedNaN = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true)
    {
        IsEnabled = enabled;
        ShouldCheckNaN = enabled && check_nan;
    }

    public static bool IsEnabled { get; private set; }

    public static bool ShouldCheckNaN { get; private set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        IsEnabled = _wasEnabled;
        ShouldCheckNaN = _checkedNaN;
    }
}
