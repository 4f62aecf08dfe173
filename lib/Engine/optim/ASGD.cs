namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradient descent that also keeps the average of the parameters (Polyak and Juditsky 1992).</summary>
            public static ASGD ASGD(
                IEnumerable<Parameter> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0,
                bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);

            public static ASGD ASGD(
                IEnumerable<ParamGroup<ASGD.Options>> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Gradient descent that also keeps the average of the parameters (Polyak and Juditsky 1992).</summary>
    public class ASGD : OptimizerHelper
    {
        /// <param name="parameters">What is changed.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="lambd">Decay of the parameters, and of the rate.</param>
        /// <param name="alpha">Power of the rate's decay.</param>
        /// <param name="t0">Step after which averaging begins.</param>
        /// <param name="weight_decay">Factor of the L2 penalty.</param>
        /// <param name="maximize">Up the gradient instead of down.</param>
        public ASGD(
            IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0,
            bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
        {
        }

        public ASGD(
            IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0,
            bool maximize = false)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            OptimizerSetting.ThrowIfNegative(weight_decay);
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay, maximize = maximize,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = param_group.Options as Options ?? new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.lambd ??= defaults.lambd;
            options.alpha ??= defaults.alpha;
            options.t0 ??= defaults.t0;
            options.weight_decay ??= defaults.weight_decay;
            options.maximize ??= defaults.maximize;
            param_group.Options = options;
            Register(param_group, static p => new State(p));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<State, Options>(
            static (state, parameter, gradient, options) => state.Update(parameter, gradient, options), closure);

        /// <summary>Settings of a group; null means the optimizer's own.</summary>
        public class Options : OptimizerOptions
        {
            public double? lambd;
            public double? alpha;
            public double? t0;
            public double? weight_decay;
            public bool? maximize;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                lambd = reader.ReadDouble();
                alpha = reader.ReadDouble();
                t0 = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                maximize = reader.ReadBoolean();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(lambd!.Value);
                writer.Write(alpha!.Value);
                writer.Write(t0!.Value);
                writer.Write(weight_decay!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;

            /// <summary>The present rate.</summary>
            public double eta;

            /// <summary>The weight of the present parameter in the average.</summary>
            public double mu;

            /// <summary>The average.</summary>
            public Tensor ax = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                (step, eta, mu) = (0, options.LearningRate!.Value, 1);
                ax = zeros_like(_parameter).DetachFromDisposeScope();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                writer.Write(eta);
                writer.Write(mu);
                StateBytes.Write(writer, ax);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                (step, eta, mu) = (reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble());
                StateBytes.Read(reader, _parameter, ref ax!);
            }

            public void Dispose() => ax.Dispose();

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                var (lr, lambd) = (o.LearningRate!.Value, o.lambd!.Value);
                step++;
                if (o.maximize!.Value) gradient = -gradient;
                if (o.weight_decay != 0) gradient = gradient + parameter * o.weight_decay!.Value;
                parameter.mul_(1 - lambd * eta);
                parameter.add_(gradient, -eta);
                if (mu == 1) ax.copy_(parameter);
                else ax.add_((parameter - ax) * mu);
                eta = lr / Math.Pow(1 + lambd * lr * step, o.alpha!.Value);
                mu = 1 / Math.Max(1, step - o.t0!.Value);
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup()
            {
                base.Options = new Options();
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0)
                : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay })
            {
            }
        }
    }
}
