namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps divided by the root of the gradient's running mean square (Tieleman and Hinton 2012).</summary>
            public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Steps divided by the root of the gradient's running mean square (Tieleman and Hinton 2012).</summary>
    public class RMSProp : OptimizerHelper, optim.IMomentum
    {
        public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            OptimizerSetting.ThrowIfNegative(alpha);
            OptimizerSetting.ThrowIfNegative(eps);
            OptimizerSetting.ThrowIfNegative(weight_decay);
            OptimizerSetting.ThrowIfNegative(momentum);
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public double Momentum
        {
            get => ParamGroups.OfType<ParamGroup>().Select(g => g.Momentum).First();
            set
            {
                foreach (var group in ParamGroups.OfType<ParamGroup>()) group.Momentum = value;
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = param_group.Options as Options ?? new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.alpha ??= defaults.alpha;
            options.eps ??= defaults.eps;
            options.weight_decay ??= defaults.weight_decay;
            options.momentum ??= defaults.momentum;
            options.centered ??= defaults.centered;
            options.maximize ??= defaults.maximize;
            param_group.Options = options;
            Register(param_group, static p => new State(p));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<State, Options>(
            static (state, parameter, gradient, options) => state.Update(parameter, gradient, options), closure);

        /// <summary>Settings of a group; null means the optimizer's own.</summary>
        public class Options : OptimizerOptions
        {
            public double? alpha;
            public double? eps;
            public double? weight_decay;
            public double? momentum;
            public bool? centered;
            public bool? maximize;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                alpha = reader.ReadDouble();
                eps = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                momentum = reader.ReadDouble();
                centered = reader.ReadBoolean();
                maximize = reader.ReadBoolean();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(alpha!.Value);
                writer.Write(eps!.Value);
                writer.Write(weight_decay!.Value);
                writer.Write(momentum!.Value);
                writer.Write(centered!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor square_avg = null!;
            public Tensor momentum_buffer = null!;
            public Tensor? grad_avg;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                step = 0;
                square_avg = zeros_like(_parameter).DetachFromDisposeScope();
                momentum_buffer = zeros_like(_parameter).DetachFromDisposeScope();
                grad_avg = ((Options)options).centered!.Value ? zeros_like(_parameter).DetachFromDisposeScope() : null;
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                StateBytes.Write(writer, square_avg);
                StateBytes.Write(writer, momentum_buffer);
                StateBytes.Write(writer, grad_avg);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                StateBytes.Read(reader, _parameter, ref square_avg!);
                StateBytes.Read(reader, _parameter, ref momentum_buffer!);
                StateBytes.Read(reader, _parameter, ref grad_avg);
            }

            public void Dispose()
            {
                square_avg.Dispose();
                momentum_buffer.Dispose();
                grad_avg?.Dispose();
            }

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                var lr = o.LearningRate!.Value;
                step++;
                if (o.maximize!.Value) gradient = -gradient;
                if (o.weight_decay != 0) gradient = gradient + parameter * o.weight_decay!.Value;
                var alpha = o.alpha!.Value;
                square_avg.mul_(alpha).add_(gradient.square(), 1 - alpha);
                var variance = square_avg;
                if (grad_avg is not null)
                {
                    grad_avg.mul_(alpha).add_(gradient, 1 - alpha);
                    variance = square_avg - grad_avg.square();
                }
                var move = gradient / (variance.sqrt() + o.eps!.Value);
                if (o.momentum != 0) move = momentum_buffer.mul_(o.momentum!.Value).add_(move);
                parameter.add_(move, -lr);
            }
        }

        /// <summary>Parameters that share settings.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup()
            {
                base.Options = new Options();
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
                : base(parameters, new Options { LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered })
            {
            }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }
    }
}
