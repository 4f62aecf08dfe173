using Course.Plots;
using Course.Training;
using static TorchSharp.torch;

namespace Course.Tests.Training;

public sealed class TrainingFilmTests
{
    [Fact]
    public void A_film_has_a_frame_before_the_run_every_so_many_steps_and_at_its_end()
    {
        var steps = new List<long>();
        var film = new TrainingFilm(everySteps: 10, trainer =>
        {
            steps.Add(trainer.Step);
            Assert.False(trainer.Model.training);
            return ImageGrid.FromBytes([(byte)trainer.Step], 1, 1);
        });

        using var run = new SmallRun().Train(film);

        Assert.Equal<long>([0, 10, 20, 24], steps);
        Assert.Equal(4, film.ToAnimation().Frames.Count);
        Assert.True(run.Model.training);
    }

    [Fact]
    public void A_watched_run_comes_to_the_same_numbers_even_when_the_pictures_are_random()
    {
        using var alone = new SmallRun().Train();
        var film = new TrainingFilm(everySteps: 3, _ => ImageGrid.FromTensor(rand(2, 4, 4)));
        using var watched = new SmallRun().Train(film);

        Assert.Equal(alone.Parameters(), watched.Parameters());
    }
}
