namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps of the size of earlier steps, so that no learning rate is needed (Zeiler 2012).</summary>
            public static Adadelta Adadelta(IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);

            public static Adadelta Adadelta(IEnumerable<Adadelta.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Steps of the size of earlier steps, so that no learning rate is needed (Zeiler 2012).</summary>
    public class Adadelta : OptimizerHelper
    {
        public Adadelta(IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, rho, eps, weight_decay, maximize)
        {
        }

        public Adadelta(IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            if (rho is < 0 or > 1) throw new ArgumentException($"Invalid rho value: {rho}");
            OptimizerSetting.ThrowIfNegative(eps);
            OptimizerSetting.ThrowIfNegative(weight_decay);
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize,
            };
            foreach (var group in parameters) add_param_group(group);
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = param_group.Options as Options ?? new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.rho ??= defaults.rho;
            options.eps ??= defaults.eps;
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
            public double? rho;
            public double? eps;
            public double? weight_decay;
            public bool? maximize;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                rho = reader.ReadDouble();
                eps = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                maximize = reader.ReadBoolean();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(rho!.Value);
                writer.Write(eps!.Value);
                writer.Write(weight_decay!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor square_avg = null!;
            public Tensor acc_delta = null!;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                step = 0;
                square_avg = zeros_like(_parameter).DetachFromDisposeScope();
                acc_delta = zeros_like(_parameter).DetachFromDisposeScope();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                writer.Write(step);
                StateBytes.Write(writer, square_avg);
                StateBytes.Write(writer, acc_delta);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                step = reader.ReadInt64();
                StateBytes.Read(reader, _parameter, ref square_avg!);
                StateBytes.Read(reader, _parameter, ref acc_delta!);
            }

            public void Dispose()
            {
                square_avg.Dispose();
                acc_delta.Dispose();
            }

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                var lr = o.LearningRate!.Value;
                step++;
                if (o.maximize!.Value) gradient = -gradient;
                if (o.weight_decay != 0) gradient = gradient + parameter * o.weight_decay!.Value;
                double rho = o.rho!.Value, eps = o.eps!.Value;
                square_avg.mul_(rho).add_(gradient.square(), 1 - rho);
                var move = (acc_delta + eps).sqrt() / (square_avg + eps).sqrt() * gradient;
                acc_delta.mul_(rho).add_(move.square(), 1 - rho);
                parameter.add_(move, -lr);
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

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
            {
            }
        }
    }
}
