# Recurrent cells over sequences [3, 2, 3] of two units; read by make_layer_goldens.py.
def joined(*tensors):
    return torch.cat([t.flatten() for t in tensors])


def recurrence(run, gates, states, bias, reverse):
    """x, the two weights, the initial states and the two biases, to all results in one vector."""
    shapes = [(3, 2, 3), (2 * gates, 3), (2 * gates, 2)] + [(2, 2)] * states + [(2 * gates,)] * (2 if bias else 0)

    def f(x, w, u, *rest):
        h = [s.unsqueeze(0) for s in rest[:states]]
        y, *last = run(x.flip(0) if reverse else x, tuple(h) if states == 2 else h[0], [w, u, *rest[states:]], bias, 1, 0.0, False, False, False)
        return joined(y.flip(0) if reverse else y, *last)

    return shapes, f


for name, run, gates, states in [("lstm", torch._VF.lstm, 4, 2), ("gru", torch._VF.gru, 3, 1), ("rnn_tanh", torch._VF.rnn_tanh, 1, 1), ("rnn_relu", torch._VF.rnn_relu, 1, 1)]:
    case(name + ": plain", *recurrence(run, gates, states, True, False))
    case(name + ": backwards, without bias", *recurrence(run, gates, states, False, True))
