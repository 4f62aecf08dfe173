using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class PracticeTests
{
    [Fact]
    public async Task It_stops_when_somebody_waits_and_goes_on_afterwards()
    {
        using var folder = new TemporaryFolder();
        var practice = new Practice(folder.Path);
        practice.Start();
        await UntilAsync(() => practice.Done > 2);

        practice.Stop();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        int stopped = practice.Done;
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(stopped, practice.Done);

        practice.Start();
        await UntilAsync(() => practice.Done > stopped);
        practice.Stop();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
