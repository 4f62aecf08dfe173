namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>A 1 at the place of each class and 0 elsewhere: [*] → [*, num_classes].</summary>
            /// <param name="x">Classes from 0, Int64.</param>
            /// <param name="num_classes">How many there are; −1 for one more than the largest.</param>
            /// <returns>Int64, as PyTorch's.</returns>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64) throw Guard.Error($"one_hot takes classes as Int64, but these are {x.dtype}.");
                if (x.numel() == 0 && num_classes <= 0)
                    throw Guard.Error("one_hot cannot tell how many classes there are from no element; pass num_classes.");
                if (num_classes is < -1 or 0) throw Guard.Error($"one_hot takes a positive number of classes, not {num_classes}.");
                if (x.numel() > 0)
                {
                    long low = x.min().item<long>(), high = x.max().item<long>();
                    if (low < 0) throw Guard.Error($"one_hot takes classes from 0, but there is {low}.");
                    if (num_classes == -1) num_classes = high + 1;
                    if (high >= num_classes) throw Guard.Error($"one_hot has {num_classes} classes, 0 to {num_classes - 1}, but there is {high}.");
                }
                using var classes = arange(num_classes, ScalarType.Int64);
                using var last = x.unsqueeze(-1);
                using var equal = last.eq(classes);
                return equal.to(ScalarType.Int64);
            }
        }
    }
}
