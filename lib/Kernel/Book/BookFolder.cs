using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>A lecture that did not run to its end, and the sentence that says why.</summary>
internal sealed record FailedLecture(string Name, string Title, string Reason);

/// <summary>
/// The folder of the book. The executed notebooks in it are the truth; pages and index are drawn from them, so a run of one
/// lecture leaves the others in place and a new page design reaches all of them.
/// </summary>
internal sealed class BookFolder(string path)
{
    public string IndexPath => System.IO.Path.Combine(path, "index.html");

    /// <summary>Keeps an executed notebook.</summary>
    /// <param name="notebook">With outputs.</param>
    /// <param name="name">The file name without its ending.</param>
    /// <param name="sourceFolder">Where the notebook came from: its pictures are found there.</param>
    /// <param name="profile">The profile of the run.</param>
    public void Save(NotebookDocument notebook, string name, string sourceFolder, string profile)
    {
        notebook.RunNotes["folder"] = System.IO.Path.GetRelativePath(path, sourceFolder).Replace('\\', '/');
        notebook.RunNotes["profile"] = profile;
        NotebookWriter.Write(notebook, System.IO.Path.Combine(path, name + ".ipynb"));
    }

    /// <summary>Draws every page and the index.</summary>
    /// <param name="title">The title of the book.</param>
    /// <param name="belongs">Whether the notebook of a name is still part of the book; a renamed one leaves its old page behind.</param>
    /// <param name="failed">The lectures that failed in this run.</param>
    public void Publish(string title, Func<string, bool> belongs, IReadOnlyList<FailedLecture> failed)
    {
        Directory.CreateDirectory(path);
        var lectures = Directory.GetFiles(path, "*.ipynb")
            .Select(file => (File: file, Name: System.IO.Path.GetFileNameWithoutExtension(file)))
            .Where(lecture => belongs(lecture.Name))
            .OrderBy(lecture => lecture.Name, StringComparer.Ordinal)
            .Select(lecture => (lecture.Name, Notebook: NotebookReader.Read(lecture.File, lecture.File)))
            .ToList();

        PageLink? LinkTo(int i) => i < 0 || i >= lectures.Count ? null
            : new PageLink(lectures[i].Name + ".html", lectures[i].Notebook.Title ?? lectures[i].Name);

        List<LectureCard> cards = [];
        for (var i = 0; i < lectures.Count; i++)
        {
            var (name, notebook) = lectures[i];
            var pictures = notebook.RunNotes["folder"] is { } folder ? System.IO.Path.Combine(path, folder.ToString()) : null;
            AtomicFile.WriteText(System.IO.Path.Combine(path, name + ".html"),
                LecturePage.Render(notebook, name, LinkTo(i - 1), LinkTo(i + 1), pictures));
            cards.Add(new LectureCard(name + ".html", name, notebook.Title ?? name, Picture.FirstOf(notebook), notebook.WallTime,
                failed.FirstOrDefault(f => f.Name == name)?.Reason));
        }

        foreach (var lost in failed.Where(f => lectures.All(l => l.Name != f.Name)))
            cards.Add(new LectureCard(null, lost.Name, lost.Title, null, null, lost.Reason));
        AtomicFile.WriteText(IndexPath, IndexPage.Render(title, [.. cards.OrderBy(c => c.Name, StringComparer.Ordinal)]));
    }
}
