using Course.Data;

namespace Course.Tests.Data;

/// <summary>Reads the real files where they are; skipped, with the reason, where they are not.</summary>
public class MnistTests
{
    [Fact]
    public void The_training_part_is_the_published_one()
    {
        var train = LoadOrSkip(Split.Train);

        Assert.Equal(60_000, train.Count);
        Assert.Equal<byte>([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], train.Labels.ToArray()[..10]);
        // The mean and deviation that every tutorial normalises with.
        var (mean, deviation) = DigitStatistics.OfPixels(train);
        Assert.Equal(0.1307, mean, 4);
        Assert.Equal(0.3081, deviation, 4);
    }

    [Fact]
    public void The_test_part_is_the_published_one()
    {
        var test = LoadOrSkip(Split.Test);

        Assert.Equal(10_000, test.Count);
        Assert.Equal<byte>([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], test.Labels.ToArray()[..10]);
    }

    [Fact]
    public void Digests_and_sizes_in_the_catalog_are_those_that_the_reader_checks()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Course.sln"))) root = Path.GetDirectoryName(root);
        Assert.SkipWhen(root is null, "The tests do not run inside the repository.");

        string catalog = File.ReadAllText(Path.Combine(root, "datasets", "catalog.json"));

        foreach (var file in (IdxImageFile[])[Mnist.Files.TrainImages, Mnist.Files.TrainLabels, Mnist.Files.TestImages,
            Mnist.Files.TestLabels])
        {
            Assert.Contains(file.Name, catalog);
            Assert.Contains(file.Sha256, catalog);
        }
    }

    private static DigitImages LoadOrSkip(Split split)
    {
        bool found = Mnist.TryLoad(split, out var images);
        Assert.SkipUnless(found, "MNIST is not on this machine: set COURSE_DATASETS to a folder that holds mnist/.");
        return images!;
    }
}
