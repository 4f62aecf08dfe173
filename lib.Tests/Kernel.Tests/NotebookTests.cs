using System.Text;
using System.Text.Json.Nodes;
using Course.Kernel.Execution;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Tests;

public sealed class NotebookTests
{
    [Fact]
    public void Fields_that_nobody_knows_survive_reading_and_writing()
    {
        const string json = """
            {
             "cells": [
              {
               "cell_type": "code",
               "x-cell": [1, null],
               "metadata": {"vscode": {"languageId": "polyglot-notebook"}},
               "source": ["a\n", "b ≥ <c>"]
              }
             ],
             "x-root": {"β": true},
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """;
        var notebook = Parse(json);
        using var stream = new MemoryStream();
        NotebookWriter.Write(notebook, stream);
        var written = Encoding.UTF8.GetString(stream.ToArray());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written)));
        Assert.Contains("b ≥ <c>", written, StringComparison.Ordinal);
        Assert.EndsWith("}\n", written, StringComparison.Ordinal);
        Assert.Equal("a\nb ≥ <c>", notebook.Cells[0].Source);
    }

    [Theory]
    [InlineData("{\n  \"cells\": [,]\n}", "line 2, position 13: the file is not JSON")]
    [InlineData("", "line 1, position 1: the file is not JSON")]
    [InlineData("{\"cells\": [], \"cells\": []}", "the file is not JSON")]
    [InlineData("[1]", "not a notebook")]
    [InlineData("{\"a\": 1}", "has no field 'nbformat'")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "nbformat is 3, and only nbformat 4")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", "nbformat is \"4\"")]
    [InlineData("{\"nbformat\": 4}", "has no list 'cells'")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 1}]}", "entry 1 of 'cells' has no text in 'source'")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"poem\", \"source\": \"\"}]}", "entry 1 of 'cells' has the cell_type \"poem\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}", "written in python")]
    public void What_is_no_notebook_is_told_in_one_sentence(string text, string expected)
    {
        var e = Assert.Throws<CourseException>(() => Parse(text));
        Assert.StartsWith("a.ipynb: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Adjacent_pieces_of_one_stream_become_one_output()
    {
        var recorder = new OutputRecorder();
        recorder.Begin(1);
        recorder.Record(new StreamWritten("stdout", "a"));
        recorder.Record(new StreamWritten("stdout", "b\n"));
        recorder.Record(new StreamWritten("stderr", "c"));
        recorder.Record(new StreamWritten("stdout", "d"));
        Assert.Equal(["ab\n", "c", "d"], recorder.End(null).Select(o => o!["text"]!.ToString()));
    }

    [Fact]
    public void An_update_changes_the_output_of_an_earlier_cell()
    {
        var recorder = new OutputRecorder();
        recorder.Begin(1);
        recorder.Record(new ValueDisplayed("id", new JsonObject { ["text/plain"] = "before" }));
        var first = recorder.End(null);
        recorder.Begin(2);
        recorder.Record(new DisplayUpdated("id", new JsonObject { ["text/plain"] = "after" }));
        Assert.Empty(recorder.End(null));
        Assert.Equal("after", first[0]!["data"]!["text/plain"]!.ToString());
    }

    [Fact]
    public void A_write_that_fails_leaves_the_good_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("page.html", "good");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("good", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private static NotebookDocument Parse(string json) => NotebookReader.Parse(Encoding.UTF8.GetBytes(json), "a.ipynb");
}
