namespace TorchSharp.Tests.Api;

/// <summary>What the engine offers in namespace TorchSharp, TorchSharp 0.107 offers too: code written here runs there.</summary>
public sealed class TorchSharpCompatibilityTests
{
    [Fact]
    public void Every_public_member_exists_in_TorchSharp()
    {
        if (ReferenceFile() is not { } reference)
        {
            Assert.Skip("The list of TorchSharp's members (../shared/reference/torchsharp-0.107-api.txt) is not beside this repository.");
            return;
        }
        var known = File.ReadLines(reference).ToHashSet();
        var members = PublicMembers.Of(typeof(torch).Assembly).ToList();
        Assert.True(members.Count(known.Contains) > 500, "Hardly any member is known: the notation of the list must have changed.");
        var unknown = members.Where(member => !known.Contains(member)).ToList();
        Assert.True(unknown.Count == 0, $"TorchSharp 0.107 lacks {unknown.Count} members:\n{string.Join('\n', unknown)}");
    }

    private static string? ReferenceFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Course.sln"))) continue;
            var file = Path.Combine(folder.FullName, "../shared/reference/torchsharp-0.107-api.txt");
            return File.Exists(file) ? file : null;
        }
        return null;
    }
}
