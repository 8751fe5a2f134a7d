"""Extremes, moments, distinct elements, searching, integrals."""

import torch

from families import EVERY, FLOATS, HALVES, INTEGERS, NUMBERS, Family, any_shape, between, draw

extremes = Family("extremes")
some = {"shapes": lambda: [any_shape(2, 4)]}
table = {"shapes": lambda: [[3, 5]]}

extremes.add("amax_kept", lambda a: a.amax([0, 1], keepdim=True), dtypes=NUMBERS, **some)
extremes.add("amin_kept", lambda a: a.amin([0, -1], keepdim=True), dtypes=NUMBERS, **some)
extremes.add("amax_all", lambda a: torch.amax(a, []), dtypes=NUMBERS)
extremes.add("aminmax", lambda a: a.aminmax(), dtypes=NUMBERS, gradient=False, **some)
extremes.add("aminmax_dim", lambda a: a.aminmax(dim=1, keepdim=True), gradient=False, **some)
extremes.add("cummax", lambda a: a.cummax(1), dtypes=FLOATS + INTEGERS, **some)
extremes.add("cummin", lambda a: a.cummin(0), dtypes=FLOATS + INTEGERS, **some)
extremes.add("mode", lambda a: a.round().mode(1), **table)
extremes.add("kthvalue", lambda a: a.kthvalue(2, 1, keepdim=True), **table)
extremes.add("std_mean", lambda a: torch.std_mean(a, [0, 2], unbiased=False, keepdim=True), shapes=lambda: [[3, 4, 2]])
extremes.add("std_mean_dim", lambda a: torch.std_mean(a, 1), **table)
extremes.add("var_mean", lambda a: torch.var_mean(a, [0, 1], keepdim=True), shapes=lambda: [[3, 4, 2]])
extremes.add("var_mean_dim", lambda a: torch.var_mean(a, -1, unbiased=False), **table)
extremes.add("nanmean", lambda a: torch.where(a > 2, torch.full_like(a, float("nan")), a).nanmean(), **table)
extremes.add("nanmean_dim", lambda a: torch.where(a > 2, torch.full_like(a, float("nan")), a).nanmean(1, True), **table)
extremes.add("unique", lambda a: torch.unique(a.round(), return_inverse=True, return_counts=True), dtypes=FLOATS, gradient=False, **table)
extremes.add("unique_integers", lambda a: torch.unique(a, return_inverse=True, return_counts=True), dtypes=INTEGERS, gradient=False, **table)
extremes.add("unique_dim", lambda a: torch.unique(a.sign(), return_inverse=True, return_counts=True, dim=1), gradient=False, shapes=lambda: [[2, 9]])
extremes.add("unique_consecutive", lambda a: torch.unique_consecutive(a.sign(), return_inverse=True, return_counts=True), gradient=False, shapes=lambda: [[12]])
extremes.add("unique_consecutive_dim", lambda a: torch.unique_consecutive(a.sign(), return_counts=True, dim=0)[0], gradient=False, shapes=lambda: [[8, 1]])
extremes.add("searchsorted", lambda a, b: torch.searchsorted(a.sort(-1)[0], b), dtypes=NUMBERS, gradient=False, shapes=lambda: [[2, 6], [2, 4]])
extremes.add("searchsorted_right", lambda a, b: torch.searchsorted(a.round().sort(-1)[0], b.round(), right=True, out_int32=False), gradient=False, shapes=lambda: [[6], [4]])
extremes.add("searchsorted_sorter", lambda a, b: torch.searchsorted(a, b, sorter=a.argsort()), gradient=False, shapes=lambda: [[6], [4]])
extremes.add("histogram", lambda a: torch.histogram(a, 5, range=(-2.0, 2.0)), gradient=False, shapes=lambda: [[40]])
extremes.add("histogram_weighted", lambda a, w: torch.histogram(a, 4, weight=w, density=True), gradient=False, shapes=lambda: [[20], [20]])
extremes.add("histogram_between", lambda a: torch.histogram(a, torch.tensor([-2, -0.5, 1, 2], dtype=a.dtype)), gradient=False, shapes=lambda: [[30]])

extremes.add("trapezoid", lambda a: torch.trapezoid(a, dx=0.5, dim=0), **table)
extremes.add("trapezoid_between", lambda a, x: torch.trapezoid(a, x), shapes=lambda: [[3, 5], [5]])
extremes.add("cumulative_trapezoid", lambda a: torch.cumulative_trapezoid(a, dx=2), **table)
extremes.add("cumulative_trapezoid_between", lambda a, x: torch.cumulative_trapezoid(a, x, dim=0), shapes=lambda: [[3, 5], [3, 1]])
extremes.add("gradient", lambda a: torch.gradient(a, spacing=2), shapes=lambda: [[4, 5]])
extremes.add("gradient_dim", lambda a: torch.gradient(a, spacing=1, dim=1, edge_order=2), shapes=lambda: [[4, 5]])
extremes.add("gradient_dims", lambda a: torch.gradient(a, spacing=3, dim=[1, 0]), shapes=lambda: [[4, 5]])

extremes.add("arctan", lambda a: a.arctan())
extremes.add("arctan_two", lambda a, b: torch.arctan2(a, b), shapes=lambda: [[3, 4], [3, 4]])
extremes.add("gelu_tanh", lambda a: torch.nn.functional.gelu(a, approximate="tanh"))
extremes.add("prelu", lambda a, w: torch.prelu(a, w), shapes=lambda: [[3, 4, 2], [4]])
extremes.add("rrelu", lambda a: torch.rrelu(a, 0.1, 0.3))
extremes.add("polygamma", lambda a: torch.polygamma(1, a), kind="positive")
extremes.add("frexp", lambda a: [(m := torch.frexp(a))[0], m[1].to(torch.int64)], gradient=False, dtypes=FLOATS + HALVES)
extremes.add("complex", lambda a, b: torch.view_as_real(torch.complex(a, b) * torch.complex(b, a)), shapes=lambda: [[3, 4], [3, 4]])
extremes.add("polar", lambda a, b: torch.view_as_real(torch.polar(a, b)), kind="positive", shapes=lambda: [[3, 4], [3, 4]])
extremes.add("real_imag", lambda a: [(c := torch.view_as_complex(a)).real, c.imag], shapes=lambda: [[3, 4, 2]])
