using System.Reflection;
using System.Text;
using Course.Lectures.SourceCode;
using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>
/// The code of a library type as it was built, so that a lecture shows what it runs: with file, line and commit, coloured by whatever shows
/// the page.
/// </summary>
/// <remarks><c>Source.Of&lt;VariationalAutoencoder&gt;()</c>, or <c>Source.Of(typeof(Elbo), "Bernoulli")</c> for a member, all its
/// overloads.</remarks>
[TypeFormatterSource(typeof(SourceFormatterSource), PreferredMimeTypes = ["text/markdown", "text/plain"])]
public sealed class Source
{
    private const string Folder = "source/";

    private readonly IReadOnlyList<Fragment> _fragments;
    private readonly string? _repository, _commit;

    private Source(IReadOnlyList<Fragment> fragments, Assembly assembly)
    {
        _fragments = fragments;
        _repository = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "RepositoryUrl")?.Value;
        // The SDK appends the commit to the version: 1.0.0+0123456789abcdef….
        _commit = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+').ElementAtOrDefault(1);
    }

    /// <summary>The declaration of a type.</summary>
    /// <typeparam name="T">A type of the course library.</typeparam>
    public static Source Of<T>() => Of(typeof(T));

    /// <summary>The declaration of a type, or of a member of it.</summary>
    /// <param name="type">A type of the course library.</param>
    /// <param name="member">Name of a method, constructor, property or field; null for the whole type.</param>
    /// <exception cref="ArgumentException">The type comes from elsewhere, or has no such member.</exception>
    public static Source Of(Type type, string? member = null)
    {
        string name = type.Name.Split('`')[0];
        var fragments = new List<Fragment>();
        bool found = false;
        foreach (string resource in type.Assembly.GetManifestResourceNames().Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(type.Assembly.GetManifestResourceStream(resource)!);
            string code = reader.ReadToEnd().ReplaceLineEndings("\n");
            if (!code.Contains(name, StringComparison.Ordinal)) continue;
            var declarations = new Declarations(code);
            if (!declarations.HasNamespace(type.Namespace ?? "") || declarations.Type(name, type.IsGenericType) is not { } place) continue;
            found = true;
            var places = member is null ? [place] : declarations.Members(place, member);
            fragments.AddRange(places.Select(range => Fragment.Cut(resource[Folder.Length..].Replace('\\', '/'), code, range)));
        }
        if (!found) throw new ArgumentException($"The source of {type} is not in {type.Assembly.GetName().Name}.dll; types of lib/Course have theirs.");
        if (fragments.Count == 0) throw new ArgumentException($"{type} declares no {member}.");
        return new(fragments, type.Assembly);
    }

    /// <summary>The code, each piece with its file and line above it.</summary>
    public override string ToString() => string.Join("\n\n", _fragments.Select(fragment => $"// {fragment.Path}, line {fragment.Line}\n{fragment.Code}"));

    internal string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var fragment in _fragments)
        {
            string fence = fragment.Code.Contains("```", StringComparison.Ordinal) ? "~~~~" : "```";
            text.Append($"[{fragment.Path}, line {fragment.Line}]({Link(fragment)})")
                .Append(_commit is null ? "" : $" at commit {_commit[..Math.Min(7, _commit.Length)]}")
                .Append($"\n\n{fence}csharp\n{fragment.Code}\n{fence}\n\n");
        }
        return text.ToString();
    }

    // Where nobody knows the repository's address, the file beside the notebooks is the best there is.
    private string Link(Fragment fragment) => _repository is not null && _commit is not null
        ? $"{_repository.TrimEnd('/')}/blob/{_commit}/{fragment.Path}#L{fragment.Line}"
        : $"../{fragment.Path}#L{fragment.Line}";
}

internal sealed class SourceFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Source>("text/markdown", source => source.ToMarkdown()),
        new MimeFormatter<Source>("text/plain", source => source.ToString()),
    ];
}
