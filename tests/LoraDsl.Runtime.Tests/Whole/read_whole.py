"""Applies an adapter of Linear layers to its base as PEFT does, in float64 and without PEFT: modules_to_save, bias, lora_bias."""
import json, re, struct, sys
import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64}


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(bytearray(data[8 + length + begin:8 + length + end]), dtype=TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"]).double()
    return tensors


folder = sys.argv[1]
with open(folder + "/adapter/adapter_config.json") as file:
    config = json.load(file)
saved = read(folder + "/adapter/adapter_model.safetensors")
state = read(folder + "/base.safetensors")
scaling = config["lora_alpha"] / config["r"]
whole = config["modules_to_save"] or []
adapted = set()
for name in list(saved):
    match = re.match(r"base_model\.model\.(.+)\.lora_A\.weight$", name)
    if match:
        path = match.group(1)
        assert path in config["target_modules"] and not any(path.endswith(module) for module in whole), path
        a, b = saved.pop(name), saved.pop(name.replace("lora_A", "lora_B"))
        state[path + ".weight"] = state[path + ".weight"] + scaling * (b @ a)
        adapted.add(path)
for path in adapted:
    bias = saved.pop("base_model.model.%s.base_layer.bias" % path, None)
    assert (bias is not None) == (config["bias"] != "none"), path
    if bias is not None:
        state[path + ".bias"] = bias
    shift = saved.pop("base_model.model.%s.lora_B.bias" % path, None)
    assert (shift is not None) == config.get("lora_bias", False), path
    if shift is not None:
        state[path + ".bias"] = state[path + ".bias"] + scaling * shift
for name, values in saved.items():
    key = re.match(r"base_model\.model\.(.+)$", name).group(1)
    assert key in state and values.shape == state[key].shape, key
    assert any(re.match(r"(.*\.)?%s(\..*)?$" % re.escape(module), key.rsplit(".", 1)[0]) for module in whole) or (
        config["bias"] == "all" and key.endswith(".bias")), key
    state[key] = values
header, at = {}, 0
for name, tensor in state.items():
    header[name] = {"dtype": "F64", "shape": list(tensor.shape), "data_offsets": [at, at + tensor.numel() * 8]}
    at += tensor.numel() * 8
text = json.dumps(header).encode()
with open(folder + "/merged.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text)
    for tensor in state.values():
        file.write(struct.pack("<%dd" % tensor.numel(), *tensor.flatten().tolist()))
