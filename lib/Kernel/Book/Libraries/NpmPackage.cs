namespace Course.Kernel.Book.Libraries;

/// <summary>A file of a package that pages refer to.</summary>
/// <param name="Path">Inside the package.</param>
/// <param name="Integrity">SHA-512 in base64: the browser checks what a server far away sends.</param>
internal sealed record LibraryFile(string Path, string Integrity);

/// <summary>A JavaScript library that pages use, at exactly one version.</summary>
/// <param name="Title">As readers know it.</param>
/// <param name="Name">In the registry.</param>
/// <param name="Version">Exact.</param>
/// <param name="Integrity">SHA-512 of the package in base64, as the registry states it.</param>
/// <param name="Script">The library.</param>
/// <param name="Style">Its style sheet, or null.</param>
/// <param name="Folders">What else of the package pages need: whole folders, by their prefix and the ending of the files.</param>
internal sealed record NpmPackage(
    string Title, string Name, string Version, string Integrity, LibraryFile Script, LibraryFile? Style, params (string Prefix, string Ending)[] Folders)
{
    public static NpmPackage Plotly { get; } = new(
        "Plotly.js", "plotly.js-dist-min", "3.7.0",
        "IRWNnBJZmKss3URDnicBK2nvt/VTSi/MD1GnUscAYFjwSuN6g/CTde5R1UC0RYtblehj8rkT4BL8r05e/c8j5Q==",
        new("plotly.min.js", "Ulqzl53dLb2e2M4OLFKL8KSu3isKl2573ez2WDBBF+2OwyXTr8SMuMBvYTEgrse1dl4YNHA2dlnoHIuL7kssTA=="),
        null);

    public static NpmPackage Katex { get; } = new(
        "KaTeX", "katex", "0.16.47",
        "Eeo8Ys1doU1z+x8AZsPpQu+p/QcZBI5PeOo7QGQdy2x2m0MU/hYagBbGOmXwr5KVbEfVuWv9LpnQWeehogurjg==",
        new("dist/katex.min.js", "eDHxAxGzhSpNkUD1AP76+u07Nn3VtMwdj9GrN1uXDkjRGsroJhqtEr639ybY3iVOA58R5h+jWMJ9dlV5ilsYBQ=="),
        new("dist/katex.min.css", "kI2+BaD3/4lqajGWnpHozrL4U8PFaP/ZCbCrMyftFQuzVYIak0qhP2ZJgP0fXNq/myQmRtRvwODhDS2Gxdg6Vg=="),
        ("dist/fonts/", ".woff2"));

    /// <summary>"katex@0.16.47": what npm calls it.</summary>
    public string Specification => $"{Name}@{Version}";

    /// <summary>Its folder beside the pages, and the file it is kept as.</summary>
    public string FolderName => $"{Name}-{Version}";

    public override string ToString() => $"{Title} {Version}";

    /// <summary>Whether a file of the package belongs into the book; the licence always does.</summary>
    public bool Wants(string path) => path == Script.Path || path == Style?.Path || path == "LICENSE"
        || Folders.Any(folder => path.StartsWith(folder.Prefix, StringComparison.Ordinal) && path.EndsWith(folder.Ending, StringComparison.Ordinal));
}
