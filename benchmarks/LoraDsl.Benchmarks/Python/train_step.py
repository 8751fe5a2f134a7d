"""A training step of the sample's transformer: zero_grad, forward, loss, backward, AdamW.

Arguments: image height and width, patch height and width, width, hidden, heads, depth, classes, batch, threads, device.
For every number read from a line of standard input it does that many iterations and prints the median seconds of one.
"""

import math
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional

numbers = [int(value) for value in sys.argv[1:12]]
height, width, patch_height, patch_width, size, hidden, heads, depth, classes, batch, threads = numbers
device = torch.device(sys.argv[12])
rows, columns = height // patch_height, width // patch_width
torch.set_num_threads(threads)
torch.manual_seed(1)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, hidden), nn.Linear(hidden, size)
        self.attention_norm, self.mlp_norm = nn.LayerNorm(size), nn.LayerNorm(size)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], heads, size // heads).transpose(1, 2)

    def mix(self, q, k, v):
        shape = q.shape
        q, k, v = self.split(q), self.split(k), self.split(v)
        weights = functional.softmax(q.matmul(k.transpose(-1, -2)).mul(1 / math.sqrt(size // heads)), dim=-1)
        return weights.matmul(v).transpose(1, 2).reshape(shape)

    def forward(self, x):
        normed = self.attention_norm(x)
        attended = x + self.output(self.mix(self.query(normed), self.key(normed), self.value(normed)))
        return attended + self.down(functional.gelu(self.up(self.mlp_norm(attended))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.projection = nn.Linear(patch_height * patch_width, size)
        self.positions = nn.Parameter(torch.randn(rows * columns, size) * 0.02)
        self.blocks = nn.ModuleList(Block() for _ in range(depth))
        self.norm = nn.LayerNorm(size)
        self.head = nn.Linear(size, classes)

    def forward(self, images):
        patches = images.view(-1, rows, patch_height, columns, patch_width).permute(0, 1, 3, 2, 4)
        tokens = self.projection(patches.reshape(-1, rows * columns, patch_height * patch_width)) + self.positions
        for block in self.blocks:
            tokens = block(tokens)
        return self.head(self.norm(tokens).mean([1]))


model = Transformer().to(device)
# The foreach form is Python's fastest here; it is what PyTorch 2 takes by itself on a GPU.
optimizer = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=0.01, foreach=True)
images = torch.randn(batch, height, width, device=device)
labels = torch.randint(0, classes, [batch], device=device)


def step():
    optimizer.zero_grad()
    loss = functional.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    loss.item()


for line in sys.stdin:
    seconds = []
    for _ in range(int(line)):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    print(statistics.median(seconds), flush=True)
