using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>A lecture of the book: the notebook of its last run, whole or failed.</summary>
/// <param name="Name">The notebook's file name without its ending.</param>
/// <param name="Notebook">With outputs.</param>
/// <param name="PictureFolder">Where its relative pictures are found; null if that is not known.</param>
internal sealed record BookLecture(string Name, NotebookDocument Notebook, string? PictureFolder)
{
    public const string FailureNote = "failure";

    public string Title => Notebook.Title ?? Name;

    /// <summary>Why the run that this is ended early; null if it ran to its end.</summary>
    public string? Failure => Notebook.RunNotes[FailureNote]?.ToString();

    public PageLink Link => new(Name + ".html", Title);
}
