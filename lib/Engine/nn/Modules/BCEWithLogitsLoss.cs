namespace TorchSharp
{
    using Modules;

    using static torch;

    /// <summary>A module that compares a prediction with a target.</summary>
    public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
    {
        public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

        public nn.Reduction reduction { get; }
    }

    /// <summary>A loss with a weight for each element.</summary>
    public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
    {
        public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

        public Tensor? weight { get; }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Binary cross-entropy of logits; see <see cref="functional.binary_cross_entropy_with_logits"/>.</summary>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(weight, reduction, pos_weights);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Binary cross-entropy of logits.</summary>
    public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null) : base(weight, reduction) =>
            this.pos_weights = pos_weights;

        public Tensor? pos_weights { get; }

        public override Tensor forward(Tensor input, Tensor target) =>
            nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }
}
