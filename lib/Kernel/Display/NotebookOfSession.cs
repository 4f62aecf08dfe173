using Course.Kernel.Cells;
using Course.Kernel.Execution;

namespace Course.Kernel.Display;

/// <summary>What a cell shows and asks, taken to the session that runs it.</summary>
internal sealed class NotebookOfSession : INotebook
{
    public CancellationToken Interrupt => CellRun.Interrupt;

    /// <summary>From now on cells find this.</summary>
    public static void Install() => Notebook.Current = new NotebookOfSession();

    public void Show(string place, object? value, IReadOnlyCollection<string> mimeTypes) =>
        SessionOutput.Current?.Publish(new ValueDisplayed(place, MimeBundle.Of(value, mimeTypes)));

    public void ShowAs(string place, string text, string mimeType) =>
        SessionOutput.Current?.Publish(new ValueDisplayed(place, MimeBundle.Raw(mimeType, text)));

    public void Update(string place, object? value, IReadOnlyCollection<string> mimeTypes) =>
        SessionOutput.Current?.Publish(new DisplayUpdated(place, MimeBundle.Of(value, mimeTypes)));

    public void Clear(bool wait) => SessionOutput.Current?.Publish(new OutputCleared(wait));

    public Task<string> AskAsync(string prompt, bool isPassword) => SessionInput.AskAsync(new InputPrompt(prompt, isPassword));
}
