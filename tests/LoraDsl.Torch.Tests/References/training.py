"""Optimisers step for step, learning rates epoch for epoch."""

import math

import torch
from torch.optim import lr_scheduler as schedule

STEPS = 50
EPOCHS = 40
adam = {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-6}

class NAdam(torch.optim.Optimizer):
    """The formula of the documentation: the product of the next step has one factor more. PyTorch 1.13 has one too many."""

    def __init__(self, parameters, lr, betas, eps, weight_decay=0, momentum_decay=4e-3):
        super().__init__(parameters, {})
        self.settings = lr, *betas, eps, weight_decay, momentum_decay

    @torch.no_grad()
    def step(self):
        lr, beta1, beta2, eps, weight_decay, momentum_decay = self.settings
        for p in self.param_groups[0]["params"]:
            state = self.state[p]
            g = p.grad + weight_decay * p
            t = state["t"] = state.get("t", 0) + 1
            now, following = (beta1 * (1 - 0.5 * 0.96 ** (k * momentum_decay)) for k in (t, t + 1))
            product = state["product"] = state.get("product", 1) * now
            m = state["m"] = beta1 * state.get("m", 0) + (1 - beta1) * g
            v = state["v"] = beta2 * state.get("v", 0) + (1 - beta2) * g * g
            direction = following * m / (1 - product * following) + (1 - now) * g / (1 - product)
            p -= lr * direction / ((v / (1 - beta2**t)).sqrt() + eps)


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "sgd momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "sgd dampening": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.3),
    "sgd nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "sgd weight decay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.5, weight_decay=0.1),
    "sgd maximize": lambda p: torch.optim.SGD(p, lr=0.001, momentum=0.5, maximize=True),
    "adam": lambda p: torch.optim.Adam(p, **adam),
    "adam weight decay": lambda p: torch.optim.Adam(p, weight_decay=0.1, **adam),
    "adam amsgrad": lambda p: torch.optim.Adam(p, amsgrad=True, **adam),
    "adamw": lambda p: torch.optim.AdamW(p, weight_decay=0.0, **adam),
    "adamw weight decay": lambda p: torch.optim.AdamW(p, weight_decay=0.1, **adam),
    "adamw amsgrad": lambda p: torch.optim.AdamW(p, weight_decay=0.1, amsgrad=True, **adam),
    "adamw maximize": lambda p: torch.optim.AdamW(p, weight_decay=0.1, maximize=True, **adam),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.02, alpha=0.9),
    "rmsprop momentum": lambda p: torch.optim.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-6, momentum=0.8, weight_decay=0.1),
    "rmsprop centered": lambda p: torch.optim.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-3, momentum=0.5, centered=True),
    "rmsprop maximize": lambda p: torch.optim.RMSprop(p, lr=0.001, maximize=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
    "adagrad decay": lambda p: torch.optim.Adagrad(p, lr=0.1, lr_decay=0.05, weight_decay=0.1, initial_accumulator_value=0.2, eps=1e-6),
    "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0),
    "adadelta decay": lambda p: torch.optim.Adadelta(p, lr=0.5, rho=0.8, eps=1e-4, weight_decay=0.1, maximize=True),
    "adamax": lambda p: torch.optim.Adamax(p, **adam),
    "adamax decay": lambda p: torch.optim.Adamax(p, weight_decay=0.1, **adam),
    "nadam": lambda p: NAdam(p, **adam),
    "nadam decay": lambda p: NAdam(p, weight_decay=0.1, momentum_decay=0.05, **adam),
    "radam": lambda p: torch.optim.RAdam(p, **adam),
    "radam decay": lambda p: torch.optim.RAdam(p, weight_decay=0.1, **adam),
    "rprop": lambda p: torch.optim.Rprop(p, lr=0.05),
    "rprop bounds": lambda p: torch.optim.Rprop(p, lr=0.05, etas=(0.6, 1.4), step_sizes=(1e-3, 0.2), maximize=False),
    "rprop maximize": lambda p: torch.optim.Rprop(p, lr=0.001, maximize=True),
    "asgd": lambda p: torch.optim.ASGD(p, lr=0.05),
    "asgd averaged": lambda p: torch.optim.ASGD(p, lr=0.05, lambd=0.01, alpha=0.6, t0=10, weight_decay=0.1),
    "asgd maximize": lambda p: torch.optim.ASGD(p, lr=0.001, maximize=True),
}

SCHEDULERS = {
    "step": lambda o: schedule.StepLR(o, 3, 0.5),
    "cosine": lambda o: schedule.CosineAnnealingLR(o, 8, 0.01),
    "linear": lambda o: schedule.LinearLR(o, 0.25, 0.75, 5),
    "lambda": lambda o: schedule.LambdaLR(o, lambda epoch: 1.0 / (epoch + 1)),
    "multiplicative": lambda o: schedule.MultiplicativeLR(o, lambda epoch: 1 - 0.5 / (epoch + 1)),
    "exponential": lambda o: schedule.ExponentialLR(o, 0.9),
    "milestones": lambda o: schedule.MultiStepLR(o, [3, 7, 20], 0.5),
    "constant": lambda o: schedule.ConstantLR(o, 0.25, 5),
    "polynomial": lambda o: schedule.PolynomialLR(o, 30, 2),
    "chained": lambda o: schedule.ChainedScheduler([schedule.ConstantLR(o, 0.25, 5), schedule.ExponentialLR(o, 0.9)]),
    "sequential": lambda o: schedule.SequentialLR(o, [schedule.LinearLR(o, 0.25, 1, 4), schedule.CosineAnnealingLR(o, 20)], [5]),
    "sequential three": lambda o: schedule.SequentialLR(o, [schedule.ConstantLR(o, 0.1, 2), schedule.StepLR(o, 2), schedule.ExponentialLR(o, 0.9)], [3, 9]),
    "cyclic": lambda o: schedule.CyclicLR(o, 0.1, 0.9, step_size_up=3, step_size_down=2),
    "cyclic halving": lambda o: schedule.CyclicLR(o, [0.1, 0.2], [0.9, 0.8], 4, mode="triangular2", base_momentum=0.7, max_momentum=0.95),
    "cyclic fading": lambda o: schedule.CyclicLR(o, 0.1, 0.9, step_size_up=3, mode="exp_range", gamma=0.95, cycle_momentum=False),
    "cyclic scaled": lambda o: schedule.CyclicLR(o, 0.1, 0.9, step_size_up=3, scale_fn=lambda x: 1 / (x + 1), scale_mode="iterations"),
    "one cycle": lambda o: schedule.OneCycleLR(o, 0.5, total_steps=50),
    "one cycle between steps": lambda o: schedule.OneCycleLR(o, 0.5, total_steps=41),
    "one cycle straight": lambda o: schedule.OneCycleLR(o, [0.5, 0.3], epochs=9, steps_per_epoch=5, pct_start=0.2, anneal_strategy="linear", div_factor=10, final_div_factor=100),
    "one cycle three phases": lambda o: schedule.OneCycleLR(o, 0.5, total_steps=50, three_phase=True, base_momentum=0.7, max_momentum=0.9),
    "plateau": lambda o: schedule.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=1),
    "plateau greatest": lambda o: schedule.ReduceLROnPlateau(o, "max", 0.5, patience=1, threshold=0.05, threshold_mode="abs", min_lr=[0.05, 0.01]),
}


def loss(parameters):
    """No optimum in common, no symmetry: curvatures 1 and 3, a wave on top."""
    return sum((scale * p * p / 2 + p.sin()).sum() for scale, p in zip((1.0, 3.0), parameters))


def optimizers():
    # ASGD keeps numbers in tensors of the default type.
    torch.set_default_dtype(torch.float64)
    for name, make in OPTIMIZERS.items():
        start = [torch.tensor([1.5, -0.7, 0.3], dtype=torch.float64), torch.tensor([[2.0], [-1.0]], dtype=torch.float64)]
        parameters = [torch.nn.Parameter(value.clone()) for value in start]
        optimizer, path = make(parameters), []
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss(parameters).backward()
            optimizer.step()
            path.append(torch.cat([p.detach().reshape(-1) for p in parameters]))
        yield {"op": name, "inputs": start, "outputs": [torch.stack(path)], "gradients": []}
    torch.set_default_dtype(torch.float32)


def measured(epoch):
    """What a plateau is found in: falling, with a wave on top."""
    return 2 / (1 + epoch) + 0.1 * math.cos(epoch)


def schedulers():
    for name, make in SCHEDULERS.items():
        groups = [{"params": [torch.nn.Parameter(torch.zeros(1))], "lr": rate} for rate in (0.4, 0.1)]
        optimizer = torch.optim.SGD(groups, lr=1)
        scheduler, rates, momenta = make(optimizer), [], []
        for epoch in range(EPOCHS):
            rates.append([group["lr"] for group in optimizer.param_groups])
            momenta.append([group["momentum"] for group in optimizer.param_groups])
            optimizer.step()
            scheduler.step(*([measured(epoch)] if isinstance(scheduler, schedule.ReduceLROnPlateau) else []))
        outputs = [torch.tensor(numbers, dtype=torch.float64) for numbers in (rates, momenta)]
        yield {"op": name, "inputs": [], "outputs": outputs, "gradients": []}
