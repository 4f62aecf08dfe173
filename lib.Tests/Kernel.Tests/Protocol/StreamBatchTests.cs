using Course.Kernel.Execution;

namespace Course.Kernel.Tests.Protocol;

public sealed class StreamBatchTests
{
    private readonly List<CellEvent> _passed = [];

    [Fact]
    public void Many_writes_become_few_events_and_keep_their_order()
    {
        var batch = new StreamBatch(_passed.Add);
        batch.Begin();
        for (var i = 0; i < 100_000; i++)
            batch.Add(new StreamWritten("stdout", "line\n"));
        batch.Add(new StreamWritten("stderr", "warning\n"));
        batch.Add(new OutputCleared(false));
        batch.Add(new StreamWritten("stdout", "end"));
        batch.End();

        var texts = _passed.OfType<StreamWritten>().ToList();
        Assert.Equal(string.Concat(Enumerable.Repeat("line\n", 100_000)) + "end", string.Concat(texts.Where(t => t.Name == "stdout").Select(t => t.Text)));
        Assert.InRange(texts.Count, 1, 10_000);
        Assert.Equal(["warning\n", "", "end"], _passed.TakeLast(3).Select(e => (e as StreamWritten)?.Text ?? ""));
    }

    [Fact]
    public void Beyond_the_limit_of_a_cell_text_is_dropped_and_the_next_cell_starts_afresh()
    {
        var batch = new StreamBatch(_passed.Add);
        var block = new string('x', 1 << 20);
        batch.Begin();
        for (var i = 0L; i < (StreamBatch.CellCharacters / block.Length) + 3; i++)
            batch.Add(new StreamWritten("stdout", block));
        batch.End();
        Assert.Equal(StreamBatch.CellCharacters, _passed.OfType<StreamWritten>().Where(t => t.Name == "stdout").Sum(t => (long)t.Text.Length));
        Assert.Contains($"the last {3 * block.Length} were dropped", ((StreamWritten)_passed[^1]).Text, StringComparison.Ordinal);

        batch.Begin();
        batch.Add(new StreamWritten("stdout", "next"));
        batch.End();
        Assert.Equal("next", ((StreamWritten)_passed[^1]).Text);
    }

    [Fact]
    public void A_word_of_the_kernel_is_passed_on_at_once_also_beyond_the_limit()
    {
        var batch = new StreamBatch(_passed.Add);
        batch.Begin();
        batch.Add(new StreamWritten("stdout", "begun"));
        batch.Add(new StreamWritten("stderr", "a word", IsNotice: true));
        Assert.Equal(["begun", "a word"], _passed.Select(e => ((StreamWritten)e).Text));

        for (var i = 0; i < 3; i++)
            batch.Add(new StreamWritten("stdout", new string('x', (int)StreamBatch.CellCharacters / 2)));
        batch.Add(new StreamWritten("stderr", "another", IsNotice: true));
        Assert.Equal(new StreamWritten("stderr", "another", IsNotice: true), _passed[^1]);
    }
}
