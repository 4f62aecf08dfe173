# Activations; read by make_layer_goldens.py.
case("elu: alpha", [(3, 4)], lambda x: F.elu(x, 0.7))
case("selu: plain", [(3, 4)], lambda x: F.selu(x))
case("gelu: exact", [(4, 15)], lambda x: F.gelu(x * 3))
case("gelu: tanh", [(3, 4)], lambda x: F.gelu(x, approximate="tanh"))
case("hardtanh: bounds", [(3, 4)], lambda x: F.hardtanh(x, -1.1, 0.6))
case("relu6: plain", [(3, 4)], lambda x: F.relu6(x * 5))
case("mish: plain", [(3, 4)], lambda x: F.mish(x))
case("prelu: one slope", [(3, 4), (1,)], lambda x, y: F.prelu(x, y))
case("prelu: channels", [(2, 3, 2, 2), (3,)], lambda x, y: F.prelu(x, y))

INIT["Embedding(4,3)"] = lambda: nn.Embedding(4, 3)
INIT["Embedding(7,3,padding_idx=2)"] = lambda: nn.Embedding(7, 3, padding_idx=2)
INIT["PReLU(3)"] = lambda: nn.PReLU(3)
