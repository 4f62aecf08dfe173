using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task A_cell_sees_what_earlier_cells_declared()
    {
        var cells = new Cells();
        await cells.ValueAsync("int Twice(int x) => 2 * x; record Point(int X); var p = new Point(20);");
        Assert.Equal("41", await cells.ValueAsync("Twice(p.X) + 1"));
    }

    [Fact]
    public async Task A_name_can_be_declared_again_with_another_type()
    {
        var cells = new Cells();
        await cells.ValueAsync("var x = 1;");
        await cells.ValueAsync("var x = \"now a string\";");
        Assert.Equal("12", await cells.ValueAsync("x.Length"));
    }

    [Fact]
    public async Task Await_stands_at_the_top_of_a_cell() =>
        Assert.Equal("3", await new Cells().ValueAsync("await Task.Delay(1);\nawait Task.FromResult(3)"));

    [Fact]
    public async Task The_usual_namespaces_are_imported_and_no_others()
    {
        var cells = new Cells();
        await cells.ValueAsync("new StringBuilder().Append(new List<int> { 1 }.Sum()).ToString()");
        Assert.NotNull(await cells.RunAsync("new MemoryStream()"));
        Assert.NotNull(await cells.RunAsync("typeof(Spectre.Console.AnsiConsole)"));
    }

    [Fact]
    public async Task Numbers_are_written_with_a_point_whatever_the_country() =>
        Assert.Equal("1.5;1234.25", await new Cells().ValueAsync("$\"{1.5};{1234.25:0.00}\""));

    [Fact]
    public async Task Only_an_expression_without_a_semicolon_is_a_result()
    {
        var cells = new Cells();
        await cells.ValueAsync("var x = 1; x.ToString();");
        Assert.Null(cells.Result);
        await cells.ValueAsync("Console.WriteLine(x)");
        Assert.Null(cells.Result);
        Assert.Equal("<null>", await cells.ValueAsync("(string)null"));
    }

    [Theory]
    [InlineData("return 6 * 7;", "42")]
    [InlineData("if (DateTime.UnixEpoch.Year == 1970) { return \"early\"; }\nConsole.WriteLine(\"not reached\");", "early")]
    [InlineData("int Half(int x) { return x / 2; }\nvar three = Half(6);", null)]
    [InlineData("Func<int> six = () => { return 6; };", null)]
    [InlineData("return;", null)]
    public async Task A_return_of_the_cell_itself_gives_its_value(string code, string? value)
    {
        var cells = new Cells();
        Assert.Equal(value, await cells.ValueAsync(code));
        Assert.Empty(cells.Stdout);
    }

    [Theory]
    [InlineData("using var stream = new System.IO.MemoryStream();\nstream.Length", 1)]
    [InlineData("var x = 1;\nusing System.IO.MemoryStream stream = new();", 2)]
    [InlineData("#nullable enable\nusing var stream = new System.IO.MemoryStream(); // a comment", 2)]
    [InlineData("\nawait using var stream = new System.IO.MemoryStream();", 2)]
    public async Task A_using_declaration_at_the_top_level_is_told_in_one_sentence(string code, int line)
    {
        var problem = Assert.Single((await new Cells().RunAsync(code))!.Problems);
        Assert.Equal((line, 1), (problem.Line, problem.Column));
        Assert.StartsWith("A using declaration cannot stand at the top level of a cell", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using System.IO\nConsole.WriteLine(1);")]
    [InlineData("using Text = System.String;\nText missing = absent;")]
    [InlineData("{ using var stream = new System.IO.MemoryStream(); }\nabsent")]
    public async Task What_is_no_such_declaration_keeps_the_compilers_words(string code) =>
        Assert.Contains((await new Cells().RunAsync(code))!.Problems, problem => problem.Message.StartsWith("error CS", StringComparison.Ordinal));

    [Fact]
    public async Task Every_compile_error_of_a_cell_is_reported_with_line_and_column()
    {
        var cells = new Cells();
        var failure = await cells.RunAsync("int a = missing;\nint b =\n  absent;");
        Assert.Equal(
            ["line 1, column 9: error CS0103: The name 'missing' does not exist in the current context",
             "line 3, column 3: error CS0103: The name 'absent' does not exist in the current context"],
            failure!.Problems.Select(p => p.ToString()));
        Assert.Equal(CellFailure.CompilationError, failure.Name);
    }

    [Fact]
    public async Task An_error_in_a_loop_is_reported_where_it_stands()
    {
        var failure = await new Cells().RunAsync("while (true) { int a = missing; }");
        Assert.Equal("line 1, column 24: error CS0103: The name 'missing' does not exist in the current context", failure!.Problems.Single().ToString());
    }

    [Fact]
    public async Task Loops_of_every_kind_do_what_they_did_before_they_could_be_interrupted() => Assert.Equal("0123|0123|0123|ab|xy|012|ok", await new Cells().ValueAsync(""""
        var s = new StringBuilder();
        async IAsyncEnumerable<int> Later() { for (int n = 0; ; n++) { await Task.Yield(); yield return n; } }
        int i = 0;
        while (i < 4) s.Append(i++);
        s.Append('|'); i = 0;
        do { s.Append(i); } while (++i < 4);
        s.Append('|');
        for (i = 0; i < 4; s.Append(i++)) ;
        s.Append('|');
        foreach (var c in "ab") s.Append(c);
        s.Append('|');
        foreach (var (name, _) in new[] { ("x", 1), ("y", 2) }) { s.Append(name); continue; }
        s.Append('|'); i = 0;
        again: s.Append(i);
        if (++i < 3) goto again;
        switch (i) { case 3: goto case 4; case 4: s.Append("|ok"); break; }
        await foreach (var x in Later()) { if (x > 0) break; }
        s.ToString()
        """"));

    [Fact]
    public async Task After_a_cell_that_does_not_compile_the_session_goes_on()
    {
        var cells = new Cells();
        await cells.ValueAsync("var x = 5;");
        await cells.RunAsync("oops");
        Assert.Equal("5", await cells.ValueAsync("x"));
    }

    [Fact]
    public async Task An_exception_names_the_cells_own_lines_first()
    {
        var cells = new Cells();
        await cells.ValueAsync("int Fail(int x)\n{\n    throw new InvalidOperationException(\"bad \" + x);\n}");
        var failure = await cells.RunAsync("\n\nvar y = Fail(7);");
        Assert.Equal("System.InvalidOperationException", failure!.Name);
        Assert.Equal("bad 7", failure.Message);
        Assert.Equal(3, failure.Problems.Single().Line);
        Assert.Equal(["System.InvalidOperationException: bad 7", "   cell 1, line 3, in Fail", "   cell 2, line 3"], failure.Traceback);
    }

    [Fact]
    public async Task An_exception_in_a_library_keeps_the_librarys_frames_after_the_cells()
    {
        var failure = await new Cells().RunAsync("int.Parse(\"x\")");
        Assert.Equal("   cell 1, line 1", failure!.Traceback[1]);
        Assert.Contains(failure.Traceback.Skip(2), line => line.StartsWith("   at System.", StringComparison.Ordinal));
        Assert.DoesNotContain(failure.Traceback, line => line.Contains("Submission#", StringComparison.Ordinal));
        Assert.DoesNotContain(failure.Traceback, line => line.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("int zero = 0;\n\nvar y = 1 +\n  1 / zero;", 3)]
    [InlineData("var numbers = new int[2];\nnumbers[1] = 1;\nnumbers[2] = 1;", 3)]
    [InlineData("if (true)\n{\n    { string s = null;\n      s.ToString(); }\n}", 4)]
    [InlineData("await Task.Delay(1);\nawait Task.Yield();\nawait Task.FromException(new Exception());\nvar x = 1;", 3)]
    [InlineData("var kind = 3 switch\n{\n    1 => 1,\n    2 => 2,\n};", 1)]
    [InlineData("object o = 1;\ntry\n{\n    _ = (string)o;\n}\nfinally { o = null; }", 4)]
    public async Task An_exception_is_reported_at_its_line_whether_or_not_the_runtime_knows_the_lines(string code, int line)
    {
        var failure = await new Cells().RunAsync(code);
        Assert.Equal(line, failure!.Problems.Single().Line);
        Assert.Equal($"   cell 1, line {line}", failure.Traceback[1]);
    }

    [Theory]
    [InlineData("try\n{\n    throw new Exception();\n}\ncatch (Exception e) { Console.Write(e.StackTrace); }", 3)]
    [InlineData("\nConsole.Write(Environment.StackTrace);", 2)]
    [InlineData("\nConsole.Write(new System.Diagnostics.StackTrace(true));", 2)]
    [InlineData("Action where = () =>\n    Console.Write(Environment.StackTrace);\nwhere();", 2)]
    public async Task A_cell_that_looks_at_its_own_stack_finds_its_lines(string code, int line)
    {
        var cells = new Cells();
        Assert.Null(await cells.RunAsync(code));
        Assert.Contains($"cell 1:line {line}", cells.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_are_there_after_hundreds_of_cells()
    {
        var cells = new Cells();
        await cells.ValueAsync("using System.IO;");
        for (var i = 0; i < 120; i++)
            await cells.ValueAsync($"var x = {i};");
        Assert.Equal("119 a 3 1", await cells.ValueAsync("$\"{x} {new StringBuilder(\"a\")} {new List<int> { 1, 2 }.Sum()} {new StringReader(\"b\").Read() / 98}\""));
    }

    [Theory]
    [InlineData("async Task G()\n{\n    await Task.Yield();\n    throw new ArgumentException(\"late\");\n}\nawait G();", 6)]
    [InlineData("\nTask.Run(() => throw new ArgumentException(\"late\")).Wait();", 2)]
    public async Task An_exception_in_a_task_is_reported_at_the_line_that_waited(string code, int line)
    {
        var failure = await new Cells().RunAsync(code);
        Assert.Equal("System.ArgumentException", failure!.Name);
        Assert.Contains(failure.Traceback, l => l.StartsWith($"   cell 1, line {line}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_failing_cell_declared_before_it_failed_stays()
    {
        var cells = new Cells();
        Assert.NotNull(await cells.RunAsync("var kept = 9;\nthrow new Exception();"));
        Assert.Equal("9", await cells.ValueAsync("kept"));
    }
}
