using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class MemoryTests
{
    private readonly ScriptSession _session = new(AppContext.BaseDirectory, new SessionOutput(static _ => { }));
    private int _number;

    [Fact]
    public async Task Cells_that_declare_nothing_leave_no_link()
    {
        await RunAsync("var x = 1;");
        for (var i = 0; i < 20; i++)
            await RunAsync("x++; Console.Write(x);");
        Assert.Equal(1, _session.Chain.Length);
        Assert.Equal("21", await ValueAsync("x"));
    }

    [Fact]
    public async Task Declaring_the_same_over_and_over_keeps_the_chain_short_and_what_is_visible_alive()
    {
        await RunAsync("using System.IO; int Twice(int x) => 2 * x; record Point(int X);");
        await RunAsync("var first = new Point(4);");
        for (var i = 0; i < 40; i++)
            await RunAsync($"var x = {i}; var y = x + first.X; class Local {{ public int V => {i}; }} out_({i}, out var z); void out_(int a, out int b) => b = a;");
        Assert.InRange(_session.Chain.Length, 1, 35);
        Assert.Equal("39 43 39 39 8 MemoryStream", await ValueAsync(
            "$\"{x} {y} {new Local().V} {z} {Twice(first.X)} {new MemoryStream().GetType().Name}\""));
    }

    [Fact]
    public async Task Variables_that_depend_on_each_other_in_turn_do_not_grow_the_chain()
    {
        await RunAsync("var a = 1; var b = 1;");
        for (var i = 0; i < 20; i++)
        {
            await RunAsync("var a = b + 1;");
            await RunAsync("var b = a + 1;");
        }

        Assert.InRange(_session.Chain.Length, 1, 30);
        Assert.Equal("41", await ValueAsync("b"));
    }

    [Fact]
    public async Task A_variable_keeps_the_type_of_its_time_after_the_type_was_declared_again()
    {
        await RunAsync("class T { public string Name => \"old\"; }");
        await RunAsync("var kept = new T();");
        await RunAsync("class T { public int Other => 3; }");
        await RunAsync("var copy = kept;");
        await RunAsync("var anonymous = new { Kept = copy, Name = \"no name\" };");
        for (var i = 0; i < 40; i++)
            await RunAsync($"var x = {i};");
        Assert.Equal("old 3 old no name", await ValueAsync("$\"{copy.Name} {new T().Other} {anonymous.Kept.Name} {anonymous.Name}\""));
        Assert.InRange(_session.Chain.Length, 1, 35);
    }

    [Fact]
    public async Task The_code_of_a_forgotten_cell_lives_while_something_may_still_call_it()
    {
        await RunAsync("Func<int> later = null; int Helper() => 1;");
        await RunAsync("later = () => Helper() + new System.Text.StringBuilder(\"ab\").Length;");
        for (var i = 0; i < 40; i++)
            await RunAsync($"int Helper() => {i};");
        Collect();
        Assert.Equal("3", await ValueAsync("later()"));
    }

    [Fact]
    public async Task The_code_of_old_cells_is_unloaded()
    {
        List<WeakReference> types = [];
        var session = new ScriptSession(AppContext.BaseDirectory, new SessionOutput(static _ => { }));
        for (var i = 0; i < 40; i++)
        {
            await session.RunAsync($"var x = {i}; class C {{ }} var c = typeof(C);", i, TestContext.Current.CancellationToken);
            types.Add(new WeakReference(session.Chain.Variables.Single(v => v.Variable.Name == "c").Value));
        }

        Collect();
        Assert.InRange(types.Count(type => type.IsAlive), 1, session.Chain.Length + 1);
        GC.KeepAlive(session);
    }

    [Fact]
    public async Task A_value_is_given_up_when_its_variable_is_declared_again()
    {
        var holder = new WeakReference(null);
        AppDomain.CurrentDomain.SetData(nameof(MemoryTests), holder);
        await RunAsync($"var model = new object(); ((WeakReference)AppDomain.CurrentDomain.GetData(\"{nameof(MemoryTests)}\")).Target = model;");
        await RunAsync("var loss = model.GetHashCode() * 0;");
        Assert.True(holder.IsAlive);
        await RunAsync("var model = new object();");
        await RunAsync("1");
        Collect();
        Assert.False(holder.IsAlive);
        Assert.Equal("0", await ValueAsync("loss"));
    }

    // Unloading takes several rounds: each finalizes what the round before has let go.
    private static void Collect()
    {
        for (var i = 0; i < 12; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private async Task RunAsync(string code)
    {
        // Yielding, as the kernel does between cells: a test that went on inside the call which ends the cell would look at memory while
        // that call's frames still hold the cell's variables.
        var failure = await _session.RunAsync(code, ++_number, TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Assert.True(failure is null, string.Join('\n', failure?.Traceback ?? []));
    }

    private async Task<string?> ValueAsync(string expression)
    {
        var evaluation = await _session.EvaluateAsync(expression, TestContext.Current.CancellationToken);
        Assert.True(evaluation.Failure is null, string.Join('\n', evaluation.Failure?.Traceback ?? []));
        return evaluation.Data?["text/plain"]?.ToString();
    }
}
