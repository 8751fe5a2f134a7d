"""A training step of the sample's transformer: zero_grad, forward, loss, backward, AdamW."""

import math

import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    def __init__(self, size, hidden, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, hidden), nn.Linear(hidden, size)
        self.attention_norm, self.mlp_norm = nn.LayerNorm(size), nn.LayerNorm(size)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads).transpose(1, 2)

    def mix(self, q, k, v):
        shape = q.shape
        q, k, v = self.split(q), self.split(k), self.split(v)
        weights = functional.softmax(q.matmul(k.transpose(-1, -2)).mul(1 / math.sqrt(shape[2] // self.heads)), dim=-1)
        return weights.matmul(v).transpose(1, 2).reshape(shape)

    def forward(self, x):
        normed = self.attention_norm(x)
        attended = x + self.output(self.mix(self.query(normed), self.key(normed), self.value(normed)))
        return attended + self.down(functional.gelu(self.up(self.mlp_norm(attended))))


class Transformer(nn.Module):
    def __init__(self, height, width, patch_height, patch_width, size, hidden, heads, depth, classes):
        super().__init__()
        self.patches = (height // patch_height, patch_height, width // patch_width, patch_width)
        self.projection = nn.Linear(patch_height * patch_width, size)
        self.positions = nn.Parameter(torch.randn(height // patch_height * (width // patch_width), size) * 0.02)
        self.blocks = nn.ModuleList(Block(size, hidden, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(size)
        self.head = nn.Linear(size, classes)

    def forward(self, images):
        rows, patch_height, columns, patch_width = self.patches
        patches = images.view(-1, *self.patches).permute(0, 1, 3, 2, 4)
        tokens = self.projection(patches.reshape(-1, rows * columns, patch_height * patch_width)) + self.positions
        for block in self.blocks:
            tokens = block(tokens)
        return self.head(self.norm(tokens).mean([1]))


class TrainStep:
    def __init__(self, settings):
        # Image height and width, patch height and width, width, hidden, heads, depth, classes, batch.
        *shape, batch = settings["shape"]
        self.device = torch.device(settings["device"])
        torch.manual_seed(1)
        self.model = Transformer(*shape).to(self.device)
        # The foreach form is Python's fastest here; it is what PyTorch 2 takes by itself on a GPU.
        self.optimizer = torch.optim.AdamW(self.model.parameters(), 1e-3, weight_decay=0.01, foreach=True)
        self.images = torch.randn(batch, *shape[:2], device=self.device)
        self.labels = torch.randint(0, shape[-1], [batch], device=self.device)

    def step(self):
        self.optimizer.zero_grad()
        loss = functional.cross_entropy(self.model(self.images), self.labels)
        loss.backward()
        self.optimizer.step()
        loss.item()


open = TrainStep
