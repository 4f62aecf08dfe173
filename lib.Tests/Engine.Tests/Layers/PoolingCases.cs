using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

internal static class PoolingCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new()
    {
        ["max_pool2d: plain"] = x => F.max_pool2d(x[0], 2),
        ["max_pool2d: all options"] = x => F.max_pool2d(x[0], (3, 2), (2, 1), (1, 1), (1, 2), true),
        ["max_pool2d: one image"] = x => F.max_pool2d(x[0], [3], [2], [1]),
        ["max_pool2d_with_indices: values"] = x => F.max_pool2d_with_indices(x[0], [2, 2], [1, 1]).output,
        ["max_pool2d_with_indices: indices"] = x => F.max_pool2d_with_indices(x[0], [2, 2], [1, 1]).indices + 0 * x[0].sum(),
        ["max_pool1d: all options"] = x => F.max_pool1d(x[0], 3, 2, 1, 2),
        ["max_pool1d_with_indices: values"] = x => F.max_pool1d_with_indices(x[0], 3).output,
        ["avg_pool2d: plain"] = x => F.avg_pool2d(x[0], 2),
        ["avg_pool2d: padding counted, rounding up"] = x => F.avg_pool2d(x[0], (3, 2), (2, 3), (1, 1), true),
        ["avg_pool2d: padding not counted"] = x => F.avg_pool2d(x[0], 3, 2, 1, true, false),
        ["avg_pool2d: divisor"] = x => F.avg_pool2d(x[0], [2], [1], divisor_override: 3),
        ["avg_pool1d: padding"] = x => F.avg_pool1d(x[0], 3, 2, 1),
        ["adaptive_avg_pool1d: uneven"] = x => F.adaptive_avg_pool1d(x[0], 3),
        ["adaptive_avg_pool2d: uneven"] = x => F.adaptive_avg_pool2d(x[0], (3, 4)),
        ["adaptive_avg_pool2d: whole image"] = x => F.adaptive_avg_pool2d(x[0], 1),
        ["adaptive_avg_pool2d: larger"] = x => F.adaptive_avg_pool2d(x[0], 4),
        ["interpolate: nearest, factor 2"] = x => F.interpolate(x[0], scale_factor: [2]),
        ["interpolate: nearest, size"] = x => F.interpolate(x[0], [3, 7]),
        ["interpolate: nearest, broken factor"] = x => F.interpolate(x[0], scale_factor: [1.7]),
        ["interpolate: recomputed factor"] = x => F.interpolate(x[0], scale_factor: [1.7], mode: InterpolationMode.Bilinear, recompute_scale_factor: true),
        ["interpolate: nearest-exact"] = x => F.interpolate(x[0], [8], mode: InterpolationMode.NearestExact),
        ["interpolate: bilinear"] = x => F.interpolate(x[0], scale_factor: [2, 2], mode: InterpolationMode.Bilinear),
        ["interpolate: bilinear, corners"] = x => F.interpolate(x[0], [5, 3], mode: InterpolationMode.Bilinear, align_corners: true),
        ["interpolate: bilinear, smaller"] = x => F.interpolate(x[0], [2, 3], mode: InterpolationMode.Bilinear),
        ["interpolate: bicubic"] = x => F.interpolate(x[0], [7, 5], mode: InterpolationMode.Bicubic),
        ["interpolate: bicubic, corners"] = x => F.interpolate(x[0], [7, 5], mode: InterpolationMode.Bicubic, align_corners: true),
        ["interpolate: linear"] = x => F.interpolate(x[0], [7], mode: InterpolationMode.Linear),
        ["interpolate: area"] = x => F.interpolate(x[0], [3, 2], mode: InterpolationMode.Area),
        ["upsample: bilinear"] = x => F.upsample(x[0], scale_factor: [2, 3], mode: UpsampleMode.Bilinear),
        ["pixel_shuffle: by 2"] = x => F.pixel_shuffle(x[0], 2),
        ["pixel_unshuffle: by 2"] = x => F.pixel_unshuffle(x[0], 2),
        ["unfold: plain"] = x => F.unfold(x[0], 2),
        ["unfold: all options"] = x => nn.Unfold((3, 2), (1, 2), (2, 1), (2, 1)).call(x[0]),
        ["fold: plain"] = x => F.fold(x[0], (3, 4), (2, 2)),
        ["fold: all options"] = x => nn.Fold((5, 4), (3, 2), (1, 2), (2, 1), (2, 1)).call(x[0]),
    };
}
