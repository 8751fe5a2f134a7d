"""More of linear algebra: tolerances, condition numbers, solutions from factors."""

import torch

from families import Family
from networks import square, symmetric

factors = Family("factors")
wide = {"shapes": lambda: [[2, 4, 3]]}

factors.add("pinv_tolerance", lambda a: torch.linalg.pinv(a, atol=torch.tensor([0.5, 1.5], dtype=a.dtype), rtol=torch.tensor(0.0, dtype=a.dtype)), gradient=False, **wide)
factors.add("matrix_rank_tolerance", lambda a: torch.linalg.matrix_rank(a, atol=torch.tensor([0.5, 2.5], dtype=a.dtype), rtol=torch.tensor(0.0, dtype=a.dtype)), gradient=False, **wide)
factors.add("cond", lambda a: torch.linalg.cond(a), inputs=square())
factors.add("cond_one", lambda a: torch.linalg.cond(a, 1), inputs=square(), gradient=False)
factors.add("cond_half", lambda a: torch.linalg.cond(a, float("inf")), inputs=square(), gradient=False)
factors.add("cond_frobenius", lambda a: torch.linalg.cond(a, "fro"), inputs=square(), gradient=False)
factors.add("vecdot", lambda a, b: torch.linalg.vecdot(a, b, dim=0), shapes=lambda: [[3, 4], [3, 1]])
factors.add("solve_ex", lambda a, b: [(s := torch.linalg.solve_ex(a, b))[0], s[1].to(torch.int64)], inputs=square([3, 2]))
factors.add("lu_solve", lambda a, b: torch.linalg.lu_solve(*torch.linalg.lu_factor(a), b), inputs=square([3, 2]))
factors.add("lu_solve_right", lambda a, b: torch.linalg.lu_solve(*torch.linalg.lu_factor(a), b, left=False, adjoint=True), inputs=square([2, 3]))
factors.add("ldl", lambda a, b: torch.linalg.ldl_solve(*torch.linalg.ldl_factor(symmetric(a)), b), gradient=False, inputs=square([3, 2]))
factors.add("vander", lambda a: torch.linalg.vander(a, N=4), shapes=lambda: [[3]])
factors.add("vander_square", lambda a: torch.linalg.vander(a), shapes=lambda: [[3]])
factors.add("lu", lambda a: [(f := torch.lu(a, get_infos=True))[0], f[1].to(torch.int64), f[2].to(torch.int64)], gradient=False, inputs=square())
factors.add("lu_unpack", lambda a: torch.lu_unpack(*torch.linalg.lu_factor(a)), inputs=square())
factors.add("geqrf", lambda a: torch.geqrf(a), gradient=False, shapes=lambda: [[4, 3]])
factors.add("orgqr", lambda a: torch.orgqr(*torch.geqrf(a)), gradient=False, shapes=lambda: [[4, 3]])
factors.add("ormqr", lambda a, b: torch.ormqr(*torch.geqrf(a), b, left=True, transpose=True), gradient=False, shapes=lambda: [[4, 3], [4, 2]])
factors.add("lstsq", lambda a, b: torch.linalg.lstsq(a, b)[0], shapes=lambda: [[5, 3], [5, 2]])
