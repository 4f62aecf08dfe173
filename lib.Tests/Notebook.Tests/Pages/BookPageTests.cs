namespace Course.Notebook.Tests.Pages;

/// <summary>The book as readers see it: its pages, opened from the disk in a browser.</summary>
public sealed class BookPageTests(BookFixture fixture) : IClassFixture<BookFixture>
{
    [Fact]
    public Task Pages_open_without_a_word_in_the_console_and_every_picture_is_described() => CheckAsync("pages");

    [Fact]
    public Task The_tour_shows_every_figure_still_and_alive_and_nothing_blank() => CheckAsync("tour");

    [Fact]
    public Task Nothing_is_wider_than_a_phone() => CheckAsync("phone");

    [Fact]
    public Task Pages_are_accessible_in_light_and_in_dark() => CheckAsync("accessible", "axe-core");

    [Fact]
    public Task A_page_is_dark_when_the_system_is_or_when_the_reader_wants_it() => CheckAsync("dark");

    [Fact]
    public Task The_search_finds_headings_and_text_and_leads_there() => CheckAsync("search");

    [Fact]
    public Task Figures_and_formulas_come_alive_where_the_libraries_lie_beside_the_pages()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(fixture.Book, "assets", "plotly.js-dist-min-3.7.0")), "the libraries could not be fetched");
        return CheckAsync("libraries");
    }

    [Fact]
    public Task Without_the_libraries_figures_stand_still_and_TeX_stays_readable() => CheckAsync("without_libraries");

    [Fact]
    public Task On_paper_there_is_the_lecture_and_nothing_to_click() => CheckAsync("print");

    [Fact]
    public Task Decoders_give_the_same_pictures_in_the_page_as_in_CSharp() => CheckAsync("decoders");

    [Fact]
    public Task An_explorer_answers_to_mouse_keyboard_and_its_switches() => CheckAsync("explorer");

    [Fact]
    public Task Sliders_move_curves_numbers_and_figures() => CheckAsync("sliders");

    private async Task CheckAsync(string check, params string[] modules)
    {
        RepositoryFolder.RequireLibrary();
        Browser.Require(["playwright-core", .. modules]);
        Assert.True(File.Exists(Path.Combine(fixture.Book, "01-everything.html")), fixture.Output);
        await Browser.CheckAsync(check, fixture.Book);
    }
}
