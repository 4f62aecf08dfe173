using System.Runtime.Loader;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class ThrowawayCellTests
{
    [Fact]
    public void It_is_the_first_code_of_a_context()
    {
        ThrowawayCell.Prepare();
        var context = new AssemblyLoadContext(null, isCollectible: true);
        ThrowawayCell.RunIn(context);
        Assert.Single(context.Assemblies);
        Assert.Single(context.Assemblies, code => code.GetTypes().Any(Submission.IsClassOf));
        context.Unload();
    }

    [Fact]
    public async Task Cells_beside_it_are_let_go()
    {
        ThrowawayCell.Prepare();
        var session = new ScriptSession(AppContext.BaseDirectory, new SessionOutput(static _ => { }));
        WeakReference first = new(null);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await session.RunAsync("var x = 1;", i, TestContext.Current.CancellationToken));
            first.Target ??= session.Chain.Code.Values.Last();
        }

        for (var i = 0; i < 50 && first.IsAlive; i++)
        {
            // Links that are hidden stay in the chain for some cells.
            Assert.Null(await session.RunAsync("var x = 1;", i, TestContext.Current.CancellationToken));
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive);
    }
}
