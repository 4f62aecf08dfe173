namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Deals channels [N, C, …] out among groups, so that each next group holds some of every one (Zhang et al. 2018).</summary>
        public Tensor channel_shuffle(long groups)
        {
            var sizes = Impl.Sizes;
            if (sizes.Length < 3 || groups < 1 || sizes[1] % groups != 0)
                throw Guard.Error($"channel_shuffle: expected [N, C, …] with at least 3 dimensions and C a multiple of {groups}, got {Guard.Shape(sizes)}.");
            return reshape([sizes[0], groups, sizes[1] / groups, .. sizes[2..]]).transpose(1, 2).reshape(sizes);
        }
    }
}
