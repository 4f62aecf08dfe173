using static TorchSharp.torch;

namespace TorchSharp.Tests.Memory;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_created_in_it()
    {
        Tensor x, y;
        using (var scope = NewDisposeScope())
        {
            x = ones(2);
            y = x + 1;
            Assert.True(scope.Contains(x));
            Assert.Equal(2, scope.DisposablesCount);
        }
        Assert.True(x.IsInvalid);
        Assert.True(y.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_tensor_created_outside_outlives_the_scope()
    {
        using var x = ones(2);
        using (NewDisposeScope()) x.add_(1);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void A_tensor_moved_out_belongs_to_the_scope_around()
    {
        Tensor inner, twice;
        using (var outerScope = NewDisposeScope())
        {
            using (var scope = NewDisposeScope())
            {
                inner = scope.MoveToOuter(ones(2));
                twice = ones(2).MoveToOuterDisposeScope();
            }
            Assert.False(inner.IsInvalid);
            Assert.True(outerScope.Contains(inner));
            twice.MoveToOuterDisposeScope(); // there is none around this one: it lives until disposed
        }
        Assert.True(inner.IsInvalid);
        Assert.False(twice.IsInvalid);
        twice.Dispose();
    }

    [Fact]
    public void A_detached_tensor_lives_until_disposed()
    {
        Tensor x, y;
        using (var scope = NewDisposeScope())
        {
            x = scope.Detach(ones(2));
            y = ones(2).DetachFromDisposeScope();
        }
        Assert.False(x.IsInvalid || y.IsInvalid);
        x.Dispose();
        y.Dispose();
    }

    [Fact]
    public void Everything_but_some_can_be_disposed_early()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(1), ones(1));
        Assert.Same(b, scope.DisposeEverythingBut(b));
        Assert.True(a.IsInvalid && c.IsInvalid);
        Assert.False(b.IsInvalid);
        var (d, e) = scope.DisposeEverythingBut(b, ones(1));
        Assert.False(d.IsInvalid || e.IsInvalid);
        scope.DisposeEverything();
        Assert.True(b.IsInvalid);
    }

    [Fact]
    public void A_tensor_can_change_scopes()
    {
        using var first = NewDisposeScope();
        var x = ones(1);
        using (var second = NewDisposeScope())
        {
            second.Attach(x);
            Assert.False(first.Contains(x));
        }
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void A_scope_forgets_what_was_disposed_by_hand()
    {
        using var scope = NewDisposeScope();
        ones(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void An_exception_ends_the_scopes_it_passes()
    {
        Tensor? x = null;
        Assert.Throws<InvalidOperationException>((Action)Fail);
        Assert.True(x!.IsInvalid);
        Assert.Null(CurrentDisposeScope);

        void Fail()
        {
            using var outer = NewDisposeScope();
            using var inner = NewDisposeScope();
            x = ones(1);
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void A_scope_that_ends_too_early_ends_those_inside()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        Assert.Null(CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Gradients_outlive_the_scope_of_the_backward_pass()
    {
        using var w = ones(2).requires_grad_();
        using (NewDisposeScope()) (w * 2).sum().backward();
        using (NewDisposeScope()) (w * 2).sum().backward();
        TensorAssert.Equal([4, 4], w.grad!);
    }

    [Fact]
    public void Parameters_outlive_the_scope_they_were_made_in()
    {
        nn.Module<Tensor, Tensor> layer;
        using (NewDisposeScope()) layer = nn.Linear(2, 2);
        Assert.All(layer.parameters(), parameter => Assert.False(parameter.IsInvalid));
        layer.Dispose();
    }

    [Fact]
    public void Each_thread_has_scopes_of_its_own()
    {
        using var scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(1));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(other!));
        other!.Dispose();
    }

    [Fact]
    public void A_wrapped_expression_keeps_only_its_result()
    {
        Tensor? between = null;
        using var result = WrappedTensorDisposeScope(() => (between = ones(2)) + 1);
        Assert.True(between!.IsInvalid);
        TensorAssert.Equal([2, 2], result);
    }
}
