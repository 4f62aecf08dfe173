namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Anything that maps 1 input to a result.</summary>
        public interface IModule<in T, out TResult>
        {
            TResult call(T input1);
        }

        /// <summary>A module with 1 input: define <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T, TResult> : Module, IModule<T, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input) => forward(input);
        }

        /// <summary>Anything that maps 2 inputs to a result.</summary>
        public interface IModule<in T1, in T2, out TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module with 2 inputs: define <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, TResult> : Module, IModule<T1, T2, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }

        /// <summary>Anything that maps 3 inputs to a result.</summary>
        public interface IModule<in T1, in T2, in T3, out TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module with 3 inputs: define <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, T3, TResult> : Module, IModule<T1, T2, T3, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
        }

        /// <summary>Anything that maps 4 inputs to a result.</summary>
        public interface IModule<in T1, in T2, in T3, in T4, out TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4);
        }

        /// <summary>A module with 4 inputs: define <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, T3, T4, TResult> : Module, IModule<T1, T2, T3, T4, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4);

            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4) => forward(input1, input2, input3, input4);
        }

        /// <summary>Anything that maps 5 inputs to a result.</summary>
        public interface IModule<in T1, in T2, in T3, in T4, in T5, out TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);
        }

        /// <summary>A module with 5 inputs: define <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, TResult> : Module, IModule<T1, T2, T3, T4, T5, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);

            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5) => forward(input1, input2, input3, input4, input5);
        }

        /// <summary>Anything that maps 6 inputs to a result.</summary>
        public interface IModule<in T1, in T2, in T3, in T4, in T5, in T6, out TResult>
        {
            TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);
        }

        /// <summary>A module with 6 inputs: define <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T1, T2, T3, T4, T5, T6, TResult> : Module, IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);

            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6) => forward(input1, input2, input3, input4, input5, input6);
        }
    }
}
