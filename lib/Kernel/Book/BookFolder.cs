using Course.Kernel.Book.Libraries;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>A lecture that did not run to its end, and the sentence that says why.</summary>
/// <param name="Name">The notebook's file name without its ending.</param>
/// <param name="Title">The first heading.</param>
/// <param name="Reason">The sentence.</param>
/// <param name="Run">What was run until then; null if the file could not even be read.</param>
/// <param name="Folder">Where the notebook came from.</param>
internal sealed record FailedLecture(string Name, string Title, string Reason, NotebookDocument? Run, string Folder);

/// <summary>
/// The folder of the book. The executed notebooks in it are the truth; pages, index and search are drawn from them, so a run of one
/// lecture leaves the others in place and a new page design reaches all of them.
/// </summary>
internal sealed class BookFolder(string path, LibraryCache libraries)
{
    /// <summary>Where the notebooks of failed runs lie: a page tells of them, but they must not take the place of whole ones.</summary>
    public const string Failed = "failed";

    private string FailedRuns => Path.Combine(path, Failed);

    public string IndexPath => Path.Combine(path, "index.html");

    /// <summary>Keeps an executed notebook.</summary>
    /// <param name="notebook">With outputs.</param>
    /// <param name="name">The file name without its ending.</param>
    /// <param name="sourceFolder">Where the notebook came from: its pictures are found there.</param>
    /// <param name="profile">The profile of the run.</param>
    public void Save(NotebookDocument notebook, string name, string sourceFolder, string profile)
    {
        notebook.RunNotes.Remove(BookLecture.FailureNote);
        Write(notebook, name, sourceFolder, profile, path);
        DeleteIfThere(Path.Combine(FailedRuns, name + ".ipynb"));
    }

    /// <summary>Keeps what a failed run has shown, for its page, beside the last whole run.</summary>
    public void SaveFailed(FailedLecture failed, string profile)
    {
        if (failed.Run is not { } notebook)
            return;
        notebook.RunNotes[BookLecture.FailureNote] = failed.Reason;
        Write(notebook, failed.Name, failed.Folder, profile, FailedRuns);
    }

    /// <summary>Draws every page, the index and the search.</summary>
    /// <param name="title">The title of the book.</param>
    /// <param name="belongs">Whether the notebook of a name is still part of the book; a renamed one leaves its old page behind.</param>
    /// <param name="failed">The lectures that failed in this run.</param>
    /// <returns>Where pages find the libraries for formulas and figures: a line for the terminal; null if no page needs one.</returns>
    public async Task<string?> PublishAsync(string title, Func<string, bool> belongs, IReadOnlyList<FailedLecture> failed)
    {
        Directory.CreateDirectory(path);
        var lectures = Notebooks(path).Union(Notebooks(FailedRuns)).Where(belongs).Order(StringComparer.Ordinal).Select(Read).ToList();
        var pages = lectures.ConvertAll(lecture => new LecturePage(lecture));
        List<NpmPackage> needed = [];
        if (pages.Any(page => page.HasFormulas))
            needed.Add(NpmPackage.Katex);
        if (pages.Any(page => page.HasFigures))
            needed.Add(NpmPackage.Plotly);
        var places = await libraries.PlaceAsync(needed, Path.Combine(path, PageFrame.Assets));

        foreach (var script in PageFrame.Scripts)
            WriteIfNew(Path.Combine(path, PageFrame.Assets, script), PageFrame.Resource(script));
        WriteIfNew(Path.Combine(path, PageFrame.Assets, SearchIndex.FileName), SearchIndex.Write(pages));
        for (var i = 0; i < pages.Count; i++)
            WriteIfNew(Path.Combine(path, lectures[i].Link.File), pages[i].ToHtml(places, LinkTo(i - 1), LinkTo(i + 1)));

        var cards = lectures.Select(lecture => LectureCard.Of(lecture, failed.FirstOrDefault(f => f.Name == lecture.Name)?.Reason))
            .Concat(failed.Where(f => lectures.All(lecture => lecture.Name != f.Name)).Select(LectureCard.Of))
            .OrderBy(card => card.Name, StringComparer.Ordinal);
        WriteIfNew(IndexPath, IndexPage.Render(title, [.. cards], places));
        return places.Sentence;

        PageLink? LinkTo(int i) => i >= 0 && i < lectures.Count ? lectures[i].Link : null;
    }

    private static IEnumerable<string> Notebooks(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file)) : [];

    private static void Write(NotebookDocument notebook, string name, string sourceFolder, string profile, string folder)
    {
        notebook.RunNotes["folder"] = Path.GetRelativePath(folder, sourceFolder).Replace('\\', '/');
        notebook.RunNotes["profile"] = profile;
        NotebookWriter.Write(notebook, Path.Combine(folder, name + ".ipynb"));
    }

    private static void DeleteIfThere(string file)
    {
        if (File.Exists(file))
            File.Delete(file);
    }

    /// <summary>A page that did not change keeps its time, so that a reader who has it open is not sent back to its top.</summary>
    private static void WriteIfNew(string file, string text)
    {
        if (!File.Exists(file) || File.ReadAllText(file) != text)
            AtomicFile.WriteText(file, text);
    }

    private BookLecture Read(string name)
    {
        var failed = Path.Combine(FailedRuns, name + ".ipynb");
        var file = File.Exists(failed) ? failed : Path.Combine(path, name + ".ipynb");
        var notebook = NotebookReader.Read(file, file);
        var source = notebook.RunNotes["folder"] is { } folder ? Path.Combine(Path.GetDirectoryName(file)!, folder.ToString()) : null;
        return new BookLecture(name, notebook, source);
    }
}
