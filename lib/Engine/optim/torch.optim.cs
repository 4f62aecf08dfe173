using TorchSharp.Modules;

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        /// <summary>Algorithms that change parameters along their gradients.</summary>
        public static partial class optim
        {
            /// <summary>A group of parameters whose learning rate can be changed.</summary>
            public interface ILearningRateController
            {
                double LearningRate { get; set; }

                double InitialLearningRate { get; set; }
            }

            /// <summary>An optimizer with two moment coefficients.</summary>
            public interface IBetas
            {
                (double, double) Betas { get; set; }
            }

            /// <summary>An optimizer with momentum.</summary>
            public interface IMomentum
            {
                double Momentum { get; set; }
            }

            /// <summary>Changes parameters along their gradients.</summary>
            public abstract class Optimizer : IDisposable
            {
                private protected readonly List<Modules.ParamGroup> _groups = [];

                private protected Optimizer()
                {
                }

                public virtual IEnumerable<ILearningRateController> ParamGroups => _groups;

                /// <summary>Every parameter of every group.</summary>
                public virtual IEnumerable<Parameter> parameters() => _groups.SelectMany(g => g.Parameters);

                /// <summary>One update. With a closure the loss is computed (and differentiated) first, and returned.</summary>
                public virtual Tensor? step(Func<Tensor>? closure = null) => null;

                /// <summary>Forgets all gradients.</summary>
                public virtual void zero_grad()
                {
                    foreach (var parameter in parameters()) parameter.grad = null;
                }

                public virtual void add_param_group(Modules.ParamGroup param_group)
                {
                }

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing)
                {
                    if (disposing) DisposeMemory();
                }

                private protected virtual void DisposeMemory()
                {
                }

                /// <summary>An optimizer's settings and states: options by group, states by parameter, and which parameter is in which group.</summary>
                public class StateDictionary
                {
                    internal StateDictionary()
                    {
                    }

                    public List<OptimizerOptions> Options { get; } = [];

                    public List<OptimizerState> State { get; } = [];

                    /// <summary>For each group the indices of its parameters' states.</summary>
                    public List<List<int>> StateIndexRef { get; } = [];
                }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Settings of a parameter group; null means the optimizer's own.</summary>
    public class OptimizerOptions
    {
        public double? LearningRate { get; set; }

        public double InitialLearningRate { get; set; }

        /// <summary>Takes over another group's settings.</summary>
        public virtual void LoadStateDict(OptimizerOptions source) => StateBytes.Copy(source.SaveStateDict, LoadStateDict);

        public virtual void LoadStateDict(BinaryReader reader)
        {
            InitialLearningRate = reader.ReadDouble();
            LearningRate = reader.ReadDouble();
        }

        public virtual void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(InitialLearningRate);
            writer.Write(LearningRate!.Value);
        }
    }

    /// <summary>What an optimizer remembers about one parameter.</summary>
    public abstract class OptimizerState
    {
        private protected readonly Parameter _parameter;

        private protected OptimizerState(Parameter parameter) => _parameter = parameter;

        /// <summary>Before the first step.</summary>
        public abstract void Initialize(OptimizerOptions options);

        public abstract void LoadStateDict(BinaryReader reader);

        /// <summary>Takes over what another optimizer of the same kind remembers about a parameter of the same shape.</summary>
        public abstract void LoadStateDict(OptimizerState source);

        public abstract void SaveStateDict(BinaryWriter writer);

        /// <summary>Whether another state has the same counts, and tensors that are equal up to rounding.</summary>
        public virtual bool ApproximatelyEquals(OptimizerState other) =>
            other.GetType() == GetType() && GetType().GetFields().All(field => (field.GetValue(this), field.GetValue(other)) switch
            {
                (torch.Tensor mine, torch.Tensor theirs) => mine.allclose(theirs),
                var (mine, theirs) => Equals(mine, theirs),
            });

        /// <summary>Moves to a device; there is only the CPU here.</summary>
        public virtual void to(torch.Device device) => torch.RequireCpu(device);
    }

    /// <summary>Parameters that share settings.</summary>
    public class ParamGroup : torch.optim.ILearningRateController
    {
        public IEnumerable<Parameter> Parameters { get; set; } = [];

        public OptimizerOptions Options { get; set; } = new();

        public double LearningRate
        {
            get => Options.LearningRate!.Value;
            set => Options.LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => Options.InitialLearningRate;
            set => Options.InitialLearningRate = value;
        }
    }

    /// <summary>Parameters that share settings of one optimizer's kind.</summary>
    public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
        {
            Parameters = parameters;
            base.Options = options!;
        }

        public new TOptions Options
        {
            get => (TOptions)base.Options;
            set => base.Options = value;
        }
    }
}
