using System.Text.Json;
using System.Xml.Linq;
using Course.Plots;

namespace Course.Tests.Plots;

public class FigureAnimationTests
{
    private static FigureAnimation Growing(int frames) => new(Enumerable.Range(0, frames)
        .Select(i => ($"{10 * i}", new Figure($"after {i}").Line([0, i + 1], "curve").WithYAxis("y"))));

    [Fact]
    public void Every_frame_has_its_traces_and_a_step_of_the_slider()
    {
        var json = JsonDocument.Parse(Growing(5).WithSlider("step ").WithSpeed(80).ToJson()).RootElement;

        var frames = json.GetProperty("frames");
        Assert.Equal(5, frames.GetArrayLength());
        Assert.Equal("[0,3]", frames[2].GetProperty("data")[0].GetProperty("y").GetRawText());
        Assert.Equal("after 2", frames[2].GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("[0,1]", json.GetProperty("data")[0].GetProperty("y").GetRawText());
        var slider = json.GetProperty("layout").GetProperty("sliders")[0];
        Assert.Equal("step ", slider.GetProperty("currentvalue").GetProperty("prefix").GetString());
        Assert.Equal(["0", "10", "20", "30", "40"], slider.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("label").GetString()));
        Assert.Equal(frames.EnumerateArray().Select(frame => frame.GetProperty("name").GetString()),
            slider.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("args")[0][0].GetString()));
        var play = json.GetProperty("layout").GetProperty("updatemenus")[0].GetProperty("buttons")[0].GetProperty("args");
        Assert.Equal(JsonValueKind.Null, play[0].ValueKind);
        Assert.Equal(80, play[1].GetProperty("frame").GetProperty("duration").GetDouble());
    }

    [Fact]
    public void The_axes_hold_all_frames()
    {
        var range = JsonDocument.Parse(Growing(5).ToJson()).RootElement.GetProperty("layout").GetProperty("yaxis").GetProperty("range");

        Assert.True(range[0].GetDouble() <= 0 && range[1].GetDouble() >= 5);
    }

    [Fact]
    public void Where_nothing_moves_four_frames_stand_side_by_side_or_those_asked_for()
    {
        Assert.Equal(["t = 0", "t = 30", "t = 60", "t = 90"], Titles(Growing(10).WithSlider("t = ")));
        Assert.Equal(["0", "90"], Titles(Growing(10).WithStills(0, -1)));
        Assert.Contains("after 9 (90)", Growing(10).WithStills(-1).ToSvg());
    }

    [Fact]
    public void Frames_of_other_kinds_are_refused()
    {
        Assert.Contains("The frame 'b' has the traces points but the first has line", Assert.Throws<ArgumentException>(() =>
            new FigureAnimation([("a", new Figure().Line([1])), ("b", new Figure().Scatter([1], [1]))])).Message);
        Assert.Contains("not 1", Assert.Throws<ArgumentException>(() => Growing(1)).Message);
        Assert.Contains("there are 3", Assert.Throws<ArgumentException>(() => Growing(3).WithStills(3)).Message);
    }

    [Fact]
    public void The_text_names_the_first_and_the_last()
    {
        string text = Growing(3).WithSlider("step ").ToString();

        Assert.StartsWith("Animation of 3 frames, step 0 to 20\n", text);
        Assert.Contains("'after 2'", text);
    }

    private static IEnumerable<string> Titles(Chart chart) => XDocument.Parse(chart.ToSvg()).Descendants()
        .Where(element => element.Name.LocalName == "text" && (string?)element.Attribute("font-weight") == "600"
            && (string?)element.Attribute("font-size") == "13").Select(element => element.Value);
}
