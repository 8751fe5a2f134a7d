"""Reductions, shapes, indexing, sorting."""

import torch

from families import EVERY, FLOATS, HALVES, NUMBERS, Family, any_shape, between, draw

reductions = Family("reductions")
some = {"shapes": lambda: [any_shape(2, 4)]}

reductions.add("sum", lambda a: a.sum(), dtypes=EVERY)
reductions.add("sum_dim", lambda a: a.sum(1), dtypes=EVERY, **some)
reductions.add("sum_dims", lambda a: a.sum([0, -1], keepdim=True), dtypes=NUMBERS, **some)
reductions.add("sum_typed", lambda a: a.sum(-1, dtype=torch.float64), dtypes=EVERY, **some)
reductions.add("mean", lambda a: a.mean(), dtypes=FLOATS + HALVES)
reductions.add("mean_dims", lambda a: a.mean([0, 1], keepdim=True), **some)
reductions.add("prod", lambda a: a.prod(), kind="positive", dtypes=NUMBERS)
reductions.add("prod_dim", lambda a: a.prod(1), kind="positive", **some)
reductions.add("var", lambda a: a.var(), shapes=lambda: [[3, 4]])
reductions.add("var_biased", lambda a: a.var(1, unbiased=False), shapes=lambda: [[3, 4]])
reductions.add("std", lambda a: a.std(1, keepdim=True), shapes=lambda: [[3, 4, 2]])
reductions.add("max", lambda a: a.max(), dtypes=NUMBERS)
reductions.add("max_dim", lambda a: a.max(1), **some)
reductions.add("min_dim", lambda a: a.min(-1, keepdim=True), **some)
reductions.add("amax", lambda a: a.amax([0, 1]), dtypes=NUMBERS, **some)
reductions.add("amin", lambda a: a.amin([0]), dtypes=NUMBERS, **some)
reductions.add("argmax", lambda a: a.argmax(1), gradient=False, **some)
reductions.add("argmin", lambda a: a.argmin(), gradient=False)
reductions.add("norm", lambda a: a.norm(), kind="positive")
reductions.add("norm_dim", lambda a: a.norm(p=3, dim=1), kind="positive", **some)
reductions.add("logsumexp", lambda a: a.logsumexp(1), **some)
reductions.add("cumsum", lambda a: a.cumsum(1), dtypes=NUMBERS, **some)
reductions.add("cumprod", lambda a: a.cumprod(0), kind="positive", **some)
reductions.add("all", lambda a: (a > 0).all(), gradient=False, dtypes=NUMBERS)
reductions.add("any_dim", lambda a: (a > 1).any(1), gradient=False, dtypes=NUMBERS, **some)
reductions.add("count_nonzero", lambda a: (a > 0).count_nonzero(), gradient=False, dtypes=NUMBERS)
reductions.add("median", lambda a: a.median(), shapes=lambda: [[3, 5]])
reductions.add("quantile", lambda a: a.quantile(torch.tensor([0.2, 0.7], dtype=a.dtype), 1), shapes=lambda: [[3, 5]])
reductions.add("softmax", lambda a: a.softmax(-1), dtypes=FLOATS, **some)
reductions.add("log_softmax", lambda a: a.log_softmax(0), dtypes=FLOATS, **some)

shapes = Family("shapes")
everywhere = {"dtypes": EVERY, **some}
shapes.add("reshape", lambda a: a.reshape(-1), **everywhere)
shapes.add("flatten", lambda a: a.flatten(1), **everywhere)
shapes.add("transpose", lambda a: a.transpose(0, -1), **everywhere)
shapes.add("transposed_contiguous", lambda a: a.transpose(0, 1).contiguous().view(-1), **everywhere)
shapes.add("permute", lambda a: a.permute(2, 0, 1), dtypes=EVERY, shapes=lambda: [any_shape(3, 3)])
shapes.add("unsqueeze", lambda a: a.unsqueeze(1), **everywhere)
shapes.add("squeeze", lambda a: a.unsqueeze(0).squeeze(0), **everywhere)
shapes.add("expand", lambda a: a.unsqueeze(0).expand(3, *a.shape), **everywhere)
shapes.add("repeat", lambda a: a.repeat(2, 3), dtypes=EVERY, shapes=lambda: [any_shape(2, 2)])
shapes.add("repeat_interleave", lambda a: a.repeat_interleave(2, 1), **everywhere)
shapes.add("narrow", lambda a: a.narrow(0, 1, 2), dtypes=EVERY, shapes=lambda: [[between(3, 5), 2]])
shapes.add("select", lambda a: a.select(1, 0), **everywhere)
shapes.add("diagonal", lambda a: a.diagonal(), **everywhere)
shapes.add("diag_embed", lambda a: a.diag_embed(), **everywhere)
shapes.add("tril", lambda a: a.tril(1), **everywhere)
shapes.add("triu", lambda a: a.triu(), **everywhere)
shapes.add("flip", lambda a: a.flip(0, 1), **everywhere)
shapes.add("roll", lambda a: a.roll(2, 0), **everywhere)
shapes.add("unfold", lambda a: a.unfold(0, 2, 1), dtypes=EVERY, shapes=lambda: [[5, 2]])
shapes.add("cat", lambda a, b: torch.cat([a, b], 1), dtypes=EVERY, shapes=lambda: [[2, between(1, 3)], [2, between(1, 3)]])
shapes.add("stack", lambda a, b: torch.stack([a, b], 1), dtypes=EVERY, shapes=lambda: [any_shape(2, 2)] * 2)
shapes.add("split", lambda a: a.split(2), dtypes=EVERY, shapes=lambda: [[between(3, 5), 2]])
shapes.add("chunk", lambda a: a.chunk(3, 1), dtypes=EVERY, shapes=lambda: [[2, 7]])
shapes.add("unbind", lambda a: a.unbind(1), **everywhere)
shapes.add("pad", lambda a: torch.nn.functional.pad(a, [1, 2], value=0.5), **some)
shapes.add("meshed", lambda a: a[:, None] - a[None, :], shapes=lambda: [[4]])

indexing = Family("indexing")


def places(count, top):
    return torch.randint(0, top, [count], generator=__import__("families").generator)


def table(*more):
    """A matrix of (5, 3) and what an operator needs beside it."""
    return lambda dtype: [draw([5, 3], dtype, "any")] + [make(dtype) for make in more]


rows = (lambda dtype: places(4, 5))
cells = (lambda dtype: places(6, 3).view(2, 3))
indexing.add("index_number", lambda a: a[-2], dtypes=EVERY, inputs=table())
indexing.add("index_slice", lambda a: a[1:4:2, 1:], dtypes=EVERY, inputs=table())
indexing.add("index_ellipsis", lambda a: a[..., 0], dtypes=EVERY, inputs=table())
indexing.add("index_tensor", lambda a, i: a[i], dtypes=EVERY, inputs=table(rows))
indexing.add("index_column", lambda a, i: a[:, i], dtypes=EVERY, inputs=table(lambda dtype: places(4, 3)))
indexing.add("index_mask", lambda a: a[a > 0], dtypes=NUMBERS, inputs=table())
indexing.add("index_select", lambda a, i: a.index_select(0, i), dtypes=EVERY, inputs=table(rows))
indexing.add("gather", lambda a, i: a.gather(0, i), dtypes=EVERY, inputs=table(cells))
indexing.add("scatter", lambda a, i, b: a.scatter(0, i, b), dtypes=FLOATS,
             inputs=table(lambda dtype: torch.tensor([[0, 1, 2], [3, 4, 0]]), lambda dtype: draw([2, 3], dtype, "any")))
indexing.add("scatter_add", lambda a, i, b: a.scatter_add(0, i, b), dtypes=NUMBERS,
             inputs=table(cells, lambda dtype: draw([2, 3], dtype, "any")))
indexing.add("index_add", lambda a, i, b: a.index_add(0, i, b, alpha=2), dtypes=FLOATS,
             inputs=table(rows, lambda dtype: draw([4, 3], dtype, "any")))
indexing.add("masked_fill", lambda a: a.masked_fill(a > 0, 3), dtypes=NUMBERS, inputs=table())
indexing.add("masked_select", lambda a: a.masked_select(a > 0), dtypes=NUMBERS, inputs=table())
indexing.add("take", lambda a, i: a.take(i), dtypes=NUMBERS, inputs=table(rows))
indexing.add("sort", lambda a: a.sort(1, descending=True), inputs=table())
indexing.add("argsort", lambda a: a.argsort(0), inputs=table(), gradient=False)
indexing.add("topk", lambda a: a.topk(2, 1), inputs=table())
indexing.add("kthvalue", lambda a: a.kthvalue(2, 1), inputs=table())
indexing.add("nonzero", lambda a: (a > 0).nonzero(), dtypes=NUMBERS, inputs=table(), gradient=False)
indexing.add("bincount", lambda a, i: i.bincount(minlength=7), dtypes=FLOATS, inputs=table(rows), gradient=False)
