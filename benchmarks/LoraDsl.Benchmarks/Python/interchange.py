"""PEFT's side of an exchange of adapters: three linear layers, read from or written to a folder by PEFT itself.

The base is drawn from the same seed as in C#, in the same order.
"""

import torch
from torch import nn
from torch.nn import functional

import digest


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second, self.third = nn.Linear(24, 40), nn.Linear(40, 32), nn.Linear(32, 10)

    def forward(self, x):
        return self.third(functional.gelu(self.second(functional.gelu(self.first(x)))))


class Interchange:
    device = torch.device("cpu")

    def __init__(self, settings):
        # First of all, so that a missing PEFT is found when this is opened.
        import peft

        base = Base()
        torch.manual_seed(settings["seed"])
        with torch.no_grad():
            for layer in (base.first, base.second, base.third):
                layer.weight.copy_(torch.randn(layer.weight.shape) * 0.2)
                layer.bias.copy_(torch.randn(layer.bias.shape) * 0.2)
        self.x = torch.randn(16, 24)
        folder = settings["folder"]
        if settings["writes"]:
            self.model = self.adapted(peft, base, settings)
            self.model.save_pretrained(folder)
        else:
            self.model = peft.PeftModel.from_pretrained(base, folder)
        self.model.eval()

    def adapted(self, peft, base, settings):
        config = peft.LoraConfig(
            r=8,
            lora_alpha=16,
            target_modules=["first", "second", "third"],
            rank_pattern={"second": 4, "third": 2},
            alpha_pattern={"third": 6},
            use_rslora=settings["rank_stabilized"],
        )
        model = peft.get_peft_model(base, config)
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if "lora_" in name:
                    parameter.copy_(torch.randn(parameter.shape) * 0.3)
        return model

    def check(self):
        with torch.no_grad():
            return {"y": digest.of(self.model(self.x))}


open = Interchange
