using Course.Plots.Display;

namespace Course.Tests.Plots;

public sealed class NotebookOutputTests
{
    [Fact]
    public void A_context_that_displays_itself_is_used()
    {
        var update = NotebookOutput.Of(typeof(OwnContext), null)!.Show("first");
        update("second");

        Assert.Equal(["first", "second"], OwnContext.Current.Shown);
    }

    [Fact]
    public void So_is_one_that_displays_through_an_extension_method()
    {
        var update = NotebookOutput.Of(typeof(BareContext), typeof(BareContextExtensions))!.Show("first");
        update("second");

        Assert.Equal(["first", "second"], BareContext.Current.Shown);
    }

    [Fact]
    public void Outside_a_notebook_there_is_no_output()
    {
        Assert.Null(NotebookOutput.Here);
        Assert.Null(NotebookOutput.Of(typeof(string), null));
    }

    private sealed class Place(List<object> shown)
    {
        public void Update(object value) => shown.Add(value);
    }

    private sealed class OwnContext
    {
        public static OwnContext Current { get; } = new();

        public List<object> Shown { get; } = [];

        public Place Display(object value, params string[] mimeTypes)
        {
            Assert.Empty(mimeTypes);
            Shown.Add(value);
            return new(Shown);
        }
    }

    private sealed class BareContext
    {
        public static BareContext Current { get; } = new();

        public List<object> Shown { get; } = [];
    }

    private static class BareContextExtensions
    {
        public static Place Display(BareContext context, object value, params string[] mimeTypes)
        {
            Assert.Empty(mimeTypes);
            context.Shown.Add(value);
            return new(context.Shown);
        }
    }
}
