using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class LatentPictureTests
{
    [Fact]
    public void A_traversal_moves_one_dimension_per_row_and_leaves_the_others()
    {
        using var code = tensor(new[] { 0.5f, -1, 2 });
        float[]? decoded = null;
        Tensor Decode(Tensor codes)
        {
            decoded = codes.data<float>().ToArray();
            return zeros(codes.shape[0], 4);
        }

        var grid = LatentTraversal.Strips(Decode, code, dimensions: [2, 0], range: 1, steps: 3);

        Assert.Equal<float>([0.5f, -1, -1, 0.5f, -1, 0, 0.5f, -1, 1, -1, -1, 2, 0, -1, 2, 1, -1, 2], decoded!);
        Assert.Contains("6 images 2 × 2 in 2 × 3; rows: z₃, z₁; columns: −1, 0, 1", grid.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_latent_plane_is_drawn_row_by_row_from_the_top()
    {
        using var nothing = no_grad();
        var picture = LatentGrid.Picture(codes => codes.sigmoid()[.., 1].view(-1, 1, 1), side: 4).WithScale(1).ToPicture();

        Assert.Equal((4, 4), (picture.Width, picture.Height));
        var rows = picture.Pixels.ToArray().Chunk(4).ToArray();
        Assert.All(rows, row => Assert.Single(row.Distinct()));
        Assert.Equal(rows.Select(row => row[0]).OrderDescending(), rows.Select(row => row[0]));
    }

    [Fact]
    public void What_is_not_a_picture_or_a_dimension_is_refused()
    {
        using var code = zeros(2);
        Assert.Contains("[9, 5], which are not square images", Refused(() => LatentTraversal.Strips(z => zeros(9, 5), code, [0])));
        Assert.Contains("0 to 1; 2 is none of them", Refused(() => LatentTraversal.Strips(z => z, code, [2])));
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
