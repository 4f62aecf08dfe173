using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Kernel.Notebooks;

/// <summary>Writes notebooks as Jupyter does (one space of indent, no needless escapes, a newline at the end), so that diffs stay small.</summary>
internal static class NotebookWriter
{
    private static readonly JsonWriterOptions Jupyter = new()
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(NotebookDocument notebook, string path) => AtomicFile.Write(path, stream => Write(notebook, stream));

    public static void Write(NotebookDocument notebook, Stream stream)
    {
        using (var writer = new Utf8JsonWriter(stream, Jupyter))
            notebook.Json.WriteTo(writer);
        stream.WriteByte((byte)'\n');
    }
}
