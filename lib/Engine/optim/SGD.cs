namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradient descent with momentum (Sutskever et al. 2013) and Nesterov's variant.</summary>
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Gradient descent with momentum (Sutskever et al. 2013) and Nesterov's variant.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            OptimizerSetting.ThrowIfNegative(lr, "learning rate");
            OptimizerSetting.ThrowIfNegative(momentum);
            OptimizerSetting.ThrowIfNegative(weight_decay);
            if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException($"Nesterov momentum requires a momentum and zero dampening, got {momentum} and {dampening}.");
            _defaults = new Options
            {
                LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
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
            options.momentum ??= defaults.momentum;
            options.dampening ??= defaults.dampening;
            options.weight_decay ??= defaults.weight_decay;
            options.nesterov ??= defaults.nesterov;
            options.maximize ??= defaults.maximize;
            param_group.Options = options;
            Register(param_group, static p => new State(p));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<State, Options>(
            static (state, parameter, gradient, options) => state.Update(parameter, gradient, options), closure);

        /// <summary>Settings of a group; null means the optimizer's own.</summary>
        public class Options : OptimizerOptions
        {
            public double? momentum;
            public double? dampening;
            public double? weight_decay;
            public bool? nesterov;
            public bool? maximize;

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                momentum = reader.ReadDouble();
                dampening = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                nesterov = reader.ReadBoolean();
                maximize = reader.ReadBoolean();
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(momentum!.Value);
                writer.Write(dampening!.Value);
                writer.Write(weight_decay!.Value);
                writer.Write(nesterov!.Value);
                writer.Write(maximize!.Value);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public Tensor? momentum_buffer;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                momentum_buffer = null;
            }

            public override void SaveStateDict(BinaryWriter writer)
            {
                StateBytes.Write(writer, momentum_buffer);
            }

            public override void LoadStateDict(OptimizerState source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

            public override void LoadStateDict(BinaryReader reader)
            {
                StateBytes.Read(reader, _parameter, ref momentum_buffer);
            }

            public void Dispose()
            {
                momentum_buffer?.Dispose();
            }

            internal void Update(Tensor parameter, Tensor gradient, Options o)
            {
                var lr = o.LearningRate!.Value;
                if (o.maximize!.Value) gradient = -gradient;
                if (o.weight_decay != 0) gradient = gradient + parameter * o.weight_decay!.Value;
                if (o.momentum != 0)
                {
                    if (momentum_buffer is null) momentum_buffer = gradient.clone().DetachFromDisposeScope();
                    else momentum_buffer.mul_(o.momentum!.Value).add_(gradient, 1 - o.dampening!.Value);
                    gradient = o.nesterov!.Value ? gradient + momentum_buffer * o.momentum!.Value : momentum_buffer;
                }
                parameter.add_(gradient, -lr);
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

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
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
