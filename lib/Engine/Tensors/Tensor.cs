using System.Runtime.CompilerServices;
using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of numbers that can remember how it was computed. A handle: disposing it gives its memory back
    /// for reuse, unless a view or the autograd graph still needs it.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private TensorImpl? _impl;
        private static long s_live, s_peak;

        /// <summary>Takes over one reference to <paramref name="impl"/>; the innermost dispose scope becomes responsible for the handle.</summary>
        internal Tensor(TensorImpl impl)
        {
            _impl = impl;
            OwningDisposeScope = DisposeScopeManager.Current;
            OwningDisposeScope?.Adopt(this);
            var live = Interlocked.Increment(ref s_live);
            if (live > Volatile.Read(ref s_peak)) Volatile.Write(ref s_peak, live);
        }

        /// <summary>A net for tensors that were never disposed; the allocator asks for a collection when they hold much memory.</summary>
        ~Tensor() => Dispose(false);

        internal TensorImpl Impl
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _impl ?? ThrowDisposed();
        }

        /// <summary>Makes this handle stand for another tensor, whose reference is taken over: a parameter that changes its type stays the same object.</summary>
        internal void StandFor(TensorImpl impl) => Interlocked.Exchange(ref _impl, impl)?.Release();

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Where the owning scope finds this handle; means nothing without one.</summary>
        internal int PlaceInDisposeScope { get; set; }

        /// <summary>True after <see cref="Dispose()"/>.</summary>
        public bool IsInvalid => _impl is null;

        /// <summary>Tensor handles alive now, over all threads.</summary>
        public static long TotalCount => Volatile.Read(ref s_live);

        /// <summary>Most tensor handles that were ever alive at once.</summary>
        public static long PeakCount => Volatile.Read(ref s_peak);

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            OwningDisposeScope = null;
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var impl = Interlocked.Exchange(ref _impl, null);
            if (impl is null) return;
            Interlocked.Decrement(ref s_live);
            impl.Release();
        }

        /// <summary>Takes the tensor out of its dispose scope: it lives until disposed.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            OwningDisposeScope = null;
            return this;
        }

        /// <summary>Hands the tensor to the scope around its own.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            DetachFromDisposeScope();
            other?.Attach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        private static TensorImpl ThrowDisposed() =>
            throw new ObjectDisposedException(nameof(Tensor), "This tensor was disposed, by itself or with the dispose scope it was created in.");

        /// <summary>Refuses in-place writes that autograd could not follow.</summary>
        private void RequireWritable()
        {
            if (Impl.RepeatsElements)
                throw Guard.Error($"A tensor of shape {Guard.Shape(Impl.Sizes)} and strides {Guard.Shape(Impl.Strides)} cannot be written in place: several of its elements share one place in memory; clone() it first.");
            if (!GradMode.Enabled || Impl.Autograd is not { } meta) return;
            if (meta is { RequiresGrad: true, GradFn: null })
                throw Guard.Error("A leaf variable that requires grad is being used in an in-place operation; wrap it in torch.no_grad().");
            if (meta.View is { Base.Autograd: { RequiresGrad: true, GradFn: null } })
                throw Guard.Error("A view of a leaf variable that requires grad is being used in an in-place operation; wrap it in torch.no_grad().");
        }

        /// <summary>
        /// The in-place form of an operation: same value and gradient, written over this tensor. When recorded, the operation works on
        /// a snapshot, because what it saves must survive the write.
        /// </summary>
        /// <param name="operation">What to do with the value.</param>
        /// <param name="others">Further tensors that take part in it.</param>
        private Tensor InPlace(Func<Tensor, Tensor> operation, params ReadOnlySpan<Tensor> others)
        {
            RequireWritable();
            var records = Tape.Records(this) || Tape.Records(others);
            var before = records ? Snapshot() : this;
            using var value = operation(before);
            if (!value.Impl.Sizes.AsSpan().SequenceEqual(Impl.Sizes))
                throw Guard.Error($"Output with shape {Guard.Shape(Impl.Sizes)} doesn't match the broadcast shape {Guard.Shape(value.Impl.Sizes)}.");
            if (value.Impl.Type.Category() > Impl.Type.Category())
                throw Guard.Error($"Result type {value.Impl.Type} can't be cast to the desired output type {Impl.Type}.");
            Kernels.Pointwise.Copy(value.Impl, Impl);
            Impl.Storage.BumpVersion();
            // A step, as a comparison is, has no node: then this tensor is a constant from now on.
            if (records && value.Impl.Autograd?.GradFn is null) Tape.RecordInPlace("ConstantBackward", this, default, [], [], static _ => [null]);
            else AdoptGraphOf(value);
            if (records) before.Dispose();
            return this;
        }

        /// <summary>A copy of the value at the same place in the graph.</summary>
        private Tensor Snapshot()
        {
            var copy = TensorImpl.Allocate(Impl.Type, Impl.Sizes);
            Kernels.Pointwise.Copy(Impl, copy);
            var edge = Tape.EdgeTo(this);
            copy.RequireAutograd().SetGradFn(edge.Node, edge.Index);
            return new Tensor(copy);
        }

        private void AdoptGraphOf(Tensor value)
        {
            if (!GradMode.Enabled || value.Impl.Autograd?.GradFn is not { } node) return;
            var meta = Impl.RequireAutograd();
            if (meta.View is { } view) CopySlices.Rebase(meta, view, node.Retain());
            else meta.SetGradFn(node.Retain(), value.Impl.Autograd.OutputIndex);
        }
    }
}
