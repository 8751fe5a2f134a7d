"""Products, linear algebra, layers, losses, attention."""

import torch
from torch.nn import functional

from families import FLOATS, HALVES, INTEGERS, Family, any_shape, between, draw, generator

products = Family("products")


def chain(batch=()):
    rows, inner, columns = between(1, 5), between(1, 5), between(1, 5)
    return [[*batch, rows, inner], [*batch, inner, columns]]


exact = FLOATS + [torch.bfloat16] + INTEGERS
products.add("mm", lambda a, b: a.mm(b), shapes=chain, dtypes=exact)
products.add("matmul", lambda a, b: a.matmul(b), shapes=lambda: chain((2, 3)), dtypes=exact)
products.add("matmul_broadcast", lambda a, b: a.matmul(b), shapes=lambda: [[2, 1, 3, 4], [3, 4, 2]])
products.add("matmul_vector", lambda a, b: a.matmul(b), shapes=lambda: [[2, 3, 4], [4]])
products.add("bmm", lambda a, b: a.bmm(b), shapes=lambda: chain((3,)), dtypes=exact)
products.add("mv", lambda a, b: a.mv(b), shapes=lambda: [[3, 4], [4]], dtypes=exact)
products.add("dot", lambda a, b: a.dot(b), shapes=lambda: [[5], [5]], dtypes=exact)
products.add("outer", lambda a, b: a.outer(b), shapes=lambda: [[3], [4]], dtypes=exact)
products.add("addmm", lambda a, b, c: torch.addmm(a, b, c, beta=0.5, alpha=2), shapes=lambda: [[4], [3, 2], [2, 4]])
products.add("baddbmm", lambda a, b, c: torch.baddbmm(a, b, c, beta=0.5, alpha=2), shapes=lambda: [[2, 3, 4], [2, 3, 5], [2, 5, 4]])
products.add("addmv", lambda a, b, c: torch.addmv(a, b, c), shapes=lambda: [[3], [3, 4], [4]])
products.add("einsum", lambda a, b: torch.einsum("bij,bkj->bik", a, b), shapes=lambda: [[2, 3, 4], [2, 5, 4]])
products.add("tensordot", lambda a, b: torch.tensordot(a, b, 2), shapes=lambda: [[2, 3, 4], [3, 4, 5]])
products.add("kron", lambda a, b: torch.kron(a, b), shapes=lambda: [[2, 3], [3, 2]])
products.add("linear", lambda x, w, b: functional.linear(x, w, b), shapes=lambda: [[*any_shape(1, 2), 4], [3, 4], [3]], dtypes=FLOATS + [torch.bfloat16])

linalg = Family("linalg")


def square(*more):
    """A well-conditioned matrix, and what an operator needs beside it."""
    return lambda dtype: [draw([3, 3], dtype, "any") + 4 * torch.eye(3, dtype=dtype)] + [draw(shape, dtype, "any") for shape in more]


def symmetric(a):
    return a + a.transpose(-1, -2)


linalg.add("svd", lambda a: [(usv := torch.linalg.svd(a, full_matrices=False))[1], (usv[0] * usv[1]) @ usv[2]], shapes=lambda: [[4, 3]])
linalg.add("svdvals", lambda a: torch.linalg.svdvals(a), shapes=lambda: [[2, 3, 4]])
linalg.add("qr", lambda a: [(qr := torch.linalg.qr(a))[0] @ qr[1], qr[1].abs()], shapes=lambda: [[4, 3]])
linalg.add("eigh", lambda a: [(e := torch.linalg.eigh(symmetric(a)))[0], (e[1] * e[0]) @ e[1].T], shapes=lambda: [[4, 4]])
linalg.add("eigvalsh", lambda a: torch.linalg.eigvalsh(symmetric(a)), shapes=lambda: [[4, 4]])
linalg.add("cholesky", lambda a: torch.linalg.cholesky(a @ a.T + torch.eye(3, dtype=a.dtype)), shapes=lambda: [[3, 3]])
linalg.add("solve", lambda a, b: torch.linalg.solve(a, b), inputs=square([3, 2]))
linalg.add("solve_triangular", lambda a, b: torch.linalg.solve_triangular(a, b, upper=True), inputs=square([3, 2]))
linalg.add("inv", lambda a: torch.linalg.inv(a), inputs=square())
linalg.add("pinv", lambda a: torch.linalg.pinv(a), shapes=lambda: [[4, 3]])
linalg.add("det", lambda a: torch.linalg.det(a), inputs=square())
linalg.add("slogdet", lambda a: torch.linalg.slogdet(a), inputs=square())
linalg.add("matrix_exp", lambda a: torch.linalg.matrix_exp(a / 4), inputs=square())
linalg.add("matrix_power", lambda a: a.matrix_power(3), inputs=square())
linalg.add("matrix_norm", lambda a: torch.linalg.matrix_norm(a), shapes=lambda: [[2, 3, 4]])
linalg.add("matrix_norm_nuclear", lambda a: torch.linalg.matrix_norm(a, "nuc"), shapes=lambda: [[3, 4]])
linalg.add("vector_norm", lambda a: torch.linalg.vector_norm(a, 3), kind="positive")
linalg.add("trace", lambda a: a.trace(), shapes=lambda: [[3, 4]])

layers = Family("layers")
image = [2, 4, 7, 6]
layers.add("conv2d", lambda x, w, b: functional.conv2d(x, w, b, stride=2, padding=1), shapes=lambda: [image, [3, 4, 3, 2], [3]])
layers.add("conv2d_dilated", lambda x, w: functional.conv2d(x, w, dilation=2), shapes=lambda: [image, [3, 4, 2, 3]])
layers.add("conv2d_grouped", lambda x, w, b: functional.conv2d(x, w, b, groups=2), shapes=lambda: [image, [6, 2, 3, 3], [6]])
layers.add("max_pool2d", lambda x: functional.max_pool2d(x, 3, stride=2, padding=1), shapes=lambda: [image])
layers.add("max_pool2d_ceil", lambda x: functional.max_pool2d(x, 2, ceil_mode=True), shapes=lambda: [image])
layers.add("avg_pool2d", lambda x: functional.avg_pool2d(x, 3, stride=2, padding=1), shapes=lambda: [image])
layers.add("avg_pool2d_unpadded", lambda x: functional.avg_pool2d(x, 3, stride=2, padding=1, count_include_pad=False), shapes=lambda: [image])
layers.add("layer_norm", lambda x, w, b: functional.layer_norm(x, [4, 5], w, b), shapes=lambda: [[3, 4, 5], [4, 5], [4, 5]])
layers.add("batch_norm_training", lambda x, w, b: functional.batch_norm(x, None, None, w, b, True), shapes=lambda: [[5, 3, 2], [3], [3]])
layers.add("batch_norm_evaluation", lambda x, m, v: functional.batch_norm(x, m, v), shapes=lambda: [[5, 3], [3], [3]], kind="positive", gradient=False)
layers.add("embedding", lambda w, i: functional.embedding(i, w), inputs=lambda dtype: [draw([6, 4], dtype, "any"), torch.randint(0, 6, [2, 3], generator=generator)])
layers.add("one_hot", lambda w, i: functional.one_hot(i, 6), gradient=False, inputs=lambda dtype: [draw([1], dtype, "any"), torch.randint(0, 6, [2, 3], generator=generator)])
layers.add("normalize", lambda x: functional.normalize(x, dim=1), shapes=lambda: [[3, 4]])

attention = Family("attention")


def attend(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    return (scores if mask is None else scores + mask).softmax(-1) @ v


def causal(q, k, v):
    allowed = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool).tril()
    return attend(q, k, v, torch.zeros(allowed.shape, dtype=q.dtype).masked_fill(~allowed, float("-inf")))


queries = [[2, 3, 5, 4], [2, 3, 5, 4], [2, 3, 5, 4]]
attention.add("attention", attend, shapes=lambda: queries)
attention.add("attention_masked", attend, shapes=lambda: [*queries, [5, 5]])
attention.add("attention_causal", causal, shapes=lambda: queries)



def multihead(**settings):
    """The weights are constants: the layer here has its own."""
    def call(q, k, v, wi, bi, wo, bo):
        wi, bi, wo, bo = (t.detach() for t in (wi, bi, wo, bo))
        return functional.multi_head_attention_forward(q, k, v, 6, 2, wi, bi, None, None, False, 0.0, wo, bo, **settings)
    return call


def multihead_sizes(q, k, v, wq, wk, wv, bi, wo, bo, bk, bv):
    wq, wk, wv, bi, wo, bo, bk, bv = (t.detach() for t in (wq, wk, wv, bi, wo, bo, bk, bv))
    mask = torch.ones(4, 5, dtype=torch.bool).triu(3)
    padding = torch.tensor([[False] * 5, [False, True, False, False, True]])
    return functional.multi_head_attention_forward(
        q, k, v, 6, 3, None, bi, bk, bv, True, 0.0, wo, bo, key_padding_mask=padding, attn_mask=mask,
        use_separate_proj_weight=True, q_proj_weight=wq, k_proj_weight=wk, v_proj_weight=wv)


heads = [[4, 2, 6], [5, 2, 6], [5, 2, 6], [18, 6], [18], [6, 6], [6]]
sizes = [[4, 2, 6], [5, 2, 4], [5, 2, 3], [6, 6], [6, 4], [6, 3], [18], [6, 6], [6], [1, 1, 6], [1, 1, 6]]
attention.add("multihead", multihead(), shapes=lambda: heads)
attention.add("multihead_masked", multihead(attn_mask=torch.ones(4, 5, dtype=torch.bool).triu(2)), shapes=lambda: heads)
attention.add("multihead_padded", multihead(key_padding_mask=torch.tensor([[False] * 5, [False, True, False, False, True]])), shapes=lambda: heads)
attention.add("multihead_added", multihead(attn_mask=torch.arange(20).reshape(4, 5) / 10), shapes=lambda: heads, dtypes=[torch.float32])
attention.add("multihead_sizes", multihead_sizes, shapes=lambda: sizes)

losses = Family("losses")


def scored(dtype):
    return [draw([5, 4], dtype, "any"), torch.randint(0, 4, [5], generator=generator)]


def weighted(dtype):
    return [*scored(dtype), draw([4], dtype, "positive")]


pair = {"shapes": lambda: [[4, 3], [4, 3]]}
losses.add("cross_entropy", lambda x, y: functional.cross_entropy(x, y), inputs=scored)
losses.add("cross_entropy_sum", lambda x, y: functional.cross_entropy(x, y, reduction="sum", label_smoothing=0.1), inputs=scored)
losses.add("cross_entropy_weighted", lambda x, y, w: functional.cross_entropy(x, y, w.detach(), ignore_index=1), inputs=weighted)
losses.add("nll_loss", lambda x, y: functional.nll_loss(x, y, reduction="none"), inputs=scored)
losses.add("mse_loss", lambda x, y: functional.mse_loss(x, y), **pair)
losses.add("mse_loss_none", lambda x, y: functional.mse_loss(x, y, reduction="none"), **pair)
losses.add("l1_loss", lambda x, y: functional.l1_loss(x, y, reduction="sum"), **pair)
losses.add("smooth_l1_loss", lambda x, y: functional.smooth_l1_loss(x, y, beta=0.5), **pair)
losses.add("binary_cross_entropy_with_logits", lambda x, y: functional.binary_cross_entropy_with_logits(x, y.detach()), kind="unit", **pair)
