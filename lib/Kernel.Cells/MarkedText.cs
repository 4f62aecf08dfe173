namespace Course.Kernel.Cells;

/// <summary>Text in a form that front ends render, such as Markdown; where they do not, it is shown as it stands.</summary>
public sealed class MarkedText
{
    internal MarkedText(string text, string mimeType)
    {
        Text = text;
        MimeType = mimeType;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>The form, for example <c>text/markdown</c>.</summary>
    public string MimeType { get; }

    /// <inheritdoc cref="Text"/>
    public override string ToString() => Text;
}
