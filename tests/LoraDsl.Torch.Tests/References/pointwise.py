"""Creation, arithmetic, functions of one number, comparison."""

import torch
from torch.nn import functional

from families import BOOLEANS, EVERY, FLOATS, INTEGERS, NUMBERS, REALS, Family, broadcast

pointwise = Family("pointwise")
two = {"shapes": lambda: broadcast(2)}
three = {"shapes": lambda: broadcast(3)}

pointwise.add("add", lambda a, b: a + b, dtypes=EVERY, **two)
pointwise.add("sub", lambda a, b: a - b, dtypes=NUMBERS, **two)
pointwise.add("mul", lambda a, b: a * b, dtypes=EVERY, **two)
pointwise.add("div", lambda a, b: a / b, dtypes=NUMBERS, kind="positive", **two)
pointwise.add("add_alpha", lambda a, b: torch.add(a, b, alpha=3), dtypes=NUMBERS, **two)
pointwise.add("add_number", lambda a: a + 2, dtypes=NUMBERS)
pointwise.add("add_real", lambda a: a + 1.5, dtypes=NUMBERS)
pointwise.add("number_minus", lambda a: 2 - a, dtypes=NUMBERS)
pointwise.add("mul_real", lambda a: a * 1.5, dtypes=NUMBERS)
pointwise.add("real_over", lambda a: 2.0 / a, kind="positive", dtypes=NUMBERS)
pointwise.add("remainder", lambda a, b: a % b, dtypes=FLOATS + INTEGERS, kind="positive", **two)
pointwise.add("fmod", lambda a, b: a.fmod(b), dtypes=FLOATS + INTEGERS, kind="positive", **two)
pointwise.add("div_floor", lambda a, b: a.div(b, rounding_mode="floor"), dtypes=FLOATS + INTEGERS, kind="positive", **two)
pointwise.add("div_trunc", lambda a, b: a.div(b, rounding_mode="trunc"), dtypes=FLOATS + INTEGERS, kind="positive", **two)
pointwise.add("pow", lambda a, b: a.pow(b), kind="positive", **two)
pointwise.add("pow_number", lambda a: a.pow(3), dtypes=NUMBERS)
pointwise.add("maximum", lambda a, b: a.maximum(b), dtypes=NUMBERS, **two)
pointwise.add("minimum", lambda a, b: a.minimum(b), dtypes=NUMBERS, **two)
pointwise.add("atan2", lambda a, b: a.atan2(b), kind="positive", **two)
pointwise.add("lerp", lambda a, b, c: a.lerp(b, c), **three)
pointwise.add("addcmul", lambda a, b, c: a.addcmul(b, c, value=0.5), **three)
pointwise.add("addcdiv", lambda a, b, c: a.addcdiv(b, c, value=0.5), kind="positive", **three)
pointwise.add("where", lambda a, b: torch.where(a > b, a, b), dtypes=NUMBERS, **two)
pointwise.add("clamp", lambda a: a.clamp(-1, 1.5), dtypes=REALS)
pointwise.add("round", lambda a: a.round())

for name in "abs neg sign square".split():
    pointwise.add(name, lambda a, name=name: getattr(a, name)(), dtypes=NUMBERS)
for name in "sin cos tan sinh cosh tanh exp expm1 atan asinh erf erfc sigmoid floor ceil trunc frac".split():
    pointwise.add(name, lambda a, name=name: getattr(a, name)(), dtypes=REALS)
for name in "sin exp sigmoid".split():
    pointwise.add(name, lambda a, name=name: getattr(a, name)(), dtypes=INTEGERS)
for name in "sqrt rsqrt reciprocal log log2 log10 log1p lgamma digamma".split():
    pointwise.add(name, lambda a, name=name: getattr(a, name)(), dtypes=REALS, kind="positive")
for name in "asin acos atanh erfinv".split():
    pointwise.add(name, lambda a, name=name: getattr(a, name)(), kind="unit")
pointwise.add("acosh", lambda a: a.acosh(), kind="above one")

comparison = Family("comparison")
for name in "eq ne lt le gt ge".split():
    comparison.add(name, lambda a, b, name=name: getattr(a, name)(b), dtypes=EVERY, gradient=False, **two)
for name in "logical_and logical_or logical_xor".split():
    comparison.add(name, lambda a, b, name=name: getattr(a, name)(b), dtypes=EVERY, gradient=False, **two)
for name in "bitwise_and bitwise_or bitwise_xor".split():
    comparison.add(name, lambda a, b, name=name: getattr(a, name)(b), dtypes=INTEGERS + BOOLEANS, gradient=False, **two)
comparison.add("logical_not", lambda a: a.logical_not(), dtypes=EVERY, gradient=False)
comparison.add("bitwise_not", lambda a: a.bitwise_not(), dtypes=INTEGERS + BOOLEANS, gradient=False)
comparison.add("lt_number", lambda a: a < 1, dtypes=NUMBERS, gradient=False)
comparison.add("isnan", lambda a: a.log().isnan(), gradient=False)
comparison.add("isinf", lambda a: (a / a.floor().clamp(0)).isinf(), gradient=False)
comparison.add("isclose", lambda a, b: a.isclose(b, rtol=0.5), gradient=False, **two)

creation = Family("creation")
creation.add("zeros_like", lambda a: torch.zeros_like(a), dtypes=EVERY, gradient=False)
creation.add("ones_like", lambda a: torch.ones_like(a), dtypes=EVERY, gradient=False)
creation.add("full_like", lambda a: torch.full_like(a, 3), dtypes=NUMBERS, gradient=False)
creation.add("full", lambda a: torch.full(a.shape, 2.5), gradient=False)
creation.add("arange", lambda a: torch.arange(a.numel()), gradient=False)
creation.add("arange_step", lambda a: torch.arange(0.5, 3.0, 0.25, dtype=a.dtype), gradient=False)
creation.add("linspace", lambda a: torch.linspace(-1, 1, 7, dtype=a.dtype), gradient=False)
creation.add("eye", lambda a: torch.eye(3, 5, dtype=a.dtype), dtypes=NUMBERS, gradient=False)
for name, dtype in {"int64": torch.int64, "int8": torch.int8, "float32": torch.float32, "float16": torch.float16,
                    "bfloat16": torch.bfloat16, "bool": torch.bool}.items():
    creation.add("to_" + name, lambda a, dtype=dtype: a.to(dtype), dtypes=EVERY, gradient=False)

activations = Family("activations")
for name in "relu relu6 silu selu hardsigmoid hardswish softplus".split():
    activations.add(name, lambda a, name=name: getattr(functional, name)(a), dtypes=REALS)
activations.add("elu", lambda a: functional.elu(a, 0.7))
activations.add("celu", lambda a: functional.celu(a, 0.7))
activations.add("leaky_relu", lambda a: functional.leaky_relu(a, 0.2))
activations.add("log_sigmoid", lambda a: functional.logsigmoid(a))
activations.add("hardtanh", lambda a: functional.hardtanh(a, -0.5, 1.5))
activations.add("threshold", lambda a: functional.threshold(a, 0.1, 20))
activations.add("gelu", lambda a: functional.gelu(a), dtypes=REALS)
activations.add("gelu_tanh", lambda a: functional.gelu(a, approximate="tanh"))
activations.add("glu", lambda a: functional.glu(a, 1), shapes=lambda: [[3, 4, 2]])
