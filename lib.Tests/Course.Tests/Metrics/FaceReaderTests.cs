using Course.Data;
using Course.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Metrics;

public sealed class FaceReaderTests
{
    [Fact]
    public void The_middle_of_a_face_is_cut_out_pixel_by_pixel()
    {
        var faces = Faces.Draw(2).Images.ToTensor();
        var middle = FaceReader.Middle(faces);
        Assert.Equal([2, 3, FaceReader.Side, FaceReader.Side], middle.shape);
        Assert.Equal(faces[1, 2, 20 + 5, 16 + 7].ToDouble(), middle[1, 2, 5, 7].ToDouble());
        Assert.Contains("but these are [2, 3, 32, 32].", Assert.Throws<ArgumentException>(() => FaceReader.Middle(middle)).Message);
    }

    [Fact]
    public void A_little_training_reads_the_skin_tone_better_than_its_mean_would()
    {
        var drawn = Faces.Draw(576);
        var (faces, factors) = (FaceReader.Middle(drawn.Images.ToTensor()), drawn.FactorsToTensor());
        using var reader = FaceReader.Train(faces[..512], factors[..512], epochs: 8);
        var errors = (reader.Read(faces[512..], batchSize: 50) - factors[512..]).square().mean([0L]);
        Assert.True(errors[3].ToDouble() < 0.5 * factors[512.., 3].var(unbiased: false).ToDouble());
    }
}
