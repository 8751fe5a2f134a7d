"""Splits, stacks, rolls, and what picks elements along a dimension."""

import torch

from families import EVERY, FLOATS, Family, any_shape, between, draw, generator

rearranging = Family("rearranging")
cube = {"dtypes": EVERY, "shapes": lambda: [[4, 6, 4]]}
pair = {"dtypes": EVERY, "shapes": lambda: [[2, 3], [2, 3]]}
vectors = {"dtypes": EVERY, "shapes": lambda: [[3], [3]]}


def squeezed(a, dim=None):
    a = a.clone().unsqueeze(1).unsqueeze(0)
    return a.squeeze_() if dim is None else a.squeeze_(dim)


def shuffled(a):
    """The values are PyTorch's; its operator has no derivative."""
    by_hand = a.reshape(a.shape[0], 3, a.shape[1] // 3, -1).transpose(1, 2).reshape(a.shape)
    assert by_hand.equal(torch.channel_shuffle(a.detach(), 3))
    return by_hand


rearranging.add("squeeze_in_place", lambda a: squeezed(a), **cube)
rearranging.add("squeeze_in_place_dim", lambda a: squeezed(a, 2), **cube)
rearranging.add("roll_pair", lambda a: a.roll((1, -2), (0, 1)), **cube)
rearranging.add("roll_triple", lambda a: a.roll((1, -2, 3), (2, 1, 0)), **cube)
rearranging.add("atleast_1d", lambda a: torch.atleast_1d(a.sum()), dtypes=FLOATS)
rearranging.add("atleast_2d", lambda a: torch.atleast_2d(a), dtypes=EVERY, shapes=lambda: [[3]])
rearranging.add("atleast_3d", lambda a: torch.atleast_3d(a), dtypes=EVERY, shapes=lambda: [[3, 2]])
rearranging.add("atleast_all", lambda a, b: torch.atleast_2d(a, b), **vectors)
rearranging.add("channel_shuffle", shuffled, **cube)
rearranging.add("tensordot_pairs", lambda a, b: torch.tensordot(a, b, ([0, 2], [1, 0])), shapes=lambda: [[2, 3, 4], [4, 2, 5]])
rearranging.add("take_along_dim", lambda a, i: torch.take_along_dim(a, i, 1), dtypes=EVERY,
                inputs=lambda dtype: [draw([3, 4], dtype, "any"), torch.randint(0, 4, [3, 2], generator=generator)])
rearranging.add("take_along_all", lambda a, i: torch.take_along_dim(a, i), dtypes=EVERY,
                inputs=lambda dtype: [draw([3, 4], dtype, "any"), torch.randint(0, 12, [5], generator=generator)])
rearranging.add("nonzero_as_list", lambda a: (a > 0).nonzero(as_tuple=True), dtypes=FLOATS, gradient=False, shapes=lambda: [[3, 4]])
rearranging.add("moveaxis_pair", lambda a: torch.moveaxis(a, (0, 1), (2, 0)), **cube)
rearranging.add("moveaxis_triple", lambda a: torch.moveaxis(a, (0, 1, 2), (1, 2, 0)), **cube)
rearranging.add("split_sizes", lambda a: a.split([1, 3]), **cube)
rearranging.add("tensor_split", lambda a: torch.tensor_split(a, torch.tensor([1, 3]), dim=1), **cube)
rearranging.add("hsplit", lambda a: torch.hsplit(a, 3), **cube)
rearranging.add("hsplit_at", lambda a: torch.hsplit(a, [1, 4]), **cube)
rearranging.add("vsplit", lambda a: torch.vsplit(a, 2), **cube)
rearranging.add("vsplit_at", lambda a: torch.vsplit(a, [1, 3]), **cube)
rearranging.add("dsplit", lambda a: torch.dsplit(a, 2), **cube)
rearranging.add("dsplit_at", lambda a: torch.dsplit(a, [1, 2, 3]), **cube)
rearranging.add("hstack", lambda a, b: torch.hstack([a, b]), **pair)
rearranging.add("vstack", lambda a, b: torch.vstack([a, b]), **pair)
rearranging.add("row_stack", lambda a, b: torch.row_stack([a, b]), **vectors)
rearranging.add("column_stack", lambda a, b: torch.column_stack([a, b]), **vectors)
rearranging.add("dstack", lambda a, b: torch.dstack([a, b]), **pair)
rearranging.add("block_diag", lambda a, b: torch.block_diag(a, b), **pair)
rearranging.add("cartesian_prod", lambda a, b: torch.cartesian_prod(a, b), **vectors)
rearranging.add("combinations", lambda a: torch.combinations(a, 2), dtypes=EVERY, shapes=lambda: [[4]])
rearranging.add("combinations_repeated", lambda a: torch.combinations(a, 3, True), dtypes=EVERY, shapes=lambda: [[3]])
rearranging.add("meshgrid", lambda a, b: torch.meshgrid(a, b, indexing="ij"), **vectors)
rearranging.add("meshgrid_xy", lambda a, b: torch.meshgrid(a, b, indexing="xy"), dtypes=EVERY, shapes=lambda: [[3], [2]])
rearranging.add("chain_matmul", lambda a, b, c: torch.linalg.multi_dot([a, b, c]), shapes=lambda: [[2, 3], [3, 4], [4, 2]])
rearranging.add("tril_indices", lambda a: torch.tril_indices(4, 3, 1), gradient=False, shapes=lambda: [[1]])
rearranging.add("triu_indices", lambda a: torch.triu_indices(3, 4, -1), gradient=False, shapes=lambda: [[1]])
rearranging.add("windows", lambda a: [torch.bartlett_window(7), torch.blackman_window(7, False), torch.hann_window(8), torch.hamming_window(6, True, 0.6, 0.3), torch.kaiser_window(5, False, 4)], gradient=False, shapes=lambda: [[1]], dtypes=[torch.float32])
rearranging.add("sparse", lambda a: [(s := (a.relu()).to_sparse()).indices(), s.values(), s.to_dense()], gradient=False, dtypes=FLOATS, shapes=lambda: [[3, 4]])
rearranging.add("sparse_of", lambda a: torch.sparse_coo_tensor(torch.tensor([[0, 2, 2], [1, 0, 0]]), a, [3, 2]).to_dense(), dtypes=FLOATS, shapes=lambda: [[3]])
