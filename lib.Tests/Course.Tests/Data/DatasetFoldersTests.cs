using Course.Data;

namespace Course.Tests.Data;

public class DatasetFoldersTests
{
    [Fact]
    public void The_variable_comes_first_then_the_repository_above_the_current_directory()
    {
        using var variable = new TemporaryFolder();
        using var repository = new TemporaryFolder();
        Directory.CreateDirectory(variable.File("mnist"));
        string below = Directory.CreateDirectory(repository.File("notebooks/homework")).FullName;
        Directory.CreateDirectory(repository.File("datasets/mnist"));
        File.WriteAllText(repository.File("Course.sln"), "");

        var found = DatasetFolders.Candidates("mnist", variable.Path, below);

        Assert.Equal([variable.File("mnist"), Path.Combine(repository.Path, "datasets", "mnist")], found);
    }

    [Fact]
    public void Folders_that_do_not_exist_are_left_out()
    {
        using var empty = new TemporaryFolder();

        Assert.Empty(DatasetFolders.Candidates("mnist", empty.File("nowhere"), empty.Path));
        Assert.Empty(DatasetFolders.Candidates("mnist", null, empty.Path));
    }
}
