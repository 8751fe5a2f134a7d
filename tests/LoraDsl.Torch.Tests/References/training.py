"""Optimisers step for step, learning rates epoch for epoch."""

import torch

STEPS = 50
EPOCHS = 40
adam = {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-6}

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
}

SCHEDULERS = {
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, 3, 0.5),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 8, 0.01),
    "linear": lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.25, 0.75, 5),
    "lambda": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda epoch: 1.0 / (epoch + 1)),
}


def loss(parameters):
    """No optimum in common, no symmetry: curvatures 1 and 3, a wave on top."""
    return sum((scale * p * p / 2 + p.sin()).sum() for scale, p in zip((1.0, 3.0), parameters))


def optimizers():
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


def schedulers():
    for name, make in SCHEDULERS.items():
        groups = [{"params": [torch.nn.Parameter(torch.zeros(1))], "lr": rate} for rate in (0.4, 0.1)]
        optimizer = torch.optim.SGD(groups, lr=1)
        scheduler, rates = make(optimizer), []
        for _ in range(EPOCHS):
            rates.append([group["lr"] for group in optimizer.param_groups])
            optimizer.step()
            scheduler.step()
        yield {"op": name, "inputs": [], "outputs": [torch.tensor(rates, dtype=torch.float64)], "gradients": []}
