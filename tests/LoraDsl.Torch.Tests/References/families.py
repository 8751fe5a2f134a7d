"""How a family of operators gets its inputs: shapes, element types, ranges; and how a case is computed."""

import torch

FLOATS = [torch.float64, torch.float64, torch.float32]
HALVES = [torch.float16, torch.bfloat16]
INTEGERS = [torch.int8, torch.int64]
BOOLEANS = [torch.bool]
EVERY = FLOATS + HALVES + INTEGERS + BOOLEANS
NUMBERS = FLOATS + HALVES + INTEGERS
REALS = FLOATS + HALVES

generator = torch.Generator()


def between(low, high):
    return int(torch.randint(low, high + 1, (), generator=generator))


def any_shape(lowest=0, highest=4):
    return [between(1, 4) for _ in range(between(lowest, highest))]


def broadcast(count):
    """Shapes that broadcast together: sizes set to one here and there, leading ones left out."""
    full = any_shape(1, 3)
    shapes = [full]
    for _ in range(count - 1):
        kept = [size if between(0, 2) else 1 for size in full]
        shapes.append(kept[between(0, len(kept) - 1):])
    return shapes


def draw(shape, dtype, kind):
    if dtype == torch.bool:
        return torch.randint(0, 2, shape, generator=generator) == 1
    if not dtype.is_floating_point:
        low, high = (1, 6) if kind in ("positive", "above one") else (-5, 6)
        return torch.randint(low, high, shape, generator=generator).to(dtype)
    uniform = torch.rand(shape, generator=generator, dtype=torch.float64)
    ranges = {"any": (-2.5, 2.5), "positive": (0.3, 3.0), "above one": (1.1, 3.0), "unit": (-0.9, 0.9)}
    low, high = ranges[kind]
    return (low + (high - low) * uniform).to(dtype)


class Family:
    """Operators by name; each gives its cases when asked."""

    def __init__(self, name):
        self.name, self.operators = name, []

    def add(self, name, function, shapes=None, dtypes=FLOATS, kind="any", inputs=None, gradient=True):
        """Shapes: a function that gives a list of shapes. Inputs: a function of the dtype, where shapes do not say all."""
        shapes = shapes or (lambda: [any_shape()])
        inputs = inputs or (lambda dtype: [draw(shape, dtype, kind) for shape in shapes()])
        self.operators.append((name, function, dtypes, inputs, gradient))

    def cases(self):
        for name, function, dtypes, inputs, gradient in self.operators:
            for dtype in dtypes:
                given = inputs(dtype)
                computed = compute(function, given, gradient and dtype in FLOATS)
                if computed is not None:
                    yield {"op": name, "inputs": given, "outputs": computed[0], "gradients": computed[1]}


def compute(function, given, gradient):
    """Outputs and gradients; nothing where this PyTorch has no kernel for the element type."""
    leaves = [value.clone().requires_grad_(gradient and value.is_floating_point()) for value in given]
    try:
        outputs = function(*leaves)
    except (RuntimeError, TypeError):
        if given[0].dtype in FLOATS:
            raise
        return None
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    wanted = [leaf for leaf in leaves if leaf.requires_grad]
    roots = [output for output in outputs if output.requires_grad]
    if not gradient or not roots:
        return outputs, []
    slopes = [slope(output) for output in roots]
    found = torch.autograd.grad(roots, wanted, slopes, allow_unused=True)
    return outputs, [torch.zeros_like(leaf) if one is None else one for one, leaf in zip(found, wanted)]


def slope(output):
    """The gradient that comes from above: no constant, and the same wherever it is computed."""
    return torch.arange(output.numel(), dtype=torch.float64).cos().to(output.dtype).reshape(output.shape)
