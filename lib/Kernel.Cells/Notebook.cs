namespace Course.Kernel.Cells;

/// <summary>Where cells find their kernel.</summary>
internal static class Notebook
{
    private static volatile INotebook s_current = new Nowhere();

    /// <summary>Set by the kernel before its first cell. Until then nothing is shown, and nobody answers.</summary>
    public static INotebook Current
    {
        get => s_current;
        set => s_current = value;
    }

    private sealed class Nowhere : INotebook
    {
        public CancellationToken Interrupt => CancellationToken.None;

        public void Show(string place, object? value, IReadOnlyCollection<string> mimeTypes)
        {
        }

        public void ShowAs(string place, string text, string mimeType)
        {
        }

        public void Update(string place, object? value, IReadOnlyCollection<string> mimeTypes)
        {
        }

        public void Clear(bool wait)
        {
        }

        public Task<string> AskAsync(string prompt, bool isPassword) =>
            throw new NotSupportedException("No cell is running here, so there is nobody to ask for input.");
    }
}
