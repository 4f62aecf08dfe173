namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>A quasi-Newton method with limited memory (Nocedal 1980; Liu and Nocedal 1989), without a line search.</summary>
            /// <param name="parameters">What is changed; all in one group.</param>
            /// <param name="lr">Length of a step, as a fraction of the Newton step.</param>
            /// <param name="max_iter">Most iterations of one step().</param>
            /// <param name="max_eval">Most evaluations of one step(); five quarters of max_iter if absent.</param>
            /// <param name="tolerange_grad">A gradient whose elements are all smaller ends a step().</param>
            /// <param name="tolerance_change">A smaller change of the parameters or of the loss ends a step().</param>
            /// <param name="history_size">Earlier moves that are remembered.</param>
            public static LBFGS LBFGS(
                IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5,
                double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters, lr, max_iter, max_eval ?? max_iter * 5 / 4, tolerange_grad, tolerance_change, history_size);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>A quasi-Newton method with limited memory: gradients of earlier moves stand for the Hessian (Liu and Nocedal 1989).</summary>
    public class LBFGS : optim.Optimizer, optim.ILearningRateController
    {
        private readonly long _maxIterations, _maxEvaluations, _memory;
        private readonly double _gradientTolerance, _changeTolerance;

        // Earlier moves s, the changes of the gradient y along them, and 1/(y·s); the oldest first.
        private readonly List<(Tensor Move, Tensor Change, double Inverse)> _history = [];
        private Tensor? _direction, _lastGradient;
        private double _length, _scale = 1;
        private long _iterations;

        internal LBFGS(
            IEnumerable<Parameter> parameters, double lr, long maxIterations, long maxEvaluations, double gradientTolerance, double changeTolerance,
            long memory)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            if (memory < 1) throw new ArgumentException($"Invalid history_size: {memory}; it must be positive.");
            (_maxIterations, _maxEvaluations, _memory) = (maxIterations, maxEvaluations, memory);
            (_gradientTolerance, _changeTolerance) = (gradientTolerance, changeTolerance);
            _groups.Add(new ParamGroup { Parameters = parameters.ToList(), Options = new OptimizerOptions { LearningRate = lr, InitialLearningRate = lr } });
        }

        public double LearningRate
        {
            get => _groups[0].LearningRate;
            set => _groups[0].LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => _groups[0].InitialLearningRate;
            set => _groups[0].InitialLearningRate = value;
        }

        public override IEnumerable<optim.ILearningRateController> ParamGroups => [this];

        /// <summary>Up to max_iter iterations.</summary>
        /// <param name="closure">Clears the gradients, computes the loss and differentiates it; called several times.</param>
        /// <returns>The loss before the first iteration.</returns>
        public override Tensor step(Func<Tensor>? closure)
        {
            if (closure is null) throw new ArgumentNullException(nameof(closure), "LBFGS.step() needs a function: it evaluates the loss several times.");
            using var mode = no_grad();
            var first = Evaluate(closure);
            using var scope = NewDisposeScope();
            var loss = first.ToDouble();
            var evaluations = 1;
            var gradient = FlatGradient();
            if (IsSmall(gradient, _gradientTolerance)) return first;

            for (var i = 1; i <= _maxIterations; i++)
            {
                var direction = NextDirection(gradient);
                var before = loss;
                _length = ++_iterations == 1 ? Math.Min(1, 1 / gradient.abs().sum().ToDouble()) * LearningRate : LearningRate;
                Keep(ref _direction, direction);
                Keep(ref _lastGradient, gradient);
                if (Dot(gradient, direction) > -_changeTolerance) break;
                Move(direction, _length);
                if (i == _maxIterations) break; // the next call evaluates here
                loss = Evaluate(closure).ToDouble();
                gradient = FlatGradient();
                if (++evaluations >= _maxEvaluations || IsSmall(gradient, _gradientTolerance)) break;
                if (IsSmall(direction * _length, _changeTolerance) || Math.Abs(loss - before) < _changeTolerance) break;
            }
            return first;
        }

        private protected override void DisposeMemory()
        {
            foreach (var entry in _history) Forget(entry);
            _direction?.Dispose();
            _lastGradient?.Dispose();
            base.DisposeMemory();
        }

        /// <summary>−H g with the inverse Hessian H of the remembered moves: the two loops of Nocedal 1980.</summary>
        private Tensor NextDirection(Tensor gradient)
        {
            if (_iterations == 0) return -gradient;
            Remember(_direction! * _length, gradient - _lastGradient!);
            var result = -gradient;
            var weights = new double[_history.Count];
            for (var i = weights.Length - 1; i >= 0; i--)
            {
                weights[i] = Dot(_history[i].Move, result) * _history[i].Inverse;
                result.add_(_history[i].Change, -weights[i]);
            }
            result.mul_(_scale);
            for (var i = 0; i < weights.Length; i++)
                result.add_(_history[i].Move, weights[i] - Dot(_history[i].Change, result) * _history[i].Inverse);
            return result;
        }

        private void Remember(Tensor move, Tensor change)
        {
            var curvature = Dot(change, move);
            if (curvature <= 1e-10) return; // not convex along the move
            if (_history.Count == _memory)
            {
                Forget(_history[0]);
                _history.RemoveAt(0);
            }
            _history.Add((move.DetachFromDisposeScope(), change.DetachFromDisposeScope(), 1 / curvature));
            _scale = curvature / Dot(change, change);
        }

        private static void Forget((Tensor Move, Tensor Change, double Inverse) entry)
        {
            entry.Move.Dispose();
            entry.Change.Dispose();
        }

        private static Tensor Evaluate(Func<Tensor> closure)
        {
            using var record = enable_grad();
            return closure();
        }

        private Tensor FlatGradient() => cat([.. parameters().Select(p => (p.GradInPlace ?? zeros_like(p)).reshape(-1))]);

        private void Move(Tensor direction, double length)
        {
            long offset = 0;
            foreach (var parameter in parameters())
            {
                var count = parameter.numel();
                parameter.add_(direction.narrow(0, offset, count).reshape(parameter.shape), length);
                offset += count;
            }
        }

        private static void Keep(ref Tensor? place, Tensor value)
        {
            if (ReferenceEquals(place, value)) return;
            place?.Dispose();
            place = value.alias().DetachFromDisposeScope();
        }

        private static double Dot(Tensor a, Tensor b) => a.dot(b).ToDouble();

        private static bool IsSmall(Tensor values, double tolerance) => values.abs().max().ToDouble() <= tolerance;
    }
}
